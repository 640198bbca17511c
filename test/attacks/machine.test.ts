import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { workspace } from '../support/paths.js';
import { project } from '../support/project.js';
import { faultline, run } from '../support/run.js';

const bin = join(workspace, 'packages/cli/bin/faultline.js');

it.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
] as const)('%s ends the CDK app, what it started, and the temporary folder', async (signal, code) => {
  const folder = project({
    'cdk.json': JSON.stringify({ app: 'sleep 300 & echo $! > started; wait' }),
    'tmp/keep': '',
  });
  const child = spawn(process.execPath, [bin, 'check', '--quiet'], {
    cwd: folder,
    stdio: 'ignore',
    env: { ...process.env, TMPDIR: join(folder, 'tmp') },
  });
  const ended = new Promise<number | null>((done) => child.on('exit', done));
  let started: string | undefined;
  await expect
    .poll(
      () => (started = readdirSync(folder).includes('started') ? readFileSync(join(folder, 'started'), 'utf8') : ''),
      {
        timeout: 60_000,
      },
    )
    .toMatch(/\d+\n/);
  child.kill(signal);
  expect(await ended).toBe(code);
  expect(readdirSync(join(folder, 'tmp')).filter((name) => name.startsWith('faultline-'))).toEqual([]);
  // What has ended may wait for somebody to ask how.
  expect(run('ps', ['-o', 'stat=', '-p', started?.trim() ?? ''], folder).stdout).not.toMatch(/^[^Z\s]/);
});

it('a temporary folder that is not there is told in a sentence', () => {
  const folder = project({ 'cdk.json': '{ "app": "true" }' });
  const { code, stderr } = faultline(['check'], folder, { TMPDIR: join(folder, 'none') });
  expect(code).toBe(2);
  expect(stderr).toContain('Set TMPDIR to a folder that can be written to.');
  expect(stderr).not.toContain('    at ');
});

it('a full standard output is told in a sentence', () => {
  const folder = project({ 'a.ts': 'export {};\n' });
  const { code, stderr } = run('sh', ['-c', `'${process.execPath}' '${bin}' rules > /dev/full`], folder);
  expect(code).toBe(2);
  expect(stderr).toContain('ENOSPC');
  expect(stderr).not.toContain('    at ');
});
