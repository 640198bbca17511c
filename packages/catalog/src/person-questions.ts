import { bestPractices, type BestPracticeId } from './best-practices.js';
import type { OpenQuestion } from './results.js';

/** Something that only a person can tell, and that a best practice asks for. */
export interface PersonQuestion {
  readonly id: string;
  readonly bestPractice: BestPracticeId;
  readonly text: string;
  /** What is true of a workload that follows the best practice. At most 128 characters. */
  readonly claim: string;
}

function ask(bestPractice: BestPracticeId, topic: string, text: string, claim: string): PersonQuestion {
  return { id: `${bestPractice.toLowerCase()}-${topic}`, bestPractice, text, claim };
}

/** The questions that stay open whatever the code and the templates say. */
export const personQuestions: readonly PersonQuestion[] = [
  ask(
    'REL04-BP01',
    'kinds',
    'Is each dependency known to be synchronous, asynchronous or batch, and does a named owner confirm that list?',
    'Each dependency is known to be synchronous, asynchronous or batch, and a named owner confirms the list.',
  ),
  ask(
    'REL04-BP01',
    'objectives',
    'Do the service level objectives of every hard dependency reach those of this workload?',
    'The service level objectives of every hard dependency reach those of this workload.',
  ),
  ask(
    'REL04-BP02',
    'shared-data',
    'Do components share a database or a deployment, so that one cannot fail or change without the other?',
    'No components share a database or a deployment that ties their failures or changes together.',
  ),
  ask(
    'REL04-BP03',
    'propagation',
    'Do configuration and health updates take the same work in a failure as on a quiet day?',
    'Configuration and health updates take the same work in a failure as on a quiet day.',
  ),
  ask(
    'REL04-BP04',
    'approach',
    'Is one documented approach to idempotency used by all operations that change something, and for how long are keys kept?',
    'One documented approach to idempotency serves all operations that change something.',
  ),
  ask(
    'REL05-BP01',
    'core-function',
    'Which function is the core one that must go on when a dependency is down, and when was that last exercised?',
    'The core function is named, and it was exercised with its dependencies down.',
  ),
  ask(
    'REL05-BP02',
    'tested-limits',
    'Do the throttling limits come from a load test of what is provisioned, and when was that test?',
    'The throttling limits come from a load test of what is provisioned.',
  ),
  ask(
    'REL05-BP03',
    'monitoring',
    'Are retries counted and watched, so that a retry storm is seen before it does harm?',
    'Retries are counted and watched.',
  ),
  ask(
    'REL05-BP04',
    'backlog',
    'Who is told when a queue or a dead-letter queue grows, and how is a backlog of stale work cleared?',
    'Somebody is told when a queue grows, and there is a known way to clear a backlog.',
  ),
  ask(
    'REL05-BP05',
    'measured',
    'Do the timeouts come from measured completion times of each dependency, and has the slow case been tested?',
    'The timeouts come from measured completion times, and the slow case has been tested.',
  ),
  ask(
    'REL05-BP06',
    'replaceable',
    'Has a server been replaced in production without users noticing, and when?',
    'A server was replaced in production without users noticing.',
  ),
  ask(
    'REL05-BP07',
    'drill',
    'Which levers does the runbook name, who may pull them, and when was pulling them last practised?',
    'The runbook names the levers and who may pull them, and pulling them is practised.',
  ),
];

/** Id of the question that is asked where no check of a run covers a best practice. */
export function notCheckedId(practice: BestPracticeId): string {
  return `${practice.toLowerCase()}-not-checked`;
}

/** Id of the question that is asked where checks of a best practice left places undecided. */
export function undecidedId(practice: BestPracticeId): string {
  return `${practice.toLowerCase()}-undetermined`;
}

/** Ids of all questions that a run can ask about best practices. */
export const practiceQuestionIds: readonly string[] = [
  ...personQuestions.map(({ id }) => id),
  ...bestPractices.flatMap(({ id }) => [notCheckedId(id), undecidedId(id)]),
];

/** Whether a question waits for an answer: it has none, or its answer is overdue. */
export function isOpen(question: OpenQuestion): boolean {
  return question.answer === null || question.overdue === true;
}
