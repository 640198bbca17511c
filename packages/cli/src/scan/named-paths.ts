import { existsSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { ScanError } from '@faultline/catalog';
import { isDynamicPattern } from 'tinyglobby';
import { expandGlob } from './listing.js';

/** A path that somebody asked for. */
export interface NamedPath {
  readonly path: string;
  readonly isFolder: boolean;
  /** False for what a glob brought. */
  readonly isNamed: boolean;
}

/** Resolves the arguments of a call to files and folders; what is not there becomes an error. Nothing stands for nothing. */
export async function resolvePaths(
  args: readonly string[],
  cwd: string,
): Promise<{ paths: NamedPath[]; errors: ScanError[] }> {
  const paths: NamedPath[] = [];
  const errors: ScanError[] = [];
  const fail = (path: string, message: string): void => void errors.push({ kind: 'input', path, message });
  for (const arg of args) {
    const path = resolve(cwd, arg);
    if (existsSync(path)) {
      paths.push({ path, isFolder: statSync(path).isDirectory(), isNamed: true });
    } else if (isDynamicPattern(arg)) {
      const found = await expandGlob(arg, cwd);
      if (found.length === 0) fail(arg, `No file matches '${arg}'; check the pattern and quote it in the shell.`);
      paths.push(...found.map((file) => ({ path: file, isFolder: false, isNamed: false })));
    } else {
      fail(arg, `There is no file or folder '${arg}'; check the path.`);
    }
  }
  return { paths, errors };
}
