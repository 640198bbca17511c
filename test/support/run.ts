import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import type { Results } from '@faultline/catalog';
import { workspace } from './paths.js';

/** How a program ended, and what it wrote. */
export interface Run {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Longest time that a program may take. Milliseconds. */
const limit = 240_000;

/** Runs a program to its end, without a terminal and without colours. */
export function run(
  program: string,
  args: readonly string[],
  cwd: string,
  environment: Record<string, string> = {},
  input = '',
): Run {
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    cwd,
    encoding: 'utf8',
    input,
    env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined, VITEST: undefined, ...environment },
    maxBuffer: 1 << 28,
    timeout: limit,
  });
  if (error) throw error;
  return { code: status, stdout, stderr };
}

/** Runs the command line as it was built. */
export function faultline(
  args: readonly string[],
  cwd: string,
  environment?: Record<string, string>,
  input?: string,
): Run {
  return run(process.execPath, [join(workspace, 'packages/cli/bin/faultline.js'), ...args], cwd, environment, input);
}

/** Runs `faultline check --format json` and reads what it wrote. */
export function check(
  args: readonly string[],
  cwd: string,
  input?: string,
  environment?: Record<string, string>,
): Run & { readonly results: Results } {
  const end = faultline(['check', '--format', 'json', ...args], cwd, environment, input);
  try {
    return { ...end, results: JSON.parse(end.stdout) as Results };
  } catch {
    throw new Error(`faultline wrote no JSON and ended with ${end.code}: ${end.stderr}`);
  }
}
