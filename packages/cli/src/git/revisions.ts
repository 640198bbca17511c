import { join } from 'node:path';
import { UsageError } from '../errors.js';
import { git, GitFailure, gitBytes, listed, tryGit, withoutFilters } from './run-git.js';

/** Runs what asks Git, and turns its failure into a sentence for the person who passed the flag. @throws {UsageError} */
function asking<T>(flag: string, ask: () => T): T {
  try {
    return ask();
  } catch (error) {
    if (!(error instanceof GitFailure)) throw error;
    throw new UsageError(`${flag} asks Git, and Git says: ${error.message}. ${adviceFor(error)}`);
  }
}

function adviceFor({ message, isAbsent }: GitFailure): string {
  if (isAbsent) return 'Install Git, or run without this option.';
  if (message.includes('dubious ownership')) {
    return "Run as the owner of the folder, or let Git trust it with 'git config --global --add safe.directory FOLDER'.";
  }
  if (message.includes('not a git repository')) return 'Run inside of a repository.';
  return 'Repair that, or run without this option.';
}

/** Root of the work tree around a folder. @throws {UsageError} where there is none */
export function workTree(cwd: string, flag: string): string {
  return asking(flag, () => git(['rev-parse', '--show-toplevel'], cwd).replace(/\n$/, ''));
}

/** The commit of a revision; undefined when there is no such revision. */
export function commitOf(revision: string, cwd: string): string | undefined {
  return tryGit(['rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`], cwd);
}

/** The last commit that HEAD shares with a revision. @throws {UsageError} where it cannot be told */
export function mergeBase(revision: string, cwd: string, flag: string): string {
  workTree(cwd, flag);
  const fetched = 'fetch the whole history, in GitHub Actions with fetch-depth: 0';
  const commit = commitOf(revision, cwd);
  if (commit === undefined) {
    throw new UsageError(`${flag}: there is no revision '${revision}' here; correct the name or ${fetched}.`);
  }
  const base = tryGit(['merge-base', commit, 'HEAD'], cwd);
  if (base === undefined) {
    const isShallow = tryGit(['rev-parse', '--is-shallow-repository'], cwd) === 'true';
    const where = isShallow ? 'in this shallow clone' : 'here';
    throw new UsageError(`${flag}: '${revision}' and HEAD share no commit ${where}; ${fetched}.`);
  }
  return base;
}

/** Absolute paths of the files that differ from a commit in the work tree, untracked ones included. @throws {UsageError} */
export function changedFiles(commit: string, cwd: string, flag = '--changed'): Set<string> {
  const top = workTree(cwd, flag);
  return asking(flag, () => {
    // A submodule has a configuration of its own, and Git would ask it whether it has changed.
    const plain = ['--no-ext-diff', '--no-textconv', '--no-renames', '--no-relative', '--ignore-submodules=all'];
    const changed = git(
      ['diff', '--name-only', '-z', ...plain, '--diff-filter=d', commit, '--'],
      top,
      withoutFilters(top),
    );
    const untracked = git(['ls-files', '-z', '--others', '--exclude-standard'], top);
    return new Set([...listed(changed), ...listed(untracked)].map((name) => join(top, name)));
  });
}

/** Whether tracked files of the work tree differ from a commit; undefined where Git cannot tell. */
export function differsFrom(commit: string, cwd: string): boolean | undefined {
  try {
    const plain = ['--no-ext-diff', '--no-textconv', '--no-renames', '--ignore-submodules=all'];
    return git(['diff', '--name-only', '-z', ...plain, commit, '--'], cwd, withoutFilters(cwd)) !== '';
  } catch {
    return undefined;
  }
}

/** The files of a commit, by their absolute paths in the present work tree. @throws {UsageError} */
export function filesOf(commit: string, cwd: string, flag = '--base'): Set<string> {
  const top = workTree(cwd, flag);
  const names = asking(flag, () => git(['ls-tree', '-r', '-z', '--name-only', '--full-tree', commit], top));
  return new Set(listed(names).map((name) => join(top, name)));
}

/** A file as a commit has it. */
export interface CommittedFile {
  /** Bytes. */
  readonly size: number;
  /** As it was committed: no filter and no change of line ends. */
  readonly text: () => string;
}

/**
 * A file of a commit; undefined where the commit has none there, or has a folder, a link or a submodule.
 * @param path from the root of the work tree, with forward slashes
 * @throws {GitFailure} where the commit cannot be read
 */
export function fileAt(commit: string, path: string, cwd: string): CommittedFile | undefined {
  const [entry] = listed(git(['ls-tree', '-z', '-l', '--full-tree', commit, '--', path], cwd));
  const [, mode, blob, size] = /^(\d+) blob ([0-9a-f]+) +(\d+)\t/.exec(entry ?? '') ?? [];
  if (mode === undefined || !mode.startsWith('100') || blob === undefined) return undefined;
  return { size: Number(size), text: () => gitBytes(['cat-file', 'blob', blob], cwd).toString('utf8') };
}
