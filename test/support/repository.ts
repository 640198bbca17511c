import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { project, writeFiles } from './project.js';
import { run } from './run.js';

/** A Git repository in a temporary folder, which is deleted when the test ends. */
export interface Repository {
  readonly folder: string;
  /** Runs Git in it and gives what it wrote. */
  git(...args: readonly string[]): string;
  write(files: Readonly<Record<string, string>>): void;
  remove(path: string): void;
  /** Commits everything that is there. */
  commit(message: string): void;
}

/** A repository whose branch `main` has one commit with these files, and whose branch `change` is checked out. */
export function repository(files: Readonly<Record<string, string>>): Repository {
  const folder = project({ '.gitignore': 'node_modules/\ncdk.out/\n', ...files });
  const identity = ['-c', 'user.name=Somebody', '-c', 'user.email=somebody@example.com', '-c', 'commit.gpgsign=false'];
  const git = (...args: readonly string[]): string => {
    const { code, stdout, stderr } = run('git', [...identity, ...args], folder);
    if (code !== 0) throw new Error(`git ${args.join(' ')} failed: ${stderr}${stdout}`);
    return stdout;
  };
  const commit = (message: string): void => {
    git('add', '--all');
    git('commit', '--quiet', '--message', message);
  };
  git('init', '--quiet', '--initial-branch', 'main');
  commit('Start');
  git('switch', '--quiet', '--create', 'change');
  return {
    folder,
    git,
    write: (changed) => writeFiles(folder, changed),
    remove: (path) => rmSync(join(folder, path)),
    commit,
  };
}
