import { bestPractices, maturityCriteria, type BestPracticeResult, type Verdict } from '@faultline/catalog';
import { describe, expect, it } from 'vitest';
import { allChecks } from '../checks.js';
import { assessMaturity, type MaturityGrounds } from './maturity.js';

const given = { answer: 'Yes.', owner: 'Payments', date: '2026-10-01', reviewBy: '2027-04-01' };
const today = '2026-11-20';

function verdict(check: string, status: Verdict['status'], bestPractice: string): Verdict {
  return { check, status, bestPractice, severity: 'warning' } as Verdict;
}

const evidence = [
  verdict('no-synchronous-invoke', 'compliant', 'REL04-BP02'),
  verdict('queue-age-alarm', 'compliant', 'REL05-BP04'),
  verdict('require-retry-backoff', 'compliant', 'REL05-BP03'),
];
const practices = (status: BestPracticeResult['status']) =>
  bestPractices.map(({ id }) => ({ id, status }) as BestPracticeResult);
const answersTo = (...topics: string[]) =>
  Object.fromEntries(
    maturityCriteria.filter(({ id }) => topics.some((topic) => id.endsWith(topic))).map(({ id }) => [id, given]),
  );

function rel04(changes: Partial<MaturityGrounds> = {}) {
  const grounds = { verdicts: evidence, practices: practices('met'), complete: true, ...changes };
  return assessMaturity(grounds).find(({ question }) => question === 'REL04');
}

describe('assessMaturity', () => {
  it('gives no level where nothing was checked, whatever people say', () => {
    const answers = Object.fromEntries(maturityCriteria.map(({ id }) => [id, given]));
    const result = rel04({ verdicts: [], attestation: { answers, today } });
    expect(result).toMatchObject({ level: null, name: null });
    expect(result).not.toHaveProperty('next');
  });

  it('starts at the first level, and says what the second lacks', () => {
    expect(rel04()).toMatchObject({
      level: 1,
      name: 'Basic',
      next: { level: 2, name: 'Resilient interactions', missing: ['rel04-maturity-circuit-breakers'] },
    });
  });

  it('asks people what no check can tell, and takes their word', () => {
    const answers = answersTo('circuit-breakers');
    expect(rel04({ attestation: { answers, today } })).toMatchObject({
      level: 2,
      next: { level: 3, missing: ['rel04-maturity-recovery', 'rel04-maturity-fault-injection'] },
    });
    expect(rel04({ attestation: { answers, today: '2027-04-02' } })?.level).toBe(1);
    const denied = { 'rel04-maturity-circuit-breakers': { ...given, satisfied: false } };
    const result = rel04({ attestation: { answers: denied, today } });
    expect(result?.level).toBe(1);
    expect(result?.criteria.find(({ id }) => id === 'rel04-maturity-circuit-breakers')?.state).toBe('missing');
  });

  it('lets no answer outweigh evidence against a criterion', () => {
    const verdicts = [...evidence, verdict('function-invokes-function', 'violation', 'REL04-BP02')];
    const result = rel04({ verdicts, attestation: { answers: answersTo('asynchronous', 'circuit-breakers'), today } });
    const criterion = result?.criteria.find(({ id }) => id === 'rel04-maturity-asynchronous');
    expect(criterion).toMatchObject({ state: 'missing', basis: expect.stringContaining('1 of 2 places comply') });
    expect(result?.level).toBe(1);
  });

  it('reaches no level over one that lacks something', () => {
    const answers = answersTo('recovery', 'fault-injection', 'tuning', 'predictive-scaling');
    expect(rel04({ attestation: { answers, today } })?.level).toBe(1);
  });

  it('reaches the highest level, after which nothing is missing', () => {
    const answers = answersTo('circuit-breakers', 'recovery', 'fault-injection', 'tuning', 'predictive-scaling');
    const result = rel04({ attestation: { answers, today } });
    expect(result).toMatchObject({ level: 4, name: 'Adaptive' });
    expect(result).not.toHaveProperty('next');
    expect(rel04({ practices: practices('at-risk'), attestation: { answers, today } })?.level).toBe(2);
  });

  it('takes nothing for shown after an incomplete scan', () => {
    expect(rel04({ complete: false })?.next?.missing).toContain('rel04-maturity-asynchronous');
  });

  it('rates no question of which a best practice was left out', () => {
    expect(rel04({ practices: practices('met').slice(1) })).toBeUndefined();
  });
});

describe('the criteria', () => {
  it('rest on checks that there are', async () => {
    const names = (await allChecks()).map(({ name }) => name);
    expect(maturityCriteria.flatMap(({ checks = [] }) => checks).filter((name) => !names.includes(name))).toEqual([]);
  });

  it('each rest on something, and have ids of their own', () => {
    expect(maturityCriteria.filter(({ text, practices }) => !text && !practices)).toEqual([]);
    expect(new Set(maturityCriteria.map(({ id }) => id)).size).toBe(maturityCriteria.length);
  });
});
