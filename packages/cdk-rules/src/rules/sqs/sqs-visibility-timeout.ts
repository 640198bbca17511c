import type { Resource, ResourceGraph } from '../../template/graph.js';
import { DEFAULT_FUNCTION_TIMEOUT, functionsInvokedVia } from '../lambda/functions.js';
import { numbersOf } from '../numbers.js';
import type { Finding, InfrastructureRule } from '../rule.js';
import { practiceSource } from '../sources.js';

/** Seconds when nothing is set: documentation of `AWS::SQS::Queue.VisibilityTimeout`. */
const DEFAULT_VISIBILITY = 30;
/** AWS recommends at least this multiple of the function's timeout, plus the batching window. */
const RECOMMENDED_FACTOR = 6;

/** Objects to queues that hand a message out again while a function is still working on it. */
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
  types: ['AWS::SQS::Queue'],
  judge(queue, graph) {
    const findings = consumersOf(queue, graph).map((consumer) => judgeConsumer(queue, consumer));
    return findings.find(({ status }) => status === 'violation') ?? findings.find(isOpen) ?? findings[0];
  },
};

const isOpen = ({ status }: Finding) => status === 'undetermined';

interface Consumer {
  readonly lambda: Resource;
  readonly mapping: Resource;
}

function consumersOf(queue: Resource, graph: ResourceGraph): Consumer[] {
  return graph
    .referrers(queue)
    .filter(({ type }) => type === 'AWS::Lambda::EventSourceMapping')
    .flatMap((mapping) =>
      functionsInvokedVia(mapping, graph)
        .filter(({ invocation }) => invocation.mode === 'queue' && invocation.source === queue)
        .map(({ lambda }) => ({ lambda, mapping })),
    );
}

function judgeConsumer(queue: Resource, { lambda, mapping }: Consumer): Finding {
  const property = 'VisibilityTimeout';
  const related = [{ resource: lambda, message: `function ${lambda.logicalId} reads the queue` }];
  const visibility = numbersOf(queue.get(property), DEFAULT_VISIBILITY);
  const timeout = numbersOf(lambda.get('Timeout'), DEFAULT_FUNCTION_TIMEOUT);
  const window = numbersOf(mapping.get('MaximumBatchingWindowInSeconds'), 0);
  if (!visibility || !timeout || !window) {
    return {
      status: 'undetermined',
      message:
        'The visibility timeout cannot be compared with the timeout of the function, because one of them is not known.',
      property,
      related,
    };
  }
  const [seen, longest] = [Math.min(...visibility), Math.max(...timeout)];
  const wanted = RECOMMENDED_FACTOR * longest + Math.max(...window);
  const evidence = { visibilityTimeout: seen, functionTimeout: longest, recommended: wanted };
  const certain = visibility.length === 1 && timeout.length === 1;
  if (seen >= wanted) {
    const message = `The visibility timeout of ${seen} s gives function ${lambda.logicalId} (${longest} s) room for retries.`;
    return { status: 'compliant', message, property, related, evidence };
  }
  const isShorter = seen < longest;
  return {
    status: certain ? 'violation' : 'undetermined',
    severity: isShorter ? 'error' : 'warning',
    message:
      `The visibility timeout of ${seen} s is ${isShorter ? 'shorter than' : `less than ${RECOMMENDED_FACTOR} times`} the ` +
      `${longest} s that function ${lambda.logicalId} may take, so messages are handed out again while they are being processed. ` +
      `Set it to at least ${wanted} s, or shorten the function's timeout.`,
    property,
    related,
    evidence,
  };
}
