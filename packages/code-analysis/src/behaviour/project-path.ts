import path from 'node:path';

/** How much of a path elsewhere is taken to be part of its project. */
const nearest = 6;

/**
 * Path of a file below the working folder, by which scripts and tests are told from services; forward slashes.
 * Of a file elsewhere it has the last names only, since the folders far above say nothing of the project.
 */
export function projectPath(filename: string): string {
  const below = path.isAbsolute(filename) ? path.relative(process.cwd(), filename) : filename;
  const isInside = !path.isAbsolute(below) && below.split(path.sep)[0] !== '..';
  const names = (isInside ? below : filename).replaceAll('\\', '/').split('/');
  return (isInside ? names : names.slice(-nearest)).join('/');
}
