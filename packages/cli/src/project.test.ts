import { mkdtempSync, realpathSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { codeChecks, defaultSettings, judgeFile, type EngineFor } from '@faultline/code-analysis';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { openProject } from './project.js';

const bounded = 'export const load = (url: string) => fetch(url, { signal: AbortSignal.timeout(1_000) });';
const unbounded = 'export const load = (url: string, signal?: AbortSignal) => fetch(url, { signal });';
const caller = "import { load } from './load';\nexport const home = () => load('/home');";

let folder: string;
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'] });
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'faultline-open-')));
});
afterEach(() => {
  vi.useRealTimers();
  rmSync(folder, { recursive: true });
});

let writes = 0;
/** Writes a file, each time with another time of change; and lets so much time pass that the project looks again. */
function save(file: string, text: string): void {
  const path = join(folder, file);
  writeFileSync(path, text);
  writes += 1;
  utimesSync(path, writes, writes);
  vi.advanceTimersByTime(10_000);
}

/** Statuses of the check for timeouts in a file as an editor holds it. */
function statuses(engineFor: EngineFor, file: string, text: string): string[] {
  const path = join(folder, file);
  const engine = engineFor(path, text);
  const checks = codeChecks.filter(({ meta }) => meta.name === 'require-http-timeout');
  const judged = judgeFile(
    engine,
    path,
    checks.map((check) => ({ check, options: [] })),
  );
  expect(judged?.failed).toEqual([]);
  return judged?.sites.map(({ verdict }) => verdict.status) ?? [];
}

it('knows the other files, as they are saved', () => {
  save('load.ts', unbounded);
  save('home.ts', caller);
  const engineFor = openProject(folder, defaultSettings);
  expect(statuses(engineFor, 'home.ts', caller)).toEqual(['violation']);
  save('load.ts', bounded);
  expect(statuses(engineFor, 'home.ts', caller)).toEqual([]);
});

it('takes the file in work as the editor holds it, and every other one as it is saved', () => {
  save('load.ts', unbounded);
  save('home.ts', caller);
  const engineFor = openProject(folder, defaultSettings);
  expect(statuses(engineFor, 'load.ts', bounded)).toEqual(['compliant']);
  expect(statuses(engineFor, 'home.ts', caller)).toEqual(['violation']);
  expect(statuses(engineFor, 'home.ts', "import { load } from './load';")).toEqual([]);
});

it('finds files that come and go', () => {
  save('home.ts', caller);
  const engineFor = openProject(folder, defaultSettings);
  expect(statuses(engineFor, 'home.ts', caller)).toEqual([]);
  save('load.ts', unbounded);
  expect(statuses(engineFor, 'load.ts', unbounded)).toHaveLength(1);
  expect(statuses(engineFor, 'home.ts', caller)).toEqual(['violation']);
});
