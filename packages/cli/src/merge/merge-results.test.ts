import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Results, RunRecord, Verdict } from '@faultline/catalog';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { check } from '../check.js';
import { resultsOf, sampleResults } from '../report/testing/sample-results.js';
import { commonFolder, mergeResults } from './merge-results.js';
import { requireWhole } from './parts.js';

const nobody = { answers: {}, today: '2026-11-20' };
const run = (folder: string, project = folder): RunRecord => ({
  project,
  folder,
  command: 'faultline check',
  preset: 'recommended',
  node: '24.1.0',
});
const of = (folder: string, verdicts: readonly Verdict[]): Results => ({ ...resultsOf(verdicts), run: run(folder) });
const violation: Verdict = {
  check: 'require-http-timeout',
  bestPractice: 'REL05-BP05',
  layer: 'code',
  status: 'violation',
  severity: 'error',
  message: 'It waits for ever. Set a timeout.',
  fingerprint: 'a1',
  location: { file: 'src/pay.ts', line: 3, column: 1 },
  related: [{ message: 'made here', location: { file: 'src/client.ts', line: 1, column: 1 } }],
  evidence: { file: 'a word of the check' },
};

describe('shards', () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'faultline-merge-'));
  });
  afterEach(() => rmSync(root, { recursive: true }));

  it('are together what one scan finds', async () => {
    const queue = { Resources: { Orders: { Type: 'AWS::SQS::Queue' } } };
    const files = {
      'a.ts': "export const a = () => fetch('https://a.example');",
      'b.ts': "export const b = () => fetch('https://b.example', { signal: AbortSignal.timeout(5_000) });",
      'pay/c.ts': "export const c = () => fetch('https://c.example');",
      'pay/d.ts': "import CircuitBreaker from 'opossum';\nexport const d = new CircuitBreaker(() => undefined);",
      'template.json': JSON.stringify(queue),
    };
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(root, name)), { recursive: true });
      writeFileSync(join(root, name), text);
    }
    const whole = await check({ cwd: root, preset: 'recommended' });
    const shards: Results[] = [];
    for (const index of [1, 2]) {
      shards.push(await check({ cwd: root, preset: 'recommended', shard: { index, count: 2 } }));
    }
    expect(shards.map(({ verdicts }) => verdicts.filter(({ layer }) => layer === 'code').length)).not.toContain(0);
    expect(shards.map(({ scope }) => scope.codeFiles)).toEqual([2, 2]);
    const merged = mergeResults(shards, nobody);
    expect(new Set(merged.verdicts)).toEqual(new Set(whole.verdicts));
    expect({ ...merged, verdicts: [] }).toEqual({ ...whole, verdicts: [] });
    expect(merged.patterns).toMatchObject([{ by: 'opossum' }]);
  });
});

describe('requireWhole', () => {
  const part = (index: number, count: number, folder = '.') => {
    const results = of(folder, []);
    return {
      file: `${folder}-${index}.json`,
      results: { ...results, scope: { ...results.scope, shard: { index, count } } },
    };
  };

  it.each([
    [[part(1, 3), part(3, 3)], 'Part 2 of 3 is missing'],
    [[part(1, 2), part(2, 2), part(2, 2)], 'are both part 2 of 2'],
    [[part(1, 2), part(2, 3)], 'use one --shard N for all'],
    [[part(1, 1), part(1, 2, 'pay')], 'Part 2 of 2 of pay is missing'],
  ])('tells what is wrong: %#', (parts, words) => {
    expect(() => requireWhole(parts)).toThrow(words);
  });

  it('takes all parts of several scans, and results that are whole', () => {
    const whole = { file: 'whole.json', results: of('cart', []) };
    expect(() => requireWhole([part(2, 2), part(1, 2), part(1, 1, 'pay'), whole])).not.toThrow();
  });

  it('refuses results of two versions', () => {
    const old = { ...resultsOf([]), tool: { name: 'faultline', version: '0.0.1' } as const };
    expect(() => requireWhole([part(1, 1), { file: 'old.json', results: old }])).toThrow('made by version');
  });
});

describe('packages', () => {
  it('are seen from the folder that holds them all, and rolled up', () => {
    const parts = [
      of('apps/pay', [violation]),
      of('apps/cart/api', [violation, { ...violation, status: 'compliant' }]),
    ];
    expect(commonFolder(parts)).toBe('apps');
    const { verdicts, packages, bestPractices } = mergeResults(parts, nobody);
    expect(verdicts.map(({ location, related }) => [location?.file, related?.[0]?.location?.file])).toEqual([
      ['cart/api/src/pay.ts', 'cart/api/src/client.ts'],
      ['cart/api/src/pay.ts', 'cart/api/src/client.ts'],
      ['pay/src/pay.ts', 'pay/src/client.ts'],
    ]);
    expect(verdicts[0]?.evidence).toEqual({ file: 'a word of the check' });
    expect(packages?.map(({ name, folder, counts }) => [name, folder, counts.violation])).toEqual([
      ['apps/cart/api', 'cart/api', 1],
      ['apps/pay', 'pay', 1],
    ]);
    expect(bestPractices.find(({ id }) => id === 'REL05-BP05')).toMatchObject({
      status: 'at-risk',
      counts: { violation: 2, compliant: 1 },
    });
  });

  it('are not mixed up by names that start alike', () => {
    expect(commonFolder([of('app', []), of('apple', [])])).toBe('.');
    expect(commonFolder([of('app', []), of('app/pay', [])])).toBe('app');
    expect(commonFolder([of('.', []), of('app', [])])).toBe('.');
  });
});

describe('mergeResults', () => {
  it('keeps what is in both once, is incomplete where a part is, and forgets comparisons', () => {
    const known: Verdict = { ...violation, baseline: 'unchanged' };
    const broken = resultsOf([violation], undefined, [{ kind: 'parse', message: 'a.ts cannot be read.' }]);
    const merged = mergeResults([of('.', [known]), broken, broken], nobody);
    expect(merged.verdicts).toEqual([violation]);
    expect(merged.complete).toBe(false);
    expect(merged.errors).toHaveLength(1);
    expect(merged.gate).toBeUndefined();
  });

  it('takes answers from the results, and lets those of the configuration win', () => {
    const sample = sampleResults();
    const answered = sample.bestPractices.flatMap(({ questions }) => questions).find(({ answer }) => answer !== null);
    const id = 'rel05-bp05-measured';
    const questions = [
      { id, text: '?', answer: 'From the p99.9.', owner: 'Pay', date: '2026-11-01', reviewBy: '2027-05-01' },
    ];
    expect(answered).toBeDefined();
    const results = {
      ...sample,
      bestPractices: sample.bestPractices.map((one) => (one.id === 'REL05-BP05' ? { ...one, questions } : one)),
    };
    const answerIn = (merged: Results) =>
      merged.bestPractices.flatMap((one) => one.questions).find((one) => one.id === id)?.answer;
    expect(answerIn(mergeResults([results, resultsOf([])], nobody))).toBe('From the p99.9.');
    const answers = { [id]: { answer: 'Anew.', owner: 'Pay', date: '2026-11-02', reviewBy: '2027-05-01' } };
    expect(answerIn(mergeResults([results], { ...nobody, answers }))).toBe('Anew.');
  });
});
