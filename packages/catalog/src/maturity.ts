import type { BestPracticeId, Question } from './best-practices.js';
import type { OpenQuestion } from './results.js';

/** Levels of maturity, from 1 (basic) to 4. */
export type MaturityLevel = 1 | 2 | 3 | 4;

/**
 * Something that a level asks for. It rests on best practices (each met or attested), or on checks (some place complies,
 * none violates and none is undecided); what rests on neither, or is undecided by checks, is asked of a person.
 */
export interface MaturityCriterion {
  /** Id of the question to a person as well. */
  readonly id: string;
  readonly question: Question['id'];
  readonly level: MaturityLevel;
  /** What is true where the criterion is reached. */
  readonly claim: string;
  /** The question to a person; none where the best practices ask their own. */
  readonly text?: string;
  readonly practices?: readonly BestPracticeId[];
  readonly checks?: readonly string[];
}

/** `shown`: reached; `missing`: something speaks against it; `open`: neither is known. */
export type CriterionState = 'shown' | 'missing' | 'open';

/** Where the workload stands on a criterion. */
export interface CriterionResult {
  readonly id: string;
  readonly level: MaturityLevel;
  readonly claim: string;
  readonly state: CriterionState;
  /** What the state rests on, or what is needed, in one sentence. */
  readonly basis: string;
  /** The question to a person, where the evidence does not decide. */
  readonly question?: OpenQuestion;
}

/** How mature the answer to one of the two questions is. */
export interface MaturityResult {
  readonly question: Question['id'];
  readonly title: string;
  /** The highest level of which, as of all below it, every criterion is shown; null where nothing was checked. */
  readonly level: MaturityLevel | null;
  /** Name of that level. */
  readonly name: string | null;
  /** The level above, and which of its criteria are not shown yet; absent at the highest, and where nothing was checked. */
  readonly next?: { readonly level: MaturityLevel; readonly name: string; readonly missing: readonly string[] };
  readonly criteria: readonly CriterionResult[];
}

/** Names of the levels of each question. */
export const maturityLevels: Readonly<Record<Question['id'], Readonly<Record<MaturityLevel, string>>>> = {
  REL04: { 1: 'Basic', 2: 'Resilient interactions', 3: 'Self-healing', 4: 'Adaptive' },
  REL05: { 1: 'Basic error handling', 2: 'Structured resilience', 3: 'Advanced resilience', 4: 'Self-healing' },
};

type Details = Pick<MaturityCriterion, 'claim' | 'text' | 'practices' | 'checks'>;

function criterion(question: Question['id'], level: MaturityLevel, topic: string, details: Details): MaturityCriterion {
  return { id: `${question.toLowerCase()}-maturity-${topic}`, question, level, ...details };
}

const interactions = [
  criterion('REL04', 2, 'asynchronous', {
    claim: 'Work that needs no immediate reply is handed on through queues, topics or buses.',
    text: 'Is work that needs no immediate reply handed on through queues, topics or buses?',
    checks: ['function-invokes-function', 'no-synchronous-invoke', 'sns-direct-lambda'],
  }),
  criterion('REL04', 2, 'failure-detection', {
    claim: 'Failures of interactions are detected automatically.',
    text: 'Which alarms and health checks detect a failing dependency without a person looking?',
    checks: [
      'dead-letter-watched',
      'ecs-health-check',
      'load-balancer-health-check',
      'queue-age-alarm',
      'route53-health',
    ],
  }),
  criterion('REL04', 2, 'circuit-breakers', {
    claim: 'Dependencies that keep failing are no longer called for a while.',
    text: 'Which dependencies are behind a circuit breaker, and what happens while it is open?',
  }),
  criterion('REL04', 3, 'throughout', {
    claim: 'All four best practices are met or attested.',
    practices: ['REL04-BP01', 'REL04-BP02', 'REL04-BP03', 'REL04-BP04'],
  }),
  criterion('REL04', 3, 'recovery', {
    claim: 'Interactions recover without a person.',
    text: 'Which failures of interactions does the workload recover from without a person, and when was that last seen?',
  }),
  criterion('REL04', 3, 'fault-injection', {
    claim: 'Tests inject faults into interactions.',
    text: 'Which tests inject faults into interactions, and how often do they run?',
  }),
  criterion('REL04', 4, 'tuning', {
    claim: 'Timeouts, retries and routes follow present conditions by themselves.',
    text: 'Which timeouts, retries or routes follow present conditions without a person?',
  }),
  criterion('REL04', 4, 'predictive-scaling', {
    claim: 'Capacity follows predicted load.',
    text: 'Which capacity is scaled ahead of predicted load?',
  }),
];

const mitigations = [
  criterion('REL05', 2, 'backoff', {
    claim: 'Retries wait longer after each failure, and end.',
    text: 'Do all retries wait longer after each failure, and end?',
    checks: ['require-retry-backoff', 'require-retry-limit', 'stepfunctions-retry'],
  }),
  criterion('REL05', 2, 'circuit-breakers', {
    claim: 'Circuit breakers stop calls that are going to fail.',
    text: 'Which calls are behind a circuit breaker, and what is answered while it is open?',
  }),
  criterion('REL05', 2, 'degradation', {
    claim: 'The workload degrades gracefully.',
    practices: ['REL05-BP01'],
  }),
  criterion('REL05', 3, 'bulkheads', {
    claim: 'Bulkheads keep one consumer or dependency from using up what all need.',
    text: 'Which pools, queues or concurrency limits keep one consumer or dependency from using up what all need?',
    checks: ['database-connection-pressure', 'lambda-concurrency', 'lambda-queue-concurrency'],
  }),
  criterion('REL05', 3, 'throttling', {
    claim: 'Requests are throttled, retries are limited, failures are fast, and calls have timeouts.',
    practices: ['REL05-BP02', 'REL05-BP03', 'REL05-BP04', 'REL05-BP05'],
  }),
  criterion('REL05', 3, 'priorities', {
    claim: 'Throttling knows which requests matter most.',
    text: 'Which requests are let through first when the workload throttles, and how are they told apart?',
  }),
  criterion('REL05', 3, 'recovery', {
    claim: 'Failed parts recover without a person.',
    text: 'Which failed parts are replaced or restarted without a person, and when was that last seen?',
  }),
  criterion('REL05', 4, 'levers', {
    claim: 'The workload keeps no state that ties it to a server, and has emergency levers.',
    practices: ['REL05-BP06', 'REL05-BP07'],
  }),
  criterion('REL05', 4, 'emergency-response', {
    claim: 'The first response to an emergency is automatic.',
    text: 'Which emergency levers are pulled automatically, on which signals?',
  }),
  criterion('REL05', 4, 'adaptive-limits', {
    claim: 'Limits follow what the workload can bear at present.',
    text: 'Which limits of rate or concurrency follow measured latency or load?',
  }),
];

/** What the levels above the first ask for. The first is reached by everything that can be judged at all. */
export const maturityCriteria: readonly MaturityCriterion[] = [...interactions, ...mitigations];
