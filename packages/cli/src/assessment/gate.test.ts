import type { Comparison, Results, Severity, Verdict, VerdictStatus } from '@faultline/catalog';
import { describe, expect, it } from 'vitest';
import { exitCode, judgeGate, type FailOn, type GateRules } from './gate.js';

interface Sample {
  readonly status?: VerdictStatus;
  readonly severity?: Severity;
  readonly check?: string;
  readonly practice?: string;
  readonly baseline?: Verdict['baseline'];
}

function verdict({
  status = 'violation',
  severity = 'error',
  check = 'require-http-timeout',
  ...rest
}: Sample): object {
  const location = { file: 'src/pay.ts', line: 7, column: 1 };
  return { check, bestPractice: rest.practice ?? 'REL05-BP05', status, severity, fingerprint: 'f', location, ...rest };
}

function results(samples: readonly Sample[], changes: Partial<Results> = {}): Results {
  return { complete: true, verdicts: samples.map(verdict), bestPractices: [], ...changes } as unknown as Results;
}

const comparison = { kind: 'baseline', name: 'b.jsonl', complete: true } as Comparison;

function code(samples: readonly Sample[], rules: Partial<GateRules> = {}): number {
  return exitCode(judgeGate(results(samples), { failOn: 'error', ...rules }));
}

function messages(samples: readonly Sample[], rules: Partial<GateRules>): string[] {
  return judgeGate(results(samples), { failOn: 'error', ...rules }).failures.map(({ message }) => message);
}

describe('the gate without limits', () => {
  it.each<[VerdictStatus, Severity, FailOn, number]>([
    ['violation', 'error', 'error', 1],
    ['violation', 'warning', 'error', 0],
    ['violation', 'warning', 'warning', 1],
    ['violation', 'note', 'warning', 0],
    ['violation', 'error', 'never', 0],
    ['undetermined', 'error', 'warning', 0],
    ['suppressed', 'error', 'warning', 0],
    ['compliant', 'error', 'warning', 0],
  ])('of a %s of severity %s when failing on %s exits with %i', (status, severity, failOn, expected) => {
    expect(code([{ status, severity }], { failOn })).toBe(expected);
  });

  it.each(['new', 'unchanged', 'moved'] as const)('fails on a violation that is %s only when it is new', (baseline) => {
    expect(code([{ baseline }], { comparison })).toBe(baseline === 'new' ? 1 : 0);
  });

  it('names what failed it, and not too much', () => {
    expect(messages([{ baseline: 'new' }, { baseline: 'moved' }], { comparison })).toEqual([
      '1 new violation: require-http-timeout at src/pay.ts:7.',
    ]);
    expect(messages(Array<Sample>(8).fill({}), {})[0]).toMatch(/^8 violations: .* and 3 more\.$/);
  });

  it('of an incomplete scan exits with 2, whatever was found and compared', () => {
    for (const rules of [{ failOn: 'error' }, { failOn: 'never' }, { failOn: 'error', comparison }] as const) {
      expect(exitCode(judgeGate(results([{ status: 'compliant' }], { complete: false }), rules))).toBe(2);
    }
  });
});

describe('limits', () => {
  const two: Sample[] = [{ baseline: 'new' }, { baseline: 'unchanged' }];

  it.each<[GateRules['limits'], number]>([
    [{ '*': { new: 1 } }, 0],
    [{ '*': { new: 0 } }, 1],
    [{ 'REL05-*': { new: 1 }, '*': { new: 0 } }, 0],
    [{ 'REL05-BP05': { new: 0 }, 'REL05-*': { new: 1 } }, 1],
    [{ 'require-http-timeout': { new: 1 }, 'REL05-BP05': { new: 0 } }, 0],
    [{ 'REL05-BP05': 'report' }, 0],
    [{ 'REL04-*': { new: 1 } }, 1],
    [{ '*': { new: 1, total: 2 } }, 0],
    [{ '*': { new: 1, total: 1 } }, 1],
    [{ '*': { new: 1, total: { error: 1 } } }, 1],
    [{ '*': { new: { error: 1 } } }, 0],
    [{ '*': { new: { warning: 0 } } }, 1],
  ])('%j makes the exit code %i', (limits, expected) => expect(code(two, { limits, comparison })).toBe(expected));

  it('on lesser severities count those only', () => {
    const limits = { '*': { new: { warning: 1 } } };
    expect(code([{ severity: 'warning' }], { limits })).toBe(0);
    expect(code([{ severity: 'warning' }, { severity: 'warning' }], { limits })).toBe(1);
    expect(code([{ severity: 'note' }], { limits })).toBe(0);
  });

  it('on the total stand alone without a comparison', () => {
    expect(code([{}, {}], { limits: { '*': { total: 2 } } })).toBe(0);
    expect(messages([{}, {}], { limits: { 'REL05-BP05': { total: 1 } } })).toEqual([
      '2 open violations of REL05-BP05, and 1 may stand: require-http-timeout at src/pay.ts:7, require-http-timeout at src/pay.ts:7.',
    ]);
  });

  it('on coverage count every verdict, and nothing where nothing was judged', () => {
    const limits = { 'REL05-BP05': { minCoverage: 0.5 } };
    const compliant: Sample = { status: 'compliant' };
    const undetermined: Sample = { status: 'undetermined' };
    expect(code([compliant, undetermined], { limits })).toBe(0);
    expect(messages([compliant, undetermined, undetermined], { limits })).toEqual([
      'Only 1 of 3 places (33.3 %) comply for REL05-BP05; at least 50 % must.',
    ]);
    expect(code([{ status: 'undetermined', practice: 'REL04-BP01' }], { limits })).toBe(0);
  });
});

describe('suppressions and questions', () => {
  const problem = { check: 'require-http-timeout', message: 'It has run out.', suppression: { kind: 'directive' } };

  it.each([
    ['error', 1],
    ['warning', 0],
  ] as const)('a problem of severity %s exits with %i', (severity, expected) => {
    const suppressionProblems = [{ ...problem, severity, fault: 'expired' as const }];
    const found = results([], { suppressionProblems } as Partial<Results>);
    expect(exitCode(judgeGate(found, { failOn: 'error', comparison }))).toBe(expected);
  });

  it('open questions fail only when people ask for it', () => {
    const questions = [{ id: 'q', text: 'Why?', answer: null }];
    const found = results([], { bestPractices: [{ id: 'REL04-BP01', questions }] } as unknown as Partial<Results>);
    expect(exitCode(judgeGate(found, { failOn: 'error' }))).toBe(0);
    const gate = judgeGate(found, { failOn: 'error', requireHuman: true });
    expect(gate.failures.map(({ message }) => message)).toEqual([
      'REL04-BP01: 1 question of it is open for a person to answer.',
    ]);
    expect(exitCode(gate)).toBe(1);
  });
});
