import { maturityCriteria, practiceQuestionIds, type OpenQuestion, type ScanError } from '@faultline/catalog';
import type { Answers } from '../config/answers-schema.js';
import { didYouMean } from '../nearest.js';

const knownIds = [
  ...practiceQuestionIds,
  ...maturityCriteria.filter(({ text }) => text !== undefined).map(({ id }) => id),
];

/** One error for each answer to a question that there is not. */
export function unknownQuestions(answers: Answers): ScanError[] {
  return Object.keys(answers)
    .filter((id) => !knownIds.includes(id))
    .map((id) => ({
      kind: 'configuration',
      message: `The configuration answers a question '${id}', which there is not.${didYouMean(id, knownIds)} Use the id that the report shows beside the question.`,
    }));
}

/**
 * A question with what people answered to it.
 * @param today `YYYY-MM-DD`; an answer counts until the end of its last day
 */
export function withAnswer(question: { id: string; text: string }, answers: Answers, today: string): OpenQuestion {
  const { id, text } = question;
  const given = Object.hasOwn(answers, id) ? answers[id] : undefined;
  if (!given) return { id, text, answer: null };
  const { answer, owner, date, reviewBy, satisfied = true } = given;
  return { id, text, answer, owner, date, reviewBy, overdue: today > reviewBy, satisfied };
}
