import type { Resource, ResourceGraph } from '../../graph/graph.js';
import { asNumber } from '../../values/values.js';
import { overBranches } from '../branch-findings.js';
import type { Finding, InfrastructureRule } from '../rule.js';
import { practiceSource } from '../sources.js';
import { processingOf, type Processing } from './processing-time.js';
import { DEFAULT_VISIBILITY, numberOr } from './queue-defaults.js';

const property = 'VisibilityTimeout';
/** AWS recommends at least this multiple of the time that the function, or a pipe with its enrichment, takes, plus the batching window. */
const RECOMMENDED_FACTOR = 6;

/** Objects to queues that may hand a message out again before a function is done with it. */
export const sqsVisibilityTimeout: InfrastructureRule = {
  meta: {
    name: 'sqs-visibility-timeout',
    bestPractice: 'REL05-BP05',
    layer: 'infrastructure',
    severity: 'warning',
    precision: 'very-high',
    preset: 'recommended',
    title: 'The visibility timeout of a queue is at least six times the time that its consumers take',
    why:
      'When the visibility timeout ends before a throttled or slow function is done, the message is handed out a second ' +
      'time: it is processed twice and uses up its receives, so sound messages end in the dead-letter queue.',
    fix:
      'Set the visibility timeout to six times the timeout of the function, plus the batching window of the mapping, or ' +
      'shorten the timeout of the function.',
    sources: [
      practiceSource('REL05-BP05'),
      {
        title: 'AWS Lambda: Creating and configuring an Amazon SQS event source mapping',
        url: 'https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html',
      },
      {
        title: 'Amazon EventBridge: Amazon Simple Queue Service as a source in EventBridge Pipes',
        url: 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-sqs.html',
      },
    ],
  },
  types: ['AWS::SQS::Queue', 'AWS::Lambda::EventSourceMapping'],
  judge(resource, graph) {
    if (resource.type === 'AWS::SQS::Queue') return judgeQueue(resource, graph);
    return isOfUnseenQueue(resource) ? open('The queue of this mapping is not in view', 'EventSourceArn') : undefined;
  },
};

function judgeQueue(queue: Resource, graph: ResourceGraph): Finding[] {
  return processingOf(queue, graph).map((processing) => judgeConsumer(queue, processing));
}

function judgeConsumer(queue: Resource, processing: Processing): Finding {
  const { name, steps, window, missing, related } = processing;
  if (steps.length === 0 && missing !== undefined) return open(missing, property);
  const finding = overBranches(queue, [queue.get(property), window, ...steps], (visibility, batching, ...taken) => {
    const seen = numberOr(visibility, DEFAULT_VISIBILITY);
    const waited = numberOr(batching, 0);
    const seconds = taken.map(asNumber);
    if (seen === undefined) return open('The visibility timeout of the queue is not known', property);
    if (seconds.includes(undefined)) return open(`The timeout of ${name} is not known`, property);
    if (waited === undefined) return open(`The batching window of ${name} is not known`, property);
    const longest = (seconds as number[]).reduce((sum, each) => sum + each, 0);
    const compared = compare(seen, longest, waited, name);
    return missing !== undefined && compared.status === 'compliant' ? open(missing, property) : compared;
  });
  return {
    ...finding,
    related: related.map((resource) => ({ resource, message: `${resource.logicalId} works on what is read` })),
  };
}

/** All in seconds. */
function compare(seen: number, longest: number, window: number, name: string): Finding {
  const wanted = RECOMMENDED_FACTOR * longest + window;
  const evidence = { visibilityTimeout: seen, functionTimeout: longest, recommended: wanted };
  if (seen >= wanted) {
    const message = `The visibility timeout of ${seen} s gives ${name} (${longest} s) room for retries.`;
    return { status: 'compliant', message, property, evidence };
  }
  const isShorter = seen < longest;
  const fault = isShorter
    ? `shorter than the ${longest} s that ${name} may take, so messages are handed out again while they are being processed`
    : `less than ${RECOMMENDED_FACTOR} times the ${longest} s that ${name} may take, so a batch that is throttled and tried again may be handed out a second time`;
  return {
    status: 'violation',
    severity: isShorter ? 'error' : 'warning',
    message: `The visibility timeout of ${seen} s is ${fault}. Set it to at least ${wanted} s, or shorten what reads the queue.`,
    property,
    evidence,
  };
}

function open(what: string, at: string): Finding {
  const message = `${what}, so the visibility timeout cannot be compared with the timeout of the function.`;
  return { status: 'undetermined', message, property: at };
}

/** A mapping that surely reads a queue, which is not among the resources. */
function isOfUnseenQueue(mapping: Resource): boolean {
  const source = mapping.get('EventSourceArn');
  return source.kind === 'external' && /:sqs:/.test(source.text);
}
