import type { DependencyInventory, Verdict } from '@faultline/catalog';
import { describe, expect, it } from 'vitest';
import { causesOf } from './causes.js';
import { resultsOf } from './testing/sample-results.js';

const verdict = (check: string, more: Partial<Verdict> = {}): Verdict => ({
  check,
  bestPractice: 'REL05-BP05',
  layer: 'code',
  status: 'violation',
  severity: 'error',
  message: 'It waits for ever. Set a timeout.',
  fingerprint: check,
  location: { file: 'src/a.ts', line: 1, column: 1 },
  ...more,
});
const names = (verdicts: readonly Verdict[], dependencies?: DependencyInventory) =>
  causesOf({ ...resultsOf(verdicts), ...(dependencies && { dependencies }) }).map(({ check }) => check);

describe('causesOf', () => {
  it('puts what is new first, then errors, then high risk, then many places', () => {
    const at = (line: number) => ({ location: { file: 'src/a.ts', line, column: 1 } });
    expect(
      names([
        verdict('note', { severity: 'note', bestPractice: 'REL05-BP04' }),
        verdict('one'),
        verdict('low', { bestPractice: 'REL04-BP03' }),
        verdict('many', at(1)),
        verdict('many', at(2)),
        verdict('compliant', { status: 'compliant' }),
        verdict('warning', { severity: 'warning' }),
      ]),
    ).toEqual(['many', 'one', 'low', 'warning', 'note']);
    expect(
      names([verdict('known', { baseline: 'unchanged' }), verdict('new', { severity: 'note', baseline: 'new' })]),
    ).toEqual(['new', 'known']);
  });

  it('puts what much of the workload hangs on before what nothing does, and says so', () => {
    const resource = (logicalId: string) => ({ template: 't.json', logicalId, type: 'AWS::Lambda::Function' });
    const edge = (from: string, to: string, more: object) => ({
      ...{ from, to, mode: 'synchronous', delivery: null, waits: null, attempts: null, deadLetter: null, places: [] },
      ...more,
    });
    const dependencies = {
      nodes: [
        { id: 'api', kind: 'api', name: 'Api' },
        { id: 'queue', kind: 'queue', name: 'Queue' },
        { id: 'pay', kind: 'function', name: 'Pay', resource: resource('Pay') },
        {
          ...{ id: 'mail', kind: 'function', name: 'Mail', resource: resource('Mail') },
          handler: { file: 'src/mail.ts', export: 'handler', line: 1, method: 'recorded', confidence: 'certain' },
        },
      ],
      edges: [
        edge('api', 'pay', {}),
        edge('pay', 'queue', { mode: 'asynchronous' }),
        edge('queue', 'mail', { mode: 'poll', delivery: 'at-least-once' }),
        // A circle must not keep it busy.
        edge('mail', 'pay', { mode: 'asynchronous' }),
      ],
      unlinked: [],
    } as unknown as DependencyInventory;
    const verdicts = [
      verdict('alone'),
      verdict('in-pay', { resource: resource('Pay') }),
      verdict('in-mail', { location: { file: 'src/mail.ts', line: 9, column: 1 } }),
    ];
    const causes = causesOf({ ...resultsOf(verdicts), dependencies });
    expect(causes.map(({ check }) => check)).toEqual(['in-mail', 'in-pay', 'alone']);
    expect(causes.map(({ reasons }) => reasons.slice(1).join(', '))).toEqual([
      'the same work may arrive twice, 3 parts of the workload in front of it, 1 place',
      'callers wait for it, 3 parts of the workload in front of it, 1 place',
      '1 place',
    ]);
  });
});
