import { existsSync, statSync } from 'node:fs';
import { basename, dirname, join, relative, sep } from 'node:path';
import type { Results, Verdict } from '@faultline/catalog';
import { largeFile, readText } from '@faultline/catalog/files';

const folderName = '.faultline';

/** The nearest `.faultline/results.json` at the folder or above it, not above the root of the repository. */
export function findResults(folder: string): string | undefined {
  for (let here = folder; ; here = dirname(here)) {
    const path = join(here, folderName, 'results.json');
    if (existsSync(path)) return path;
    if (here === dirname(here) || existsSync(join(here, '.git'))) return undefined;
  }
}

/** A violation with the place in a source file that it belongs to. */
export type PlacedVerdict = Verdict & Required<Pick<Verdict, 'location'>>;

interface Read {
  readonly stamp: string;
  readonly byFile: ReadonlyMap<string, readonly PlacedVerdict[]>;
}

const known = new Map<string, Read>();

/**
 * Violations of infrastructure in a source file, from stored results. An editor asks at every key press: the results are
 * read again only after they have changed.
 * @param path of the results, in `.faultline` of the scanned root or in the root itself
 * @param file absolute
 * @throws {SyntaxError} where the results are not JSON; {RefusedFile} where they are no regular file
 */
export function infrastructureViolations(path: string, file: string): readonly PlacedVerdict[] {
  const folder = dirname(path);
  const root = basename(folder) === folderName ? dirname(folder) : folder;
  return read(path).byFile.get(relative(root, file).split(sep).join('/')) ?? [];
}

function read(path: string): Read {
  const { mtimeMs, size } = statSync(path);
  const stamp = `${mtimeMs}:${size}`;
  const before = known.get(path);
  if (before?.stamp === stamp) return before;
  const now = { stamp, byFile: byFile(readText(path, { maxBytes: largeFile })) };
  known.set(path, now);
  return now;
}

function byFile(text: string): Map<string, PlacedVerdict[]> {
  const files = new Map<string, PlacedVerdict[]>();
  const { verdicts } = (JSON.parse(text) ?? {}) as Partial<Results>;
  for (const verdict of Array.isArray(verdicts) ? (verdicts as Verdict[]) : []) {
    if (verdict.layer === 'code' || verdict.status !== 'violation' || !hasPlace(verdict)) continue;
    files.set(verdict.location.file, [...(files.get(verdict.location.file) ?? []), verdict]);
  }
  return files;
}

function hasPlace(verdict: Verdict): verdict is PlacedVerdict {
  const { line, column } = verdict.location ?? {};
  return [line, column].every((number) => Number.isInteger(number) && (number ?? 0) > 0);
}
