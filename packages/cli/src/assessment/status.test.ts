import { bestPractices, type CheckMetadata, type Severity, type Verdict, type VerdictStatus } from '@faultline/catalog';
import { describe, expect, it } from 'vitest';
import type { Answers } from '../config/answers-schema.js';
import { assessBestPractices } from './status.js';

const check = { name: 'require-http-timeout', bestPractice: 'REL05-BP05' } as CheckMetadata;

function verdict(status: VerdictStatus, severity: Severity = 'error'): Verdict {
  return { check: check.name, bestPractice: 'REL05-BP05', status, severity } as Verdict;
}

function statusOf(verdicts: Verdict[], options = { complete: true }): string | undefined {
  return assessBestPractices(verdicts, [check], options).find(({ id }) => id === 'REL05-BP05')?.status;
}

function questionIds(verdicts: Verdict[]): string[] | undefined {
  const row = assessBestPractices(verdicts, [check], { complete: true }).find(({ id }) => id === 'REL05-BP05');
  return row?.questions.map(({ id }) => id);
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

  it('asks people about places that could not be decided', () => {
    const asked = questionIds([verdict('undetermined'), verdict('compliant')]);
    expect(asked).toEqual(['rel05-bp05-undetermined', 'rel05-bp05-measured']);
    expect(questionIds([verdict('compliant')])).toEqual(['rel05-bp05-measured']);
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

describe('assessBestPractices with answers', () => {
  const given = { answer: 'Yes.', owner: 'Payments', date: '2026-10-01', reviewBy: '2027-04-01' };
  const measured = { 'rel05-bp05-measured': given };
  const everything = { ...measured, 'rel05-bp05-undetermined': given };
  const standing = (verdicts: Verdict[], answers: Answers, today = '2026-11-20', complete = true) =>
    assessBestPractices(verdicts, [check], { complete, attestation: { answers, today } }).find(
      ({ id }) => id === 'REL05-BP05',
    );

  it.each([
    ['evidence for it and everything answered', [verdict('compliant')], measured, 'attested'],
    ['nothing to judge and everything answered', [], measured, 'attested'],
    ['undecided places that nobody answered for', [verdict('undetermined')], measured, 'undetermined'],
    ['undecided places that people answered for', [verdict('undetermined')], everything, 'attested'],
    ['a violation, whatever people say', [verdict('violation'), verdict('compliant')], everything, 'at-risk'],
    ['an open note, whatever people say', [verdict('violation', 'note')], measured, 'undetermined'],
    ['violations that were only accepted', [verdict('suppressed')], measured, 'undetermined'],
    ['an answer to another question', [verdict('compliant')], { 'rel05-bp04-backlog': given }, 'met'],
    [
      'an answer that admits a fault',
      [verdict('compliant')],
      { 'rel05-bp05-measured': { ...given, satisfied: false } },
      'at-risk',
    ],
  ])('with %s', (_, verdicts, answers, expected) => {
    expect(standing(verdicts, answers)?.status).toBe(expected);
  });

  it('takes an answer until the end of its last day', () => {
    expect(standing([verdict('compliant')], measured, '2027-04-01')?.status).toBe('attested');
    const late = standing([verdict('compliant')], measured, '2027-04-02');
    expect(late?.status).toBe('met');
    expect(late?.questions).toMatchObject([{ ...given, overdue: true }]);
  });

  it('attests nothing after an incomplete scan', () => {
    expect(standing([verdict('compliant')], measured, '2026-11-20', false)?.status).toBe('undetermined');
  });

  it('attests what no check covers by the answer to that question', () => {
    const answers = { 'rel04-bp02-not-checked': given, 'rel04-bp02-shared-data': given };
    const rows = assessBestPractices([], [check], { complete: true, attestation: { answers, today: '2026-11-20' } });
    expect(rows.find(({ id }) => id === 'REL04-BP02')?.status).toBe('attested');
    expect(rows.find(({ id }) => id === 'REL04-BP03')?.status).toBe('undetermined');
  });
});
