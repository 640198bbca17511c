import type { BestPracticeResult, OpenQuestion, Results } from '@faultline/catalog';
import { emptyResults } from '../../report/testing/sample-results.js';

/** A question with an answer that counts. */
export const answered: OpenQuestion = {
  id: 'answered',
  text: 'Is it so?',
  answer: 'Yes.',
  owner: 'Payments',
  date: '2026-10-01',
  reviewBy: '2027-04-01',
  overdue: false,
  satisfied: true,
};

/** Results in which every best practice has evidence for it and all answers, with changes to some. */
export function attestedResults(
  changes: Readonly<Record<string, Partial<BestPracticeResult>>> = {},
  complete = true,
): Results {
  const results = emptyResults();
  return {
    ...results,
    complete,
    bestPractices: results.bestPractices.map((practice) => ({
      ...practice,
      status: 'attested',
      counts: { violation: 0, compliant: 37, undetermined: 0, suppressed: 0 },
      questions: [answered],
      ...changes[practice.id],
    })),
  };
}
