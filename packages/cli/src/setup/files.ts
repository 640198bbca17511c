import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { largeFile, readText } from '@faultline/catalog/files';
import { createTwoFilesPatch, FILE_HEADERS_ONLY } from 'diff';
import { firstLine, UsageError } from '../errors.js';
import { outputScope, writeOutput } from '../files/output-file.js';
import { display, isInside } from '../paths.js';

/** A file that setting up writes. */
export interface PlannedFile {
  /** Absolute path. */
  readonly path: string;
  /** Its text now; undefined where it is new. */
  readonly before: string | undefined;
  readonly after: string;
}

/** The text of a file of the project. @throws {UsageError} where it cannot be read */
export function readProjectFile(path: string): string {
  try {
    return readText(path, { maxBytes: largeFile });
  } catch (error) {
    throw new UsageError(`${path} cannot be read: ${firstLine(error)}.`);
  }
}

/** The text of a file; undefined where there is none. @throws {UsageError} where it cannot be read */
export function readIfThere(path: string): string | undefined {
  return existsSync(path) ? readProjectFile(path) : undefined;
}

/** The change as a patch that `git apply` and people read. */
export function patchOf({ path, before, after }: PlannedFile, folder: string): string {
  const name = display(folder, path);
  const old = before === undefined ? '/dev/null' : `a/${name}`;
  return createTwoFilesPatch(old, `b/${name}`, before ?? '', after, undefined, undefined, {
    headerOptions: FILE_HEADERS_ONLY,
  });
}

/** @throws {UsageError} where it cannot be written */
export function writePlanned({ path, after }: PlannedFile): void {
  try {
    writeOutput(path, after, outputScope(dirname(path)));
  } catch (error) {
    throw new UsageError(`${firstLine(error)} Nothing after it was written.`);
  }
}

/** Lines at the end of a text, in the line ends that it has. */
export function appendLines(text: string, lines: readonly string[]): string {
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  const gap = text === '' || text.endsWith('\n') ? '' : newline;
  return text + gap + lines.map((line) => line + newline).join('');
}

/** The first of these names that is there, in the folder or the nearest one above it, not above the limit. */
export function nearestFile(names: readonly string[], folder: string, limit: string): string | undefined {
  for (let here = folder; isInside(limit, here); here = dirname(here)) {
    const found = names.map((name) => join(here, name)).find((path) => existsSync(path));
    if (found !== undefined || here === dirname(here)) return found;
  }
  return undefined;
}
