import { existsSync, statSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import type { ScanError } from '@faultline/catalog';
import { glob } from 'tinyglobby';
import { firstLine } from '../errors.js';
import { display, isInside, realPath } from '../paths.js';
import { isSource } from './file-kinds.js';
import { builtFolders, installedFolders, ownFolders } from './folder-kinds.js';
import { GitIgnored, type UnknownRepository } from './git-ignored.js';
import { ignoredCode } from './ignored-code.js';
import type { LeftOut } from './left-out.js';
import { walk } from './walk.js';

const neverGlobbed = ['**/node_modules/**', '**/.git/**', '**/dist/**', '**/coverage/**', '**/.aws-sam/**'];

/** The folder with the repository's `.git` at this folder or above it; undefined outside of repositories. */
export function repositoryOf(folder: string): string | undefined {
  for (let here = folder; ; here = dirname(here)) {
    if (existsSync(join(here, '.git'))) return here;
    if (here === dirname(here)) return undefined;
  }
}

/** What there is in a folder, and what was left out of the list though it may hold code or templates. */
export interface Listing {
  /** Absolute paths, sorted. */
  readonly files: readonly string[];
  readonly leftOut: readonly LeftOut[];
  /** Of folders that cannot be read. */
  readonly errors: readonly ScanError[];
}

/**
 * All files in a folder, without installed packages and without what Git ignores; outside of repositories without built
 * code instead. Repositories within it, submodules as well, are a part of it.
 */
export function listFolder(folder: string): Listing {
  const ignored = new GitIgnored(folder, repositoryOf(folder) !== undefined);
  const passes = (path: string, name: string): boolean => {
    if (ownFolders.has(name) || installedFolders.has(name)) return true;
    return ignored.isKnown ? ignored.has(path) : builtFolders.certain.has(name);
  };
  const { files, special, links, passed, unreadable } = walk(folder, (path, name) => {
    const isPassed = passes(path, name);
    if (!isPassed && existsSync(join(path, '.git'))) ignored.addRepository(path);
    return isPassed;
  });
  const kept = files.filter((path) => !ignored.has(path));
  const followed = linked(links, { folder, files: new Set(kept), passed });
  return {
    files: [...kept, ...followed.files].sort(),
    leftOut: [
      ...ignoredCode([...passed, ...files.filter((path) => ignored.has(path))], ignored.isKnown ? 'git' : 'name'),
      ...followed.leftOut,
      ...special.filter(isSource).map(noFile),
      ...ignored.unknown.map((one) => unknownTo(one, ignored.isKnown)),
    ],
    errors: unreadable.map(({ path, error }) => ({
      kind: 'input',
      path,
      message: `The folder ${display(folder, path)} cannot be read (${firstLine(error)}); check its permissions.`,
    })),
  };
}

/** What symbolic links stand for: a file that is only there by the link is read through it, a folder is not entered. */
function linked(
  links: readonly string[],
  about: { readonly folder: string; readonly files: ReadonlySet<string>; readonly passed: readonly string[] },
): Pick<Listing, 'files' | 'leftOut'> {
  const { folder } = about;
  const root = realPath(folder) ?? folder;
  const files: string[] = [];
  const leftOut: LeftOut[] = [];
  for (const path of links) {
    const real = realPath(path);
    if (real === undefined) {
      if (isSource(path)) leftOut.push({ path, kind: 'unreadable', reason: 'a symbolic link that leads nowhere' });
      continue;
    }
    const target = join(folder, relative(root, real));
    const isHere = isInside(root, real) && !about.passed.some((one) => isInside(one, target));
    const status = statSync(real);
    if (installedFolders.has(basename(path))) {
      leftOut.push({ path, kind: 'installed', reason: 'installed packages' });
    } else if (status.isDirectory()) {
      leftOut.push(
        isHere
          ? { path, kind: 'link', reason: `a symbolic link to ${display(folder, target)}, which is scanned itself` }
          : { path, kind: 'outside', reason: 'a symbolic link to a folder that is not scanned; it is not followed' },
      );
    } else if (!status.isFile()) {
      if (isSource(path)) leftOut.push(noFile(path));
    } else if (isHere && about.files.has(target)) {
      if (isSource(path)) leftOut.push({ path, kind: 'link', reason: `a symbolic link to ${display(folder, target)}` });
    } else files.push(path);
  }
  return { files, leftOut };
}

function noFile(path: string): LeftOut {
  return { path, kind: 'unreadable', reason: 'not a regular file' };
}

/** Tells that nothing is left out for being ignored by Git: what is judged then is not what it is elsewhere. */
function unknownTo({ folder, why }: UnknownRepository, isKnown: boolean): LeftOut {
  const path = join(repositoryOf(folder) ?? folder, '.git');
  const instead = isKnown
    ? 'only what the repository around it ignores is left out'
    : 'nothing is left out for being ignored, and built folders are left out by their names';
  return { path, kind: 'unreadable', reason: `Git does not say what it ignores (${why}), so ${instead}` };
}

/** Files that match a glob pattern, relative to a folder. */
export async function expandGlob(pattern: string, folder: string): Promise<string[]> {
  const files = await glob(pattern.replaceAll('\\', '/'), {
    cwd: folder,
    absolute: true,
    ignore: neverGlobbed,
    expandDirectories: false,
    followSymbolicLinks: false,
  });
  return files.sort();
}
