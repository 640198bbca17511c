import {
  bestPractices,
  isOpen,
  questions,
  type BestPractice,
  type BestPracticeResult,
  type ChoiceProposal,
  type ProposedAnswer,
  type ProposedChoice,
  type Question,
  type Results,
  type ToolAnswers,
} from '@faultline/catalog';
import { answerNotes, choiceNotes } from './notes.js';

/** What a proposal is made with. */
export interface ProposalOptions {
  /** Address of the report, for the notes. */
  readonly link?: string | undefined;
  /** Alias or ARN of the lens; default: the AWS Well-Architected Framework. */
  readonly lensAlias?: string | undefined;
}

/**
 * A choice is selected only where nothing is open: no violation, whatever its severity, and no question to a person.
 * What was accepted by a suppression is no violation any more; its number stands in the notes.
 */
function propose(practice: BestPracticeResult, complete: boolean): ChoiceProposal {
  if (practice.status === 'at-risk' || practice.counts.violation > 0) return 'UNSELECTED';
  const open = practice.questions.length === 0 || practice.questions.some(isOpen);
  return practice.status === 'attested' && complete && !open ? 'SELECTED' : 'UNDECIDED';
}

function choice(
  { id, title, toolChoiceId }: BestPractice,
  practice: BestPracticeResult,
  results: Results,
  link: string | undefined,
): ProposedChoice {
  const open = practice.questions.filter(isOpen).map((question) => question.id);
  const asked = practice.questions.length;
  return {
    choiceId: toolChoiceId,
    bestPractice: id,
    title,
    proposal: propose(practice, results.complete),
    status: practice.status,
    evidence: practice.counts,
    questions: { asked, answered: asked - open.length, open },
    notes: choiceNotes(practice, results, link),
  };
}

function answer(question: Question, results: Results, link: string | undefined): ProposedAnswer {
  const rows = new Map(results.bestPractices.map((practice) => [practice.id, practice]));
  const choices = bestPractices
    .filter((practice) => practice.question === question.id)
    .flatMap((practice) => {
      const row = rows.get(practice.id);
      return row ? [choice(practice, row, results, link)] : [];
    });
  return {
    question: question.id,
    questionId: question.toolQuestionId,
    title: question.title,
    choices,
    notes: answerNotes(choices, rows, results, link),
  };
}

/** The answers that results support, for the questions of which they hold a best practice. */
export function proposeAnswers(results: Results, { link, lensAlias }: ProposalOptions = {}): ToolAnswers {
  return {
    schemaVersion: 1,
    tool: results.tool,
    lensAlias: lensAlias ?? 'wellarchitected',
    pillarId: 'reliability',
    complete: results.complete,
    answers: questions.map((question) => answer(question, results, link)).filter(({ choices }) => choices.length > 0),
  };
}
