import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { HistoryEntry, Results } from '@faultline/catalog';
import { expect, it } from 'vitest';
import { repository } from './support/repository.js';
import { faultline } from './support/run.js';
import { callWithoutTimeout, callWithTimeout } from './support/samples.js';

const check = (folder: string, ...args: readonly string[]) =>
  faultline(['check', '--only', 'code', '--history', 'runs.jsonl', ...args], folder);

it('keeps the counts of each complete run, and draws them', () => {
  const { folder, git, write, commit } = repository({ 'pay.js': callWithoutTimeout });
  const runs = () =>
    readFileSync(join(folder, 'runs.jsonl'), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as HistoryEntry);
  const day = (number: number) => ({ SOURCE_DATE_EPOCH: String(Date.UTC(2026, 10, number) / 1000) });
  const args = ['check', '--only', 'code', '--history', 'runs.jsonl', '--format', 'html:report.html,json:results.json'];

  expect(faultline(args, folder, day(1)).code).toBe(1);
  const before = git('rev-parse', 'HEAD').trim();
  expect(readFileSync(join(folder, 'report.html'), 'utf8')).not.toContain('id="trend"');

  write({ 'pay.js': callWithTimeout });
  commit('End the call');
  expect(faultline(args, folder, day(2)).code).toBe(0);
  expect(runs().map(({ date, commit }) => [date.slice(0, 10), commit])).toEqual([
    ['2026-11-01', before],
    ['2026-11-02', git('rev-parse', 'HEAD').trim()],
  ]);
  expect(runs().map(({ bestPractices }) => bestPractices['REL05-BP05']?.violation)).toEqual([1, 0]);
  expect(readFileSync(join(folder, 'report.html'), 'utf8')).toContain('Violations of REL05-BP05, run by run: 1, 0');
  const { history } = JSON.parse(readFileSync(join(folder, 'results.json'), 'utf8')) as Results;
  expect(history).toEqual(runs());

  write({ 'broken.ts': 'export const = ;\n' });
  expect(faultline(args, folder, day(3)).code).toBe(2);
  expect(runs()).toHaveLength(2);
});

it('refuses what would spoil a history before anything is scanned', () => {
  const { folder, write } = repository({ 'pay.js': callWithoutTimeout });
  const changed = check(folder, '--changed');
  expect(changed.code).toBe(2);
  expect(changed.stderr).toContain('--history keeps the counts of the whole workload');

  write({ 'runs.jsonl': '<<<<<<< HEAD\n' });
  const broken = check(folder, '--format', 'json:results.json');
  expect(broken.code).toBe(2);
  expect(broken.stderr).toContain('runs.jsonl:1 is no run of a history');
  expect(existsSync(join(folder, 'results.json'))).toBe(false);
});

it('shows a history with stored results', () => {
  const { folder } = repository({ 'pay.js': callWithoutTimeout });
  check(folder);
  check(folder, '--format', 'json:results.json');
  const { stdout, code } = faultline(['report', 'results.json', '--history', 'runs.jsonl', '--format', 'html'], folder);
  expect(code).toBe(0);
  expect(stdout).toContain('The 2 runs as a table');
});
