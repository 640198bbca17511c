import type { Resource, ResourceGraph } from '../../graph/graph.js';
import { branches } from '../../values/values.js';
import { overBranches } from '../branch-findings.js';
import { DEFAULT_FUNCTION_TIMEOUT, functionsInvokedVia } from '../lambda/functions.js';
import type { Finding, InfrastructureRule } from '../rule.js';
import { practiceSource } from '../sources.js';
import { DEFAULT_VISIBILITY, numberOr } from './queue-defaults.js';

const property = 'VisibilityTimeout';
/** AWS recommends at least this multiple of the function's timeout, plus the batching window. */
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
    title: 'The visibility timeout of a queue is at least six times the timeout of the functions that read it',
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
    ],
  },
  types: ['AWS::SQS::Queue', 'AWS::Lambda::EventSourceMapping'],
  judge(resource, graph) {
    if (resource.type === 'AWS::SQS::Queue') return judgeQueue(resource, graph);
    return isOfUnseenQueue(resource) ? open('The queue of this mapping is not in view', 'EventSourceArn') : undefined;
  },
};

function judgeQueue(queue: Resource, graph: ResourceGraph): Finding[] {
  return graph
    .referrers(queue, 'AWS::Lambda::EventSourceMapping')
    .filter((mapping) => sourcesOf(mapping).includes(queue))
    .flatMap((mapping) => {
      const lambdas = functionsInvokedVia(mapping, graph).map(({ lambda }) => lambda);
      if (lambdas.length === 0) return open(`The function of ${mapping.logicalId} is not in view`, property);
      return lambdas.filter((lambda) => !lambda.ownedByCdk).map((lambda) => judgeConsumer(queue, mapping, lambda));
    });
}

function judgeConsumer(queue: Resource, mapping: Resource, lambda: Resource): Finding {
  const values = [queue.get(property), lambda.get('Timeout'), mapping.get('MaximumBatchingWindowInSeconds')] as const;
  const finding = overBranches(queue, values, (visibility, timeout, window) => {
    const seen = numberOr(visibility, DEFAULT_VISIBILITY);
    const longest = numberOr(timeout, DEFAULT_FUNCTION_TIMEOUT);
    const waited = numberOr(window, 0);
    if (seen === undefined) return open('The visibility timeout of the queue is not known', property);
    if (longest === undefined) return open(`The timeout of function ${lambda.logicalId} is not known`, property);
    if (waited === undefined) return open(`The batching window of ${mapping.logicalId} is not known`, property);
    return compare(seen, longest, waited, lambda);
  });
  return { ...finding, related: [{ resource: lambda, message: `function ${lambda.logicalId} reads the queue` }] };
}

/** All in seconds. */
function compare(seen: number, longest: number, window: number, lambda: Resource): Finding {
  const wanted = RECOMMENDED_FACTOR * longest + window;
  const evidence = { visibilityTimeout: seen, functionTimeout: longest, recommended: wanted };
  if (seen >= wanted) {
    const message = `The visibility timeout of ${seen} s gives function ${lambda.logicalId} (${longest} s) room for retries.`;
    return { status: 'compliant', message, property, evidence };
  }
  const isShorter = seen < longest;
  const fault = isShorter
    ? `shorter than the ${longest} s that function ${lambda.logicalId} may take, so messages are handed out again while they are being processed`
    : `less than ${RECOMMENDED_FACTOR} times the ${longest} s that function ${lambda.logicalId} may take, so a batch that is throttled and tried again may be handed out a second time`;
  return {
    status: 'violation',
    severity: isShorter ? 'error' : 'warning',
    message: `The visibility timeout of ${seen} s is ${fault}. Set it to at least ${wanted} s, or shorten the function's timeout.`,
    property,
    evidence,
  };
}

function open(what: string, at: string): Finding {
  const message = `${what}, so the visibility timeout cannot be compared with the timeout of the function.`;
  return { status: 'undetermined', message, property: at };
}

function sourcesOf(mapping: Resource): Resource[] {
  return branches(mapping.get('EventSourceArn')).flatMap(({ value }) =>
    value.kind === 'reference' ? value.resource : [],
  );
}

/** A mapping that surely reads a queue, which is not among the resources. */
function isOfUnseenQueue(mapping: Resource): boolean {
  const source = mapping.get('EventSourceArn');
  return source.kind === 'external' && /:sqs:/.test(source.text);
}
