import {
  notCheckedId,
  personQuestions,
  undecidedId,
  type BestPractice,
  type OpenQuestion,
  type VerdictCounts,
} from '@faultline/catalog';
import type { Answers } from '../config/answers-schema.js';
import { withAnswer } from './answers.js';

/** What people said, and the day from which it is looked at. */
export interface Attestation {
  readonly answers: Answers;
  /** `YYYY-MM-DD`. */
  readonly today: string;
}

/** Nobody said anything. */
export const noAttestation: Attestation = { answers: {}, today: '' };

/** What a run leaves to people because it could not tell. */
function leftOpen({ id }: BestPractice, checked: boolean, { undetermined }: VerdictCounts) {
  if (!checked) {
    const text = 'No check of this run covers this best practice. How does the workload follow it?';
    return [{ id: notCheckedId(id), text }];
  }
  if (undetermined === 0) return [];
  const places = undetermined === 1 ? '1 place' : `${undetermined} places`;
  const text = `The checks could not decide ${places}. Does the workload follow the best practice there?`;
  return [{ id: undecidedId(id), text }];
}

/**
 * The questions of a best practice with their answers: first what a run could not tell, then what no run can tell.
 * @param checked whether a check of the run looks at the best practice
 */
export function questionsOf(
  practice: BestPractice,
  checked: boolean,
  counts: VerdictCounts,
  { answers, today }: Attestation,
): OpenQuestion[] {
  const always = personQuestions.filter((question) => question.bestPractice === practice.id);
  return [...leftOpen(practice, checked, counts), ...always].map((question) => withAnswer(question, answers, today));
}
