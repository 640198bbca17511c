import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { BaselineEntry } from '@faultline/catalog';
import type { FileChanges } from './match.js';

/**
 * What became of files since violations were known.
 * @param root that the paths of verdicts and entries are relative to
 * @param hadFile whether there was a file at an absolute path then; default: when an entry is in it
 */
export function fileChanges(
  root: string,
  known: readonly BaselineEntry[],
  hadFile?: (path: string) => boolean,
): FileChanges {
  const named = new Set(known.map(({ file }) => file));
  return {
    isGone: (file) => !existsSync(join(root, file)),
    isNew: (file) => !(hadFile ? hadFile(join(root, file)) : named.has(file)),
  };
}
