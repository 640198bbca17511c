import { bestPractices, type CheckMetadata, type Severity, type Verdict, type VerdictStatus } from '@faultline/catalog';
import { describe, expect, it } from 'vitest';
import { assessBestPractices } from './status.js';

const check = { name: 'require-http-timeout', bestPractice: 'REL05-BP05' } as CheckMetadata;

function verdict(status: VerdictStatus, severity: Severity = 'error'): Verdict {
  return { check: check.name, bestPractice: 'REL05-BP05', status, severity } as Verdict;
}

function statusOf(verdicts: Verdict[], options = { complete: true }): string | undefined {
  return assessBestPractices(verdicts, [check], options).find(({ id }) => id === 'REL05-BP05')?.status;
}

describe('assessBestPractices', () => {
  it.each([
    ['an open error', [verdict('violation'), verdict('compliant')], 'at-risk'],
    ['an open warning', [verdict('violation', 'warning'), verdict('undetermined')], 'at-risk'],
    ['something undecided', [verdict('compliant'), verdict('undetermined')], 'undetermined'],
    ['an open note', [verdict('violation', 'note'), verdict('compliant')], 'undetermined'],
    ['compliant sites only', [verdict('compliant')], 'met'],
    ['a suppressed violation beside a compliant site', [verdict('suppressed'), verdict('compliant')], 'met'],
    ['suppressed violations only', [verdict('suppressed')], 'undetermined'],
    ['nothing to judge', [], 'not-applicable'],
  ])('with %s', (_, verdicts, expected) => {
    expect(statusOf(verdicts)).toBe(expected);
  });

  it('never looks met, nor without need for it, after an incomplete scan', () => {
    expect(statusOf([verdict('compliant')], { complete: false })).toBe('undetermined');
    expect(statusOf([], { complete: false })).toBe('undetermined');
    expect(statusOf([verdict('violation')], { complete: false })).toBe('at-risk');
  });

  it('leaves a best practice without a check undetermined and asks a person', () => {
    const uncovered = assessBestPractices([], [check], { complete: true }).find(({ id }) => id === 'REL04-BP01');
    expect(uncovered?.status).toBe('undetermined');
    expect(uncovered?.questions[0]?.id).toBe('rel04-bp01-not-checked');
  });

  it('lists all best practices in order, each with a question that is open', () => {
    const rows = assessBestPractices([], [check], { complete: true });
    expect(rows.map(({ id }) => id)).toEqual(bestPractices.map(({ id }) => id));
    expect(
      rows.every(({ questions }) => questions.length > 0 && questions.every(({ answer }) => answer === null)),
    ).toBe(true);
  });

  it('lists only those that a run was limited to', () => {
    const rows = assessBestPractices([], [check], { complete: true, selected: new Set(['REL05-BP05']) });
    expect(rows.map(({ id }) => id)).toEqual(['REL05-BP05']);
  });

  it('counts every status', () => {
    const all = [verdict('violation'), verdict('compliant'), verdict('undetermined'), verdict('suppressed')];
    const row = assessBestPractices(all, [check], { complete: true }).find(({ id }) => id === 'REL05-BP05');
    expect(row?.counts).toEqual({ violation: 1, compliant: 1, undetermined: 1, suppressed: 1 });
  });
});
