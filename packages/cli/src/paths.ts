import { realpathSync } from 'node:fs';
import { dirname, relative, resolve, sep } from 'node:path';
import { isInside } from '@faultline/catalog/files';

export { isInside };

/** A path relative to the root, with forward slashes; `.` for the root itself. */
export function display(root: string, path: string): string {
  return relative(root, path).split(sep).join('/') || '.';
}

/** The real path; undefined when there is nothing at the path. */
export function realPath(path: string): string | undefined {
  try {
    return realpathSync.native(path);
  } catch {
    return undefined;
  }
}

/**
 * The folder that results are relative to: the working folder when everything lies in it, else the deepest folder that
 * holds all of the paths.
 */
export function scanRoot(cwd: string, paths: readonly { path: string; isFolder: boolean }[]): string {
  if (paths.every(({ path }) => isInside(cwd, path))) return cwd;
  let root = cwd;
  for (const [index, { path, isFolder }] of paths.entries()) {
    const folder = isFolder ? path : dirname(path);
    if (index === 0) root = folder;
    while (!isInside(root, folder)) root = dirname(root);
  }
  return resolve(root);
}
