import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { afterEach, expect, it, vi } from 'vitest';

/** The module as a process that has just started has it. */
const fresh = () => {
  vi.resetModules();
  return import('./scratch.js');
};

/** Id of a process that has ended. */
const ended = (): string => execFileSync(process.execPath, ['-p', 'process.pid'], { encoding: 'utf8' }).trim();

const made: string[] = [];
afterEach(() => {
  for (const path of made.splice(0)) rmSync(path, { recursive: true, force: true });
});

/** A folder as another process would have made it. */
async function leftBy(owner: string, suffix: string): Promise<string> {
  const scratch = (await fresh()).makeScratch();
  scratch.dispose();
  const name = basename(scratch.folder)
    .replace(String(process.pid), owner)
    .replace(/-[^-]*$/, `-${suffix}`);
  const path = join(dirname(scratch.folder), name);
  made.push(path);
  return path;
}

it('gives a folder that is there until it is disposed of', async () => {
  const scratch = (await fresh()).makeScratch();
  expect(existsSync(scratch.folder)).toBe(true);
  scratch.dispose();
  expect(existsSync(scratch.folder)).toBe(false);
});

it('takes away what a killed run left, and nothing of one that still runs', async () => {
  const left = await leftBy(ended(), 'left');
  const running = await leftBy(String(process.ppid), 'running');
  for (const path of [left, running]) mkdirSync(join(path, 'inside'), { recursive: true });
  (await fresh()).makeScratch().dispose();
  expect([existsSync(left), existsSync(running)]).toEqual([false, true]);
});

it('does not follow a link that has the name of such a folder', async () => {
  const outside = await leftBy(String(process.ppid), 'outside');
  mkdirSync(join(outside, 'inside'), { recursive: true });
  const link = await leftBy(ended(), 'link');
  symlinkSync(outside, link);
  (await fresh()).makeScratch().dispose();
  expect(existsSync(join(outside, 'inside'))).toBe(true);
});

it('says in a sentence where no temporary folder can be made', async () => {
  const { makeScratch } = await fresh();
  vi.stubEnv('TMPDIR', '/nowhere/at/all');
  expect(() => makeScratch()).toThrow(/^No temporary folder can be made in \/nowhere\/at\/all: .*Set TMPDIR/);
  vi.unstubAllEnvs();
});
