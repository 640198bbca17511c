import type { Resource } from '../../graph/graph.js';
import type { Value } from '../../values/value.js';
import { asBoolean, asString } from '../../values/values.js';
import { overBranches } from '../branch-findings.js';
import type { Finding, InfrastructureRule } from '../rule.js';
import { practiceSource } from '../sources.js';
import { DEFAULT_RETENTION, inWords, numberOr } from './queue-defaults.js';

const retention = 'MessageRetentionPeriod';
const permission = 'RedriveAllowPolicy.redrivePermission';
const allowed = 'RedriveAllowPolicy.sourceQueueArns';

/** Objects to dead-letter queues that cannot take, or cannot keep, what their source queues send. */
export const sqsDlqMismatch: InfrastructureRule = {
  meta: {
    name: 'sqs-dlq-mismatch',
    bestPractice: 'REL05-BP04',
    layer: 'infrastructure',
    severity: 'warning',
    precision: 'high',
    preset: 'recommended',
    title: 'Dead-letter queues fit their source queues: same type, longer retention, redrive allowed',
    why:
      'A message of a standard queue keeps its age when it is set aside: where the dead-letter queue keeps messages no longer than ' +
      'the source, it may vanish on arrival. A queue of another type, or one that denies redrive, takes no message at all.',
    fix: 'Let the dead-letter queue keep messages for 14 days, make both queues standard or both FIFO, and allow the source in the redrive allow policy.',
    sources: [
      practiceSource('REL05-BP04'),
      {
        title: 'Amazon SQS: Using dead-letter queues',
        url: 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html',
      },
    ],
  },
  types: ['AWS::SQS::Queue'],
  judge(queue, graph) {
    const sources = graph
      .deadLettersInto(queue)
      .map(({ from }) => from)
      .filter(({ type }) => type === 'AWS::SQS::Queue');
    return [...new Set(sources)].map((source) => judgePair(queue, source));
  },
};

function judgePair(queue: Resource, source: Resource): Finding {
  const values = [
    queue.get(retention),
    source.get(retention),
    queue.get('FifoQueue'),
    source.get('FifoQueue'),
    queue.get(permission),
  ] as const;
  const finding = overBranches(queue, values, (kept, sourceKept, fifo, sourceFifo, permitted): Finding => {
    const isFifo = isTrue(fifo);
    const isSourceFifo = isTrue(sourceFifo);
    if (isFifo === undefined || isSourceFifo === undefined) return open('whether both queues are FIFO', 'FifoQueue');
    if (isFifo !== isSourceFifo) return otherType(source, isSourceFifo);
    if (isAbroad(queue, source)) return abroad(source);
    if (permitted.kind === 'unknown') return open('who may redrive to it', permission);
    const refusal = refuses(queue, source, asString(permitted));
    if (refusal) return refusal;
    return isFifo
      ? resets(source)
      : compare(numberOr(kept, DEFAULT_RETENTION), numberOr(sourceKept, DEFAULT_RETENTION), source);
  });
  return {
    ...finding,
    related: [{ resource: source, message: `${source.logicalId} sends what it cannot process here` }],
  };
}

/** Standard queues: the time in the source counts against the retention of the dead-letter queue. Both in seconds. */
function compare(kept: number | undefined, sourceKept: number | undefined, source: Resource): Finding {
  if (kept === undefined || sourceKept === undefined) return open('how long messages are kept', retention);
  const evidence = { retention: kept, sourceRetention: sourceKept };
  if (kept > sourceKept) {
    const message = `Messages are kept for ${inWords(kept)}, longer than the ${inWords(sourceKept)} of ${source.logicalId}.`;
    return { status: 'compliant', message, property: retention, evidence };
  }
  return {
    status: 'violation',
    // Equal retention, the default of both, costs only what waited long in the source.
    severity: kept === sourceKept ? 'note' : 'warning',
    message:
      `Messages keep their age when they come from ${source.logicalId}, and this queue keeps them for ${inWords(kept)} against ` +
      `${inWords(sourceKept)} there, so old ones vanish soon after they are set aside, or at once. Set MessageRetentionPeriod to 1209600.`,
    property: retention,
    evidence,
  };
}

function otherType(source: Resource, isSourceFifo: boolean): Finding {
  const [is, must] = isSourceFifo ? ['FIFO', 'FIFO'] : ['a standard queue', 'a standard queue'];
  return {
    status: 'violation',
    severity: 'error',
    message: `${source.logicalId} is ${is} and this queue is not, so it cannot be its dead-letter queue. Make it ${must} too.`,
    property: 'FifoQueue',
  };
}

function abroad(source: Resource): Finding {
  return {
    status: 'violation',
    severity: 'error',
    message:
      `${source.logicalId} is in another account or Region, and a dead-letter queue must be in the same one, so nothing arrives. ` +
      'Add a dead-letter queue beside the source.',
  };
}

function refuses(queue: Resource, source: Resource, permitted: string | undefined): Finding | undefined {
  const fault = (why: string, property: string): Finding => ({
    status: 'violation',
    severity: 'error',
    message: `${why}, so what ${source.logicalId} cannot process never arrives here. Allow that queue in the redrive allow policy.`,
    property,
  });
  if (permitted === 'denyAll') return fault('The redrive allow policy denies all queues', permission);
  if (permitted !== 'byQueue') return undefined;
  const list = queue.list(allowed);
  if (!list) return open('which queues may redrive to it', allowed);
  if (list.some((value) => value.kind === 'reference' && value.resource === source)) return undefined;
  const isClear = list.every(({ kind }) => kind === 'reference' || kind === 'absent');
  return isClear
    ? fault(`The redrive allow policy names other queues than ${source.logicalId}`, allowed)
    : open('which queues may redrive to it', allowed);
}

function resets(source: Resource): Finding {
  const message = `The age of a message starts anew when it comes from the FIFO queue ${source.logicalId}.`;
  return { status: 'compliant', message, property: retention };
}

function open(what: string, property: string): Finding {
  return {
    status: 'undetermined',
    message: `It is not known ${what}.`,
    property,
  };
}

function isTrue(value: Value): boolean | undefined {
  return value.kind === 'absent' ? false : asBoolean(value);
}

function isAbroad(queue: Resource, source: Resource): boolean {
  const [own, other] = [queue.document.input.environment, source.document.input.environment];
  const differ = (left: string | undefined, right: string | undefined) =>
    left !== undefined && right !== undefined && left !== right;
  return differ(own?.account, other?.account) || differ(own?.region, other?.region);
}
