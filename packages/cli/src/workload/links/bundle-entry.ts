import { dirname, join } from 'node:path';
import { largeFile, tryReadText } from '@faultline/catalog/files';
import { isInside } from '../../paths.js';
import { isFile } from './source-modules.js';

/** Folders above a bundle in which its build may have run; more than real projects take. */
const mostFolders = 8;

/**
 * The module that a bundle of esbuild was made from. It writes the path of each module above its code, relative to where it
 * ran, and the entry comes last.
 * @param bundle absolute path without ending
 * @returns absolute paths that fit, at most one for each folder
 */
export function bundleEntries(bundle: string, root: string): readonly string[] {
  const text = ['.js', '.mjs', '.cjs']
    .map((ending) => tryReadText(bundle + ending, { maxBytes: largeFile, within: root }))
    .find((one) => one !== undefined);
  if (text === undefined) return [];
  const modules = [...text.matchAll(/^\/\/ ([\w@.][^\n:*?"<>|]*\.[cm]?[jt]sx?)$/gm)].map(([, path = '']) => path);
  const entry = modules.findLast((path) => !path.startsWith('node_modules/'));
  if (entry === undefined) return [];
  const found: string[] = [];
  let folder = dirname(bundle);
  for (let step = 0; step < mostFolders && isInside(root, folder); step += 1, folder = dirname(folder)) {
    const candidate = join(folder, entry);
    if (isInside(root, candidate) && isFile(candidate)) found.push(candidate);
  }
  return found;
}
