import type { Resource, ResourceGraph } from '../../template/graph.js';
import type { Value } from '../../template/value.js';
import { asBoolean, asString, branches } from '../../template/values.js';
import { judgeFailureTarget } from '../failure-target.js';
import type { InfrastructureRule } from '../rule.js';
import { practiceSource } from '../sources.js';

const target = 'RedrivePolicy.deadLetterTargetArn';

/** Objects to work queues whose messages vanish when they cannot be processed. */
export const sqsQueueDlq: InfrastructureRule = {
  meta: {
    name: 'sqs-queue-dlq',
    bestPractice: 'REL05-BP04',
    layer: 'infrastructure',
    severity: 'error',
    precision: 'high',
    preset: 'recommended',
    title: 'Queues send messages that cannot be processed to a dead-letter queue',
    why:
      'Without a dead-letter queue a message that always fails is received again and again until its retention ends; ' +
      'it takes capacity from the other messages and is then deleted without a trace.',
    fix: 'Add a redrive policy with a dead-letter queue and a `maxReceiveCount`, and watch the depth of that queue.',
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
    if (graph.isFailureTarget(queue)) return undefined;
    const isFifo = asBoolean(queue.get('FifoQueue')) === true;
    const severity = looksLikeDeadLetterQueue(queue)
      ? 'note'
      : isFifo || !hasConsumer(queue, graph)
        ? 'warning'
        : 'error';
    return judgeFailureTarget(queue.get(target), {
      property: target,
      what: 'messages that cannot be processed',
      missing:
        'This queue has no dead-letter queue, so a message that cannot be processed is received again and again and is then deleted unseen. ' +
        'Add a redrive policy with a dead-letter queue.',
      severity,
    });
  },
};

/** Its name says that failures go there, but nothing in view sends any. */
function looksLikeDeadLetterQueue(queue: Resource): boolean {
  const name = asString(queue.get('QueueName')) ?? '';
  return [queue.logicalId, name].some((text) => /dlq|dead.?letter|failed|on.?fail/i.test(text));
}

/** Whether anything in view takes messages from it. */
function hasConsumer(queue: Resource, graph: ResourceGraph): boolean {
  return graph.referrers(queue).some((resource) => {
    const source = CONSUMERS[resource.type];
    return source !== undefined && pointsAt(resource.get(source), queue);
  });
}

/** Property that names the queue, by type of what reads it. */
const CONSUMERS: Readonly<Record<string, string>> = {
  'AWS::Lambda::EventSourceMapping': 'EventSourceArn',
  'AWS::Pipes::Pipe': 'Source',
};

const pointsAt = (value: Value, queue: Resource) =>
  branches(value).some(({ value: outcome }) => outcome.kind === 'reference' && outcome.resource === queue);
