import { describe, expect, it } from 'vitest';
import type { Results, Verdict } from '@faultline/catalog';
import type { Proposal } from './proposal.js';
import { prove, type Prover } from './prove.js';

const verdict = (line: number, status: Verdict['status'], check = 'require-http-timeout'): Verdict => ({
  check,
  bestPractice: 'REL05-BP05',
  layer: 'code',
  status,
  severity: 'error',
  message: 'It waits.',
  fingerprint: `${check}-${line}`,
  symbol: `f${line}`,
  location: { file: 'a.ts', line, column: 1 },
});

const results = (verdicts: readonly Verdict[], errors: Results['errors'] = []): Results =>
  ({ verdicts, errors, complete: errors.length === 0 }) as unknown as Results;

/** A repair that writes one letter for the fault on its line. */
const repair = (line: number): Proposal => ({
  verdict: verdict(line, 'violation'),
  file: '/p/a.ts',
  kind: 'code',
  edits: [{ start: line, end: line + 1, text: 'x' }],
});

const before = results([verdict(1, 'violation'), verdict(2, 'violation')]);

function proof(judged: (text: string) => Results, newComplaint: Prover['newComplaint'] = () => undefined) {
  return prove(before, [repair(1), repair(2)], {
    read: () => 'abcd',
    newComplaint,
    judge: (texts) => Promise.resolve(judged(texts.get('/p/a.ts') ?? 'abcd')),
  });
}

const sound = results([verdict(1, 'compliant'), verdict(2, 'compliant')]);
const reasons = ({ takenBack }: Awaited<ReturnType<typeof prove>>) =>
  takenBack.map(({ proposal, reason }) => [proposal.verdict.location?.line, reason]);

describe('the proof of repairs', () => {
  it('keeps those whose places are judged sound', async () => {
    const { proven, takenBack, texts } = await proof(() => sound);
    expect(proven).toHaveLength(2);
    expect(takenBack).toEqual([]);
    expect(texts.get('/p/a.ts')).toBe('axxd');
  });

  it('takes back one that does not help, or after which nothing can be told, and keeps the other', async () => {
    for (const left of [[verdict(1, 'violation')], [verdict(1, 'undetermined')], []]) {
      const outcome = await proof(() => results([...left, verdict(2, 'compliant')]));
      expect(reasons(outcome)).toEqual([[1, 'the check still finds the fault or cannot tell']]);
      expect(outcome.texts.get('/p/a.ts')).toBe('abxd');
    }
  });

  it('takes the word of another check of the best practice where its own says nothing of what is sound', async () => {
    const outcome = await proof(() =>
      results([{ ...verdict(1, 'compliant', 'no-partial-timeout'), symbol: 'f1' }, verdict(2, 'compliant')]),
    );
    expect(outcome.proven).toHaveLength(2);
  });

  it('takes back the one at whose place something new is found', async () => {
    const outcome = await proof((text) =>
      results([...sound.verdicts, ...(text[2] === 'x' ? [{ ...verdict(2, 'violation', 'no-nested-retry') }] : [])]),
    );
    expect(reasons(outcome)).toEqual([[2, 'no-nested-retry is then found at a.ts:2']]);
    expect(outcome.proven).toHaveLength(1);
  });

  it('takes back all where the scan fails with them', async () => {
    const outcome = await proof(() => results(sound.verdicts, [{ kind: 'parse', message: 'a.ts cannot be parsed.' }]));
    expect(reasons(outcome)).toEqual([
      [1, 'a.ts cannot be parsed.'],
      [2, 'a.ts cannot be parsed.'],
    ]);
    expect(outcome.texts.size).toBe(0);
  });

  it('takes back the one that the compiler objects to', async () => {
    const outcome = await proof(
      () => sound,
      (_file, _before, after) => (after[1] === 'x' ? 'TS1: no' : undefined),
    );
    expect(reasons(outcome)).toEqual([[1, 'the compiler then says: TS1: no']]);
    expect(outcome.proven.map(({ verdict: { location } }) => location?.line)).toEqual([2]);
  });

  it('takes back both where the compiler objects to them together only', async () => {
    const outcome = await proof(
      () => sound,
      (_file, _before, after) => (after === 'axxd' ? 'TS2: twice' : undefined),
    );
    expect(outcome.proven).toEqual([]);
    expect(outcome.takenBack).toHaveLength(2);
  });
});
