import type { Suppression, Verdict } from '@faultline/catalog';
import { describe, expect, it } from 'vitest';
import type { SuppressionRules } from '../config/suppressions-schema.js';
import { CentralSuppressions } from './central-suppressions.js';
import { applySuppressions, suppressionProblems } from './suppression-policy.js';
import type { DraftVerdict } from './verdicts.js';

const today = '2026-06-15';
const none = new CentralSuppressions([], '/p', '/p');

function draft(changes: Partial<DraftVerdict> = {}): DraftVerdict {
  const location = { file: 'src/pay.ts', line: 3, column: 1 };
  const verdict = {
    check: 'require-http-timeout',
    bestPractice: 'REL05-BP05',
    layer: 'code',
    status: 'violation',
    location,
  };
  return { ...verdict, severity: 'error', message: '', anchor: 'pay', subject: '', ...changes } as DraftVerdict;
}

/** The status that a suppressed violation has in the end, and what is said of its suppression. */
function judged(suppression: Omit<Suppression, 'kind'>, rules: SuppressionRules): [string | undefined, string[]] {
  const before = draft({ status: 'suppressed', suppression: { kind: 'directive', ...suppression } });
  const [after] = applySuppressions([before], none, { rules, today });
  const problems = suppressionProblems([after as unknown as Verdict], [], { rules, today }, new Set());
  return [after?.status, problems.map(({ fault }) => fault)];
}

describe('what suppressions are held to', () => {
  it.each<[Omit<Suppression, 'kind'>, SuppressionRules, string | undefined]>([
    [{}, {}, undefined],
    [{}, { requireReason: true }, 'no-reason'],
    [{ reason: ' ' }, { requireReason: true }, 'no-reason'],
    [{ reason: 'why' }, { requireReason: true }, undefined],
    [{}, { requireExpiry: true }, 'no-expiry'],
    [{}, { maxDays: 30 }, 'no-expiry'],
    [{ until: '2026-07-15' }, { maxDays: 30 }, undefined],
    [{ until: '2026-07-16' }, { maxDays: 30 }, 'too-long'],
    [{ until: '2027-06-16' }, {}, undefined],
    [{ until: '2027-06-17' }, {}, 'too-long'],
    [{ until: '9999-12-31', reason: 'why', ticket: 'PROJ-1' }, { requireExpiry: true }, 'too-long'],
    [{ until: '9999-12-31' }, { maxDays: 'unlimited' }, undefined],
    [{}, { maxDays: 'unlimited' }, undefined],
    [{ until: '2026-02-30' }, {}, 'invalid-date'],
    [{}, { requireTicket: true }, 'no-ticket'],
    [{ ticket: 'PROJ-1' }, { requireTicket: true }, undefined],
    [{ ticket: 'PROJ-1' }, { requireTicket: '[A-Z]+-\\d+' }, undefined],
    [{ ticket: 'XPROJ-1' }, { requireTicket: 'PROJ-\\d+' }, 'no-ticket'],
  ])('%j under %j: %s', (suppression, rules, fault) => {
    expect(judged(suppression, rules)).toEqual(fault === undefined ? ['suppressed', []] : ['violation', [fault]]);
  });

  it.each([
    [undefined, ['error']],
    ['warning', ['warning']],
    ['off', []],
  ] as const)('with "expired": %s one that ran out is told as %j', (expired, severities) => {
    const verdict = draft({ suppression: { kind: 'directive', until: '2026-06-14' } }) as unknown as Verdict;
    const problems = suppressionProblems([verdict], [], { rules: expired ? { expired } : {}, today }, new Set());
    expect(problems.map(({ severity }) => severity)).toEqual(severities);
  });
});

describe('CentralSuppressions', () => {
  const resource = { template: 'infra/t.yaml', logicalId: 'Queue', type: 'AWS::SQS::Queue' };
  const inTemplate = draft({ resource, anchor: 'Shop/Orders/Queue' });

  it.each<[object, DraftVerdict, boolean]>([
    [{ file: 'src/**' }, draft(), true],
    [{ file: './src/pay.ts' }, draft(), true],
    [{ file: 'lib/**' }, draft(), false],
    [{ file: 'infra/*.yaml' }, inTemplate, true],
    [{ path: 'Shop/Orders' }, inTemplate, true],
    [{ path: 'Shop/*/Queue' }, inTemplate, true],
    [{ path: 'Queue' }, inTemplate, true],
    [{ path: 'Shop/Ord' }, inTemplate, false],
    [{ path: 'Queue', file: 'lib/**' }, inTemplate, false],
    [{ check: 'REL05-BP05', file: '**' }, draft(), true],
    [{ check: 'REL05-BP04', file: '**' }, draft(), false],
  ])('%j', (entry, verdict, isOn) => {
    const written = { check: 'require-http-timeout', ...entry };
    expect(new CentralSuppressions([written], '/p', '/p').of(verdict)).toHaveLength(isOn ? 1 : 0);
  });

  it('reads globs from the folder of the configuration', () => {
    const written = { check: 'require-http-timeout', file: 'packages/api/src/*.ts' };
    expect(new CentralSuppressions([written], '/p', '/p/packages/api').of(draft())).toHaveLength(1);
  });
});
