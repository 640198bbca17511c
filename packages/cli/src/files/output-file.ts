import { appendFileSync, lstatSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { isInside, replaceFile } from '@faultline/catalog/files';
import { firstLine, UsageError } from '../errors.js';
import { display, realPath } from '../paths.js';
import { repositoryOf } from '../scan/listing.js';

/** Who asks for a file, and which folder holds what nobody vouches for. */
export interface OutputScope {
  /** The repository, or the folder that stands for one. Links in it are not followed. Absolute. */
  readonly folder: string;
  /** A configuration comes with the repository, so what it names must lie in it; people may name any place. */
  readonly isConfigured?: boolean;
}

/** The scope of what is asked for on the command line, or by a configuration in a folder. */
export function outputScope(cwd: string, configured?: { readonly folder: string }): OutputScope {
  const home = configured && isInside(configured.folder, cwd) ? configured.folder : cwd;
  return { folder: repositoryOf(cwd) ?? home, ...(configured && { isConfigured: true }) };
}

/**
 * Writes a file whole or not at all, and makes the folders that lead to it.
 * @param path as it was asked for; relative to the working folder
 * @throws {UsageError} where it may not or cannot be written
 */
export function writeOutput(path: string, text: string, scope: OutputScope): void {
  write(path, scope, (target, isRegular) => (isRegular ? replaceFile(target, text) : writeFileSync(target, text)));
}

/** As `writeOutput`, at the end of a file that others write as well. @throws {UsageError} */
export function appendOutput(path: string, text: string, scope: OutputScope): void {
  write(path, scope, (target) => appendFileSync(target, text));
}

function write(path: string, scope: OutputScope, put: (target: string, isRegular: boolean) => void): void {
  mustBeAllowed(path, scope);
  const target = resolve(path);
  try {
    mkdirSync(dirname(target), { recursive: true });
    // Outside of the repository a link is the user's own, and so is a device such as /dev/stdout.
    const isRegular = statSync(target, { throwIfNoEntry: false })?.isFile() ?? true;
    put((isRegular && realPath(target)) || target, isRegular);
  } catch (error) {
    throw new UsageError(`${path} cannot be written: ${firstLine(error)}.`);
  }
}

/** @throws {UsageError} where the repository would decide what is written over */
export function mustBeAllowed(path: string, { folder, isConfigured = false }: OutputScope): void {
  const refuse = (why: string): never => {
    throw new UsageError(`${path} is not written, since ${why}; name another file.`);
  };
  const target = resolve(path);
  if (!isInside(folder, target)) {
    if (isConfigured) refuse(`the configuration names it and it lies outside of ${folder}`);
    return;
  }
  if (lstatSync(target, { throwIfNoEntry: false })?.isFile() === false) {
    refuse('there is something at its place that is no regular file');
  }
  const realFolder = realPath(folder) ?? folder;
  const real = realPath(nearestThere(dirname(target)));
  if (real === undefined || !isInside(realFolder, real)) refuse('a link on the way to it leads out of the repository');
  const ways = [display(realFolder, real ?? ''), ...(isConfigured ? [display(folder, target)] : [])];
  if (ways.some((way) => /(?:^|\/)\.git(?:\/|$)/i.test(way))) refuse('it lies in a folder that is for Git alone');
}

/** The folder, or the nearest one above it that is there. */
function nearestThere(folder: string): string {
  for (let here = folder; ; here = dirname(here)) {
    if (lstatSync(here, { throwIfNoEntry: false }) || here === dirname(here)) return here;
  }
}
