import type { BestPracticeId, Question } from './best-practices.js';
import type { BestPracticeStatus, VerdictCounts } from './results.js';

/**
 * What is proposed for a choice of the AWS Well-Architected Tool: to select it, to leave it unselected, or nothing,
 * because neither evidence nor people decide it.
 */
export type ChoiceProposal = 'SELECTED' | 'UNSELECTED' | 'UNDECIDED';

/** The answer that is proposed for a choice, and what it rests on. */
export interface ProposedChoice {
  readonly choiceId: string;
  readonly bestPractice: BestPracticeId;
  readonly title: string;
  readonly proposal: ChoiceProposal;
  readonly status: BestPracticeStatus;
  readonly evidence: VerdictCounts;
  readonly questions: { readonly asked: number; readonly answered: number; readonly open: readonly string[] };
  /** At most 250 characters. */
  readonly notes: string;
}

/** The answer that is proposed for a question of the AWS Well-Architected Tool. */
export interface ProposedAnswer {
  readonly question: Question['id'];
  readonly questionId: string;
  readonly title: string;
  readonly choices: readonly ProposedChoice[];
  /** At most 2,084 characters. */
  readonly notes: string;
}

/** What a workload has, against what is proposed for a question. */
export interface AnswerDifference {
  readonly questionId: string;
  /** Ids of the choices that are selected now. */
  readonly before: readonly string[];
  /** Ids of the choices that are selected afterwards. */
  readonly after: readonly string[];
  /** Ids of choices whose notes change. */
  readonly notes: readonly string[];
  /** Whether the notes of the answer change. */
  readonly answerNotes: boolean;
  /** What a person has to look at, one sentence each. */
  readonly warnings: readonly string[];
}

/** Proposed answers (`faultline wa --format json`). */
export interface ToolAnswers {
  readonly schemaVersion: 1;
  readonly tool: { readonly name: 'faultline'; readonly version: string };
  readonly lensAlias: string;
  readonly pillarId: 'reliability';
  /** False when a part of the scan could not be done; nothing is proposed to be selected then. */
  readonly complete: boolean;
  readonly answers: readonly ProposedAnswer[];
  /** The workload that the answers were compared with. */
  readonly workload?: {
    readonly id: string;
    readonly region?: string;
    readonly applied: boolean;
    readonly differences: readonly AnswerDifference[];
  };
}
