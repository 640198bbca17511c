import { existsSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { UsageError } from '../errors.js';
import { makeScratch } from '../files/scratch.js';
import { isInside } from '../paths.js';
import { git, GitFailure, listed, tryGit, withoutFilters } from './run-git.js';

/** The files of a commit in a folder of their own. */
export interface Checkout {
  readonly folder: string;
  /** Deletes it. */
  dispose(): void;
}

/**
 * Writes the files of a commit into a temporary folder, with the packages that are installed in the present work tree.
 * The folder is a repository of its own that borrows the objects: the configuration and the hooks of the other one mean
 * nothing there, and nothing is written into the other one.
 * @param top root of the present work tree
 * @throws {UsageError} where Git does not do it
 */
export function checkOut(commit: string, top: string): Checkout {
  const scratch = makeScratch();
  const folder = join(scratch.folder, 'base');
  try {
    borrowObjects(top, folder, scratch.folder);
    // Git itself writes: it takes care that no entry is written through a link that another entry is.
    git(['read-tree', '--reset', '-u', commit], folder, withoutFilters(folder));
    git(['update-ref', '--no-deref', 'HEAD', commit], folder);
    linkPackages(top, folder);
  } catch (error) {
    scratch.dispose();
    if (!(error instanceof GitFailure)) throw error;
    const advice = tryGit(['config', '--get-regexp', '^remote\\..*\\.promisor$'], top)
      ? 'This is a partial clone; fetch what is missing with "git fetch --refetch --no-filter".'
      : 'Fetch it whole, or compare with another revision.';
    throw new UsageError(
      `The base revision ${commit.slice(0, 12)} cannot be checked out, and Git says: ${error.message}. ${advice}`,
    );
  }
  return { folder, dispose: () => scratch.dispose() };
}

/** Makes an empty repository that reads the objects of another one. */
function borrowObjects(from: string, folder: string, scratch: string): void {
  const objects = resolve(from, git(['rev-parse', '--git-path', 'objects'], from).replace(/\n$/, ''));
  const format = tryGit(['rev-parse', '--show-object-format'], from) ?? 'sha1';
  const options = ['--quiet', '--template=', ...(format === 'sha1' ? [] : [`--object-format=${format}`])];
  git(['init', ...options, folder], scratch, ['init.defaultBranch=main']);
  writeFileSync(join(folder, '.git', 'objects', 'info', 'alternates'), `${objects}\n`);
}

/**
 * Links every node_modules folder beside a package.json: a CDK app and an ESLint configuration need what they import.
 * Where the commit has a link for the folder, what it points to is left alone.
 */
function linkPackages(top: string, folder: string): void {
  const manifests = listed(git(['ls-files', '-z', '--cached'], top)).filter((name) =>
    /(?:^|\/)package\.json$/.test(name),
  );
  for (const manifest of manifests) {
    const modules = join(dirname(manifest), 'node_modules');
    const target = join(folder, modules);
    if (!existsSync(join(top, modules)) || existsSync(target) || !existsSync(dirname(target))) continue;
    if (!isInside(folder, realpathSync(dirname(target)))) continue;
    symlinkSync(join(top, modules), target, 'junction');
  }
}
