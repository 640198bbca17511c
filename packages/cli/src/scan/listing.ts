import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { glob } from 'tinyglobby';
import { git, GitFailure, listed } from '../git/run-git.js';

const neverEntered = ['**/node_modules/**', '**/.git/**', '**/dist/**', '**/coverage/**', '**/.aws-sam/**'];

/** The folder with the repository's `.git` at this folder or above it; undefined outside of repositories. */
export function repositoryOf(folder: string): string | undefined {
  for (let here = folder; ; here = dirname(here)) {
    if (existsSync(join(here, '.git'))) return here;
    if (here === dirname(here)) return undefined;
  }
}

function gitFiles(folder: string): string[] | undefined {
  try {
    const files = new Set(listed(git(['ls-files', '-z', '--cached', '--others', '--exclude-standard'], folder)));
    return [...files].filter((name) => !/(?:^|\/)node_modules\//.test(name)).map((name) => join(folder, name));
  } catch (error) {
    if (!(error instanceof GitFailure)) throw error;
    return undefined;
  }
}

/** All files in a folder, without those that git ignores; outside of repositories without installed and built ones. */
export async function listFolder(folder: string): Promise<string[]> {
  const fromGit = repositoryOf(folder) === undefined ? undefined : gitFiles(folder);
  const files =
    fromGit?.filter((path) => existsSync(path)) ??
    (await glob('**/*', {
      cwd: folder,
      absolute: true,
      dot: true,
      ignore: neverEntered,
      expandDirectories: false,
      followSymbolicLinks: false,
    }));
  return files.sort();
}

/** Files that match a glob pattern, relative to a folder. */
export async function expandGlob(pattern: string, folder: string): Promise<string[]> {
  const files = await glob(pattern.replaceAll('\\', '/'), {
    cwd: folder,
    absolute: true,
    ignore: neverEntered,
    expandDirectories: false,
    followSymbolicLinks: false,
  });
  return files.sort();
}
