import { isOpen, type CriterionResult, type MaturityResult, type OpenQuestion, type Results } from '@faultline/catalog';

/** Questions and how many of them are answered, such as `1 of 2`; empty where nothing is asked. */
export function answeredText(questions: readonly OpenQuestion[]): string {
  const answered = questions.filter((question) => !isOpen(question)).length;
  return questions.length === 0 ? '' : `${answered} of ${questions.length}`;
}

/** Every question of the results, those of best practices first. */
export function allQuestions(results: Results): OpenQuestion[] {
  const criteria = (results.maturity ?? []).flatMap((one) => one.criteria);
  return [
    ...results.bestPractices.flatMap(({ questions }) => questions),
    ...criteria.flatMap(({ question }) => question ?? []),
  ];
}

/** What stands behind an answer: `Payments, 2026-10-01, review by 2027-04-01`; parts that are not known are left out. */
export function provenance({ owner, date, reviewBy, overdue }: OpenQuestion): string {
  const review = reviewBy === undefined ? [] : [`${overdue ? 'overdue since' : 'review by'} ${reviewBy}`];
  return [...(owner === undefined ? [] : [owner]), ...(date === undefined ? [] : [date]), ...review].join(', ');
}

/** The level of a question with its coverage: `level 2 of 4, Resilient interactions (3 of 8 criteria shown)`. */
export function levelText({ level, name, criteria }: MaturityResult): string {
  if (level === null) return 'not rated: nothing was checked';
  const shown = criteria.filter(({ state }) => state === 'shown').length;
  return `level ${level} of 4, ${name} (${shown} of ${criteria.length} criteria shown)`;
}

/** The criteria that the next level waits for. */
export function missingForNext({ next, criteria }: MaturityResult): CriterionResult[] {
  return criteria.filter(({ id }) => next?.missing.includes(id));
}
