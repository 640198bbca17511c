import type { Resource } from '../../graph/graph.js';
import { asBoolean, asString } from '../../values/values.js';
import { overBranches } from '../branch-findings.js';
import type { Finding, InfrastructureRule } from '../rule.js';
import { practiceSource } from '../sources.js';
import { consumersOf } from './consumers.js';
import { DEFAULT_RETENTION, DEFAULT_VISIBILITY, inWords, numberOr } from './queue-defaults.js';

const property = 'RedrivePolicy.maxReceiveCount';
/** AWS asks for this many with a function: throttled batches use up receives too. */
const ENOUGH_FOR_FUNCTIONS = 5;
/** Above this a message that always fails takes capacity for hours; the number is a choice. */
const TOO_MANY = 100;

/** Objects to queues that give a message one try, or so many that it never reaches the dead-letter queue. */
export const sqsRedriveCount: InfrastructureRule = {
  meta: {
    name: 'sqs-redrive-count',
    bestPractice: 'REL05-BP03',
    layer: 'infrastructure',
    severity: 'warning',
    precision: 'high',
    preset: 'recommended',
    title: 'Queues receive a message several times, but not endlessly, before it goes to the dead-letter queue',
    why:
      'With one receive a single throttle, timeout or deployment sends sound messages to the dead-letter queue. With very ' +
      'many, or when the retention ends first, a message that always fails takes capacity and never arrives there.',
    fix: 'Set `maxReceiveCount` to 5 or a little more for queues that functions read, and keep it times the visibility timeout below the retention.',
    sources: [
      practiceSource('REL05-BP03'),
      {
        title: 'AWS Lambda: Understanding SQS retries',
        url: 'https://docs.aws.amazon.com/lambda/latest/dg/sqs-retries.html',
      },
    ],
  },
  types: ['AWS::SQS::Queue'],
  judge(queue, graph) {
    if (queue.get('RedrivePolicy.deadLetterTargetArn').kind === 'absent') return undefined;
    const values = [queue.get(property), queue.get('VisibilityTimeout'), queue.get('MessageRetentionPeriod')] as const;
    const consumers = consumersOf(queue, graph);
    return overBranches(queue, values, (count, visibility, retention): Finding => {
      const receives = numberOr(count, Number.NaN);
      if (receives === undefined || Number.isNaN(receives)) {
        const message = 'How often a message is received before it goes to the dead-letter queue is not known.';
        return { status: 'undetermined', message, property };
      }
      const hidden = numberOr(visibility, DEFAULT_VISIBILITY);
      const kept = numberOr(retention, DEFAULT_RETENTION);
      if (hidden !== undefined && kept !== undefined && receives * hidden >= kept)
        return expires(receives, hidden, kept);
      if (receives > TOO_MANY) return tooMany(receives);
      return receives < ENOUGH_FOR_FUNCTIONS ? few(receives, queue, consumers) : sound(receives);
    });
  },
};

function expires(receives: number, hidden: number, kept: number): Finding {
  return {
    status: 'violation',
    message:
      `${receives} receives with a visibility timeout of ${inWords(hidden)} take ${inWords(receives * hidden)}, but messages are kept for ` +
      `${inWords(kept)}, so a message that always fails is deleted before it reaches the dead-letter queue. ` +
      'Lower maxReceiveCount, or keep messages longer.',
    property,
    evidence: { maxReceiveCount: receives, visibilityTimeout: hidden, retention: kept },
  };
}

function tooMany(receives: number): Finding {
  return {
    status: 'violation',
    message:
      `A message that always fails is received ${receives} times before it is set aside, and takes capacity from the others all ` +
      'that time. Lower maxReceiveCount.',
    property,
    evidence: { maxReceiveCount: receives },
  };
}

function sound(receives: number): Finding {
  const message = `A message goes to the dead-letter queue after ${receives} receives.`;
  return { status: 'compliant', message, property, evidence: { maxReceiveCount: receives } };
}

/** Fewer than five receives: how grave that is depends on who reads the queue. */
function few(receives: number, queue: Resource, consumers: readonly Resource[]): Finding {
  const evidence = { maxReceiveCount: receives };
  const mappings = consumers.filter(({ type }) => type === 'AWS::Lambda::EventSourceMapping');
  if (asBoolean(queue.get('FifoQueue')) === true && mappings.some(reportsFailures)) return sound(receives);
  if (receives > 1) {
    if (mappings.length === 0) return sound(receives);
    const message =
      `Throttled and timed-out invocations use up receives as well, so ${receives} of them can send sound messages to the ` +
      `dead-letter queue. AWS advises at least ${ENOUGH_FOR_FUNCTIONS} for queues that functions read.`;
    return { status: 'violation', severity: 'note', message, property, evidence };
  }
  if (consumers.length === 0) {
    const message = 'A message gets one try only. No consumer is in view, so it is open whether that is meant.';
    return { status: 'undetermined', message, property, evidence };
  }
  const message =
    'A message gets one try only, so a single throttle, timeout or deployment sends sound messages to the dead-letter queue. ' +
    `Set maxReceiveCount to ${ENOUGH_FOR_FUNCTIONS}.`;
  return { status: 'violation', message, property, evidence };
}

/** Only the messages that failed come back, so that sound ones are not received again for their sake. */
function reportsFailures(mapping: Resource): boolean {
  return (mapping.list('FunctionResponseTypes') ?? []).some((type) => asString(type) === 'ReportBatchItemFailures');
}
