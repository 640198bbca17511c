import { expect, it } from 'vitest';
import { sampleResults } from '../report/testing/sample-results.js';
import { historyEntry } from './entry.js';

const date = new Date('2026-11-20T09:30:00Z');

it('keeps where the best practices stand that a check looked at', () => {
  const entry = historyEntry(sampleResults(), { date, commit: 'abc' });
  expect(entry).toMatchObject({ date: '2026-11-20T09:30:00.000Z', commit: 'abc' });
  expect(Object.keys(entry.bestPractices)).toEqual(['REL05-BP04', 'REL05-BP05']);
  expect(entry.bestPractices['REL05-BP05']).toEqual({
    status: 'at-risk',
    violation: 4,
    compliant: 6,
    undetermined: 2,
    suppressed: 1,
  });
});

it('has no commit outside of repositories', () => {
  expect(historyEntry(sampleResults(), { date })).not.toHaveProperty('commit');
});
