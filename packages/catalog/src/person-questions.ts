import type { BestPracticeId } from './best-practices.js';

/** Something that only a person can tell, and that a best practice asks for. */
export interface PersonQuestion {
  readonly id: string;
  readonly bestPractice: BestPracticeId;
  readonly text: string;
}

function ask(bestPractice: BestPracticeId, topic: string, text: string): PersonQuestion {
  return { id: `${bestPractice.toLowerCase()}-${topic}`, bestPractice, text };
}

/** The questions that stay open whatever the code and the templates say. */
export const personQuestions: readonly PersonQuestion[] = [
  ask(
    'REL04-BP01',
    'kinds',
    'Is each dependency known to be synchronous, asynchronous or batch, and does a named owner confirm that list?',
  ),
  ask(
    'REL04-BP01',
    'objectives',
    'Do the service level objectives of every hard dependency reach those of this workload?',
  ),
  ask(
    'REL04-BP02',
    'shared-data',
    'Do components share a database or a deployment, so that one cannot fail or change without the other?',
  ),
  ask(
    'REL04-BP03',
    'propagation',
    'Do configuration and health updates take the same work in a failure as on a quiet day?',
  ),
  ask(
    'REL04-BP04',
    'approach',
    'Is one documented approach to idempotency used by all operations that change something, and for how long are keys kept?',
  ),
  ask(
    'REL05-BP01',
    'core-function',
    'Which function is the core one that must go on when a dependency is down, and when was that last exercised?',
  ),
  ask(
    'REL05-BP02',
    'tested-limits',
    'Do the throttling limits come from a load test of what is provisioned, and when was that test?',
  ),
  ask(
    'REL05-BP03',
    'monitoring',
    'Are retries counted and watched, so that a retry storm is seen before it does harm?',
  ),
  ask(
    'REL05-BP04',
    'backlog',
    'Who is told when a queue or a dead-letter queue grows, and how is a backlog of stale work cleared?',
  ),
  ask(
    'REL05-BP05',
    'measured',
    'Do the timeouts come from measured completion times of each dependency, and has the slow case been tested?',
  ),
  ask('REL05-BP06', 'replaceable', 'Has a server been replaced in production without users noticing, and when?'),
  ask(
    'REL05-BP07',
    'drill',
    'Which levers does the runbook name, who may pull them, and when was pulling them last practised?',
  ),
];
