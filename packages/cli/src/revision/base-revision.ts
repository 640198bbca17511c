import { basename, join, relative, resolve } from 'node:path';
import { loadConfig, type LoadedConfig } from '../config/load.js';
import type { CheckOptions } from '../options.js';
import { checkOut } from '../git/checkout.js';
import { filesOf, mergeBase, workTree } from '../git/revisions.js';
import { display, isInside, realPath } from '../paths.js';

/** The commit that a branch is compared with, checked out beside the present work tree. */
export interface BaseRevision {
  /** The revision as it was asked for. */
  readonly name: string;
  readonly commit: string;
  /** Root of the present work tree. */
  readonly top: string;
  /** Root of the base's. */
  readonly folder: string;
  /** Where the base has, or would have, what is at a path of the present work tree. */
  there(path: string): string;
  /** The way back. */
  here(path: string): string;
  /** Whether the base has a file or a folder at a path of the present work tree, and not by a link that leads out of it. */
  has(path: string): boolean;
  /** The files of the base, by their absolute paths in the present work tree. */
  files(): readonly string[];
  /** Whether the base has a file at a path of the present work tree. */
  hadFile(path: string): boolean;
  /** Deletes the checkout. */
  dispose(): void;
}

/**
 * Checks out the merge base of a revision with HEAD.
 * @throws {UsageError} where Git does not do it
 */
export function openBase(revision: string, cwd: string): BaseRevision {
  const commit = mergeBase(revision, cwd, '--base');
  const top = workTree(cwd, '--base');
  const { folder, dispose } = checkOut(commit, top);
  let names: ReadonlySet<string> | undefined;
  const files = (): ReadonlySet<string> => (names ??= filesOf(commit, cwd));
  const there = (path: string): string => join(folder, relative(top, path));
  return {
    name: revision,
    commit,
    top,
    folder,
    there,
    here: (path) => join(top, relative(folder, path)),
    has: (path) => isInside(folder, realPath(there(path)) ?? top),
    files: () => [...files()],
    hadFile: (path) => files().has(path),
    dispose,
  };
}

/**
 * The configuration that the base has for the working folder. Its paths are relative to the folder where the present
 * work tree has, or would have, it.
 * @param branch the configuration of the present work tree
 */
export async function configOfBase(
  base: BaseRevision,
  options: CheckOptions,
  branch: LoadedConfig,
): Promise<LoadedConfig> {
  const cwd = resolve(options.cwd ?? '.');
  const named = options.config === undefined ? undefined : resolve(cwd, options.config);
  // What lies outside, or what nobody committed, is no part of the branch: whoever makes the call brought it along.
  if (named !== undefined && !(isInside(base.top, named) && isCommitted(named, base))) return branch;
  if (named !== undefined && !base.has(named)) return { config: {}, folder: branch.folder, errors: [] };
  const loaded = await loadConfig({
    cwd: base.there(cwd),
    limit: base.folder,
    file: named && base.there(named),
    untrusted: options.untrusted ?? false,
  });
  const errors = loaded.errors.map(({ message, ...error }) => ({ ...error, message: `In the base: ${message}` }));
  return { ...loaded, folder: base.here(loaded.folder), errors };
}

function isCommitted(path: string, base: BaseRevision): boolean {
  return base.hadFile(path) || filesOf('HEAD', base.top).has(path);
}

/** Path of a configuration's file from the scanned root; undefined where there is none. */
export function pathOf({ folder, path }: LoadedConfig, root: string): string | undefined {
  return path === undefined ? undefined : display(root, join(folder, basename(path)));
}
