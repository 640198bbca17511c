import {
  bestPractices,
  maturityCriteria,
  personQuestions,
  type BestPracticeResult,
  type OpenQuestion,
  type Results,
} from '@faultline/catalog';
import type { Answers } from '../config/answers-schema.js';
import { withAnswer } from './answers.js';

/** A question, with what helps to answer it. */
export interface AskedQuestion {
  readonly question: OpenQuestion;
  /** What it belongs to: `REL05-BP05 Set client timeouts`. */
  readonly about: string;
  /** What the last check found, in one sentence. */
  readonly evidence: string;
}

/**
 * Every question that people can answer, with the answers of the configuration: those of the last check where there was
 * one, which asks about what it could not tell as well.
 * @param today `YYYY-MM-DD`
 */
export function openQuestions(results: Results | undefined, answers: Answers, today: string): AskedQuestion[] {
  const ofPractices = bestPractices.flatMap(({ id, title }) => {
    const standing = results?.bestPractices.find((one) => one.id === id);
    const questions = standing?.questions ?? personQuestions.filter(({ bestPractice }) => bestPractice === id);
    return questions.map(({ id: question, text }) => ({
      question: withAnswer({ id: question, text }, answers, today),
      about: `${id} ${title}`,
      evidence: evidenceOf(standing),
    }));
  });
  // What a check showed is asked of nobody.
  const left = results?.maturity?.flatMap(({ criteria }) => criteria.flatMap(({ question }) => question?.id ?? []));
  const ofMaturity = maturityCriteria.flatMap(({ id, text, question, level }) => {
    if (text === undefined || left?.includes(id) === false) return [];
    return [
      {
        question: withAnswer({ id, text }, answers, today),
        about: `${question} maturity, level ${level}`,
        evidence: 'No check can tell.',
      },
    ];
  });
  return [...ofPractices, ...ofMaturity];
}

function evidenceOf(standing: BestPracticeResult | undefined): string {
  if (!standing)
    return "There are no results of a check yet; 'faultline check --format json:.faultline/results.json' writes them.";
  const { violation, compliant, undetermined, suppressed } = standing.counts;
  const judged = violation + compliant + undetermined + suppressed;
  if (judged === 0) return 'The last check found no place that it applies to.';
  const parts = [`${compliant} of ${judged} places comply`];
  if (violation > 0) parts.push(`${violation} violate it`);
  if (undetermined > 0) parts.push(`${undetermined} could not be decided`);
  if (suppressed > 0) parts.push(`${suppressed} are suppressed`);
  return `In the last check ${parts.join(', ')}.`;
}
