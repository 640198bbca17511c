import { existsSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { firstLine, UsageError } from '../errors.js';
import { git } from './git.js';

/** The files of a commit in a folder of their own. */
export interface Checkout {
  readonly folder: string;
  /** Deletes it. */
  dispose(): void;
}

/**
 * Checks a commit out into a temporary work tree, with the packages that are installed in the present one.
 * @param top root of the present work tree
 * @throws {UsageError} where Git does not do it
 */
export function checkOut(commit: string, top: string): Checkout {
  const scratch = realpathSync(mkdtempSync(join(tmpdir(), 'faultline-base-')));
  const folder = join(scratch, 'base');
  const dispose = (): void => {
    try {
      git(['worktree', 'remove', '--force', folder], top);
    } catch {
      // It was not registered; deleting the folder is enough.
    }
    rmSync(scratch, { recursive: true, force: true });
  };
  try {
    git(['worktree', 'add', '--quiet', '--detach', folder, commit], top);
    linkPackages(top, folder);
  } catch (error) {
    dispose();
    const said = firstLine((error as { stderr?: unknown }).stderr ?? error);
    throw new UsageError(`The base revision ${commit.slice(0, 12)} cannot be checked out: ${said}.`);
  }
  return { folder, dispose };
}

/** Links every node_modules folder beside a package.json: a CDK app and an ESLint configuration need what they import. */
function linkPackages(top: string, folder: string): void {
  const manifests = git(['ls-files', '-z', '--', 'package.json', '*/package.json'], top).split('\0');
  for (const manifest of manifests.filter((name) => name !== '')) {
    const modules = join(dirname(manifest), 'node_modules');
    const target = join(folder, modules);
    if (!existsSync(join(top, modules)) || existsSync(target) || !existsSync(dirname(target))) continue;
    symlinkSync(join(top, modules), target, 'junction');
  }
}
