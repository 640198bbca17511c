import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { UsageError } from '../errors.js';

/** Runs Git without the hooks and helpers that a repository may bring. @throws where it fails */
export function git(args: readonly string[], cwd: string): string {
  return execFileSync('git', ['-c', 'core.hooksPath=/dev/null', '-c', 'core.fsmonitor=false', ...args], {
    cwd,
    encoding: 'utf8',
    maxBuffer: 1 << 29,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, GIT_LFS_SKIP_SMUDGE: '1', LC_ALL: 'C' },
  });
}

function attempt(args: readonly string[], cwd: string): string | undefined {
  try {
    return git(args, cwd).trim() || undefined;
  } catch {
    return undefined;
  }
}

/** Root of the work tree around a folder. @throws {UsageError} where there is none */
export function workTree(cwd: string, flag: string): string {
  const top = attempt(['rev-parse', '--show-toplevel'], cwd);
  if (top === undefined) {
    throw new UsageError(`${flag} asks Git, and ${cwd} is in no work tree of it; run inside of a repository.`);
  }
  return top;
}

/** The commit of a revision; undefined when there is no such revision. */
export function commitOf(revision: string, cwd: string): string | undefined {
  return attempt(['rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`], cwd);
}

/** The last commit that HEAD shares with a revision. @throws {UsageError} where it cannot be told */
export function mergeBase(revision: string, cwd: string, flag: string): string {
  workTree(cwd, flag);
  const fetched = 'fetch the whole history, in GitHub Actions with fetch-depth: 0';
  const commit = commitOf(revision, cwd);
  if (commit === undefined) {
    throw new UsageError(`${flag}: there is no revision '${revision}' here; correct the name or ${fetched}.`);
  }
  const base = attempt(['merge-base', commit, 'HEAD'], cwd);
  if (base === undefined) {
    throw new UsageError(`${flag}: '${revision}' and HEAD share no commit here; ${fetched}.`);
  }
  return base;
}

/** Absolute paths of the files that differ from a commit in the work tree, untracked ones included. */
export function changedFiles(commit: string, cwd: string): Set<string> {
  const top = git(['rev-parse', '--show-toplevel'], cwd).trim();
  const changed = git(
    ['diff', '--name-only', '-z', '--no-ext-diff', '--no-renames', '--diff-filter=d', commit, '--'],
    top,
  );
  const untracked = git(['ls-files', '-z', '--others', '--exclude-standard'], top);
  const names = `${changed}${untracked}`.split('\0').filter((name) => name !== '');
  return new Set(names.map((name) => join(top, name)));
}

/** The files of a commit, by their absolute paths in the present work tree. */
export function filesOf(commit: string, cwd: string): Set<string> {
  const top = git(['rev-parse', '--show-toplevel'], cwd).trim();
  const names = git(['ls-tree', '-r', '-z', '--name-only', '--full-tree', commit], top).split('\0');
  return new Set(names.filter((name) => name !== '').map((name) => join(top, name)));
}
