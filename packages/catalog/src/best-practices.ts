/** Identifier of one of the eleven best practices of the questions REL04 and REL05. */
export type BestPracticeId =
  | 'REL04-BP01'
  | 'REL04-BP02'
  | 'REL04-BP03'
  | 'REL04-BP04'
  | 'REL05-BP01'
  | 'REL05-BP02'
  | 'REL05-BP03'
  | 'REL05-BP04'
  | 'REL05-BP05'
  | 'REL05-BP06'
  | 'REL05-BP07';

/** Level of risk that AWS gives to a workload which does not follow the best practice. */
export type Risk = 'High' | 'Medium' | 'Low';

/** A question of the AWS Well-Architected Tool. */
export interface Question {
  readonly id: 'REL04' | 'REL05';
  readonly title: string;
  /** Id of the question in the AWS Well-Architected Tool (it carries no `rel_` prefix). */
  readonly toolQuestionId: string;
  readonly url: string;
}

/** A best practice as AWS publishes it. */
export interface BestPractice {
  readonly id: BestPracticeId;
  /** Official title. */
  readonly title: string;
  readonly risk: Risk;
  readonly question: Question['id'];
  /** Id of the choice in the AWS Well-Architected Tool; match by it, never by position. */
  readonly toolChoiceId: string;
  readonly url: string;
}

const framework = 'https://docs.aws.amazon.com/wellarchitected/latest/framework';

/** The two questions, in their official order. */
export const questions: readonly Question[] = [
  {
    id: 'REL04',
    title: 'How do you design interactions in a distributed system to prevent failures?',
    toolQuestionId: 'prevent-interaction-failure',
    url: `${framework}/rel-04.html`,
  },
  {
    id: 'REL05',
    title: 'How do you design interactions in a distributed system to mitigate or withstand failures?',
    toolQuestionId: 'mitigate-interaction-failure',
    url: `${framework}/rel-05.html`,
  },
];

const choicePrefix = { REL04: 'rel_prevent_interaction_failure', REL05: 'rel_mitigate_interaction_failure' } as const;

function practice(id: BestPracticeId, title: string, risk: Risk, choice: string): BestPractice {
  const question = id.slice(0, 5) as Question['id'];
  return {
    id,
    title,
    risk,
    question,
    toolChoiceId: `${choicePrefix[question]}_${choice}`,
    url: `${framework}/${id.toLowerCase()}.html`,
  };
}

/** The eleven best practices, in the order of their ids. */
export const bestPractices: readonly BestPractice[] = [
  practice('REL04-BP01', 'Identify the kind of distributed systems you depend on', 'High', 'identify'),
  practice('REL04-BP02', 'Implement loosely coupled dependencies', 'High', 'loosely_coupled_system'),
  practice('REL04-BP03', 'Do constant work', 'Low', 'constant_work'),
  practice('REL04-BP04', 'Make mutating operations idempotent', 'Medium', 'idempotent'),
  practice(
    'REL05-BP01',
    'Implement graceful degradation to transform applicable hard dependencies into soft dependencies',
    'High',
    'graceful_degradation',
  ),
  practice('REL05-BP02', 'Throttle requests', 'High', 'throttle_requests'),
  practice('REL05-BP03', 'Control and limit retry calls', 'High', 'limit_retries'),
  practice('REL05-BP04', 'Fail fast and limit queues', 'High', 'fail_fast'),
  practice('REL05-BP05', 'Set client timeouts', 'High', 'client_timeouts'),
  practice('REL05-BP06', 'Make systems stateless where possible', 'Medium', 'stateless'),
  practice('REL05-BP07', 'Implement emergency levers', 'Medium', 'emergency_levers'),
];

/** The best practice of this id. */
export function bestPractice(id: BestPracticeId): BestPractice {
  const found = bestPractices.find((practice) => practice.id === id);
  if (!found) throw new RangeError(`There is no best practice ${id}.`);
  return found;
}
