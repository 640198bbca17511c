import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { HistoryEntry } from '@faultline/catalog';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { incompleteResults, sampleResults } from '../report/testing/sample-results.js';
import { appendHistory, readHistory } from './file.js';
import { keepHistory, withHistory } from './keep.js';

let folder = '';
let file = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'faultline-history-'));
  file = join(folder, 'runs.jsonl');
});
afterEach(() => rmSync(folder, { recursive: true }));

const run = (day: number): HistoryEntry => ({
  date: new Date(Date.UTC(2026, 0, day)).toISOString(),
  commit: `c${day}`,
  bestPractices: { 'REL05-BP05': { status: 'met', violation: 0, compliant: day, undetermined: 0, suppressed: 0 } },
});

it('reads nothing where there is no file yet', () => expect(readHistory(file)).toEqual([]));

it('reads what was appended, by date', () => {
  for (const day of [2, 1, 3]) appendHistory(file, run(day));
  expect(readHistory(file)).toEqual([run(1), run(2), run(3)]);
  expect(readFileSync(file, 'utf8').split('\n')).toHaveLength(4);
});

it('starts a new line after one that was not ended', () => {
  writeFileSync(file, JSON.stringify(run(1)));
  appendHistory(file, run(2));
  expect(readHistory(file)).toHaveLength(2);
});

it.each([
  ['no JSON', '<<<<<<< HEAD'],
  ['a list', '[]'],
  ['a date that is none', JSON.stringify({ ...run(1), date: 'today' })],
  ['a best practice that is none', JSON.stringify({ ...run(1), bestPractices: { 'REL99-BP01': {} } })],
  ['a count below zero', JSON.stringify(run(-1))],
])('names the line of %s', (_, line) => {
  writeFileSync(file, `${JSON.stringify(run(1))}\n\n${line}\n`);
  expect(() => readHistory(file)).toThrow(/runs\.jsonl:3 is no run of a history/);
});

it('says that a folder is no history', () => expect(() => readHistory(folder)).toThrow(/cannot be read/));

it('says that a file below a file cannot be written', () => {
  writeFileSync(join(folder, 'none'), '');
  expect(() => appendHistory(join(folder, 'none', 'runs.jsonl'), run(1))).toThrow(/runs\.jsonl cannot be written: /);
});

it('puts the run behind those before it', () => {
  const { history = [] } = keepHistory(sampleResults(), file, [run(1)]);
  expect(history).toHaveLength(2);
  expect(readHistory(file)).toEqual([history[1]]);
});

it('keeps no run that is not complete', () => {
  const { history } = keepHistory(incompleteResults(), file, [run(1)]);
  expect(history).toEqual([run(1)]);
  expect(readHistory(file)).toEqual([]);
});

it('gives results the last runs of a long history only', () => {
  const runs = Array.from({ length: 100 }, (_, day) => run(day));
  expect(withHistory(sampleResults(), runs).history).toEqual(runs.slice(-60));
  expect(withHistory(sampleResults(), [])).not.toHaveProperty('history');
});

it('reads the sample of its page', () => {
  const page = readFileSync(new URL('../../docs/report.md', import.meta.url), 'utf8');
  const [, sample = ''] = /```text\n([^`]*)```/.exec(page) ?? [];
  writeFileSync(file, sample);
  expect(readHistory(file)).toEqual([expect.objectContaining({ commit: '5f0c1e2d3b4a' })]);
});
