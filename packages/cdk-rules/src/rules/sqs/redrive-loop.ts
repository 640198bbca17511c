import type { Resource, ResourceGraph } from '../../graph/graph.js';
import { branches } from '../../values/values.js';
import { functionOf } from '../lambda/invoke-configs.js';
import { functionsInvokedVia } from '../lambda/functions.js';
import { referenced, refersTo } from '../referenced.js';
import type { Finding, InfrastructureRule } from '../rule.js';
import { practiceSource } from '../sources.js';
import { consumersOf } from './consumers.js';

const redrive = 'RedrivePolicy.deadLetterTargetArn';
/** Longest chain of dead-letter queues that is followed. */
const MAX_HOPS = 10;

/** Objects to failure queues whose messages go back to where they failed, without an end. */
export const redriveLoop: InfrastructureRule = {
  meta: {
    name: 'redrive-loop',
    bestPractice: 'REL05-BP03',
    layer: 'infrastructure',
    severity: 'error',
    precision: 'high',
    preset: 'recommended',
    title: 'Failed messages do not go back to where they failed without a limit',
    why:
      'When a failure queue feeds the work that failed, a message that can never succeed goes round until its retention ends. It costs ' +
      'capacity all that time, is never seen by anybody, and every such message makes it worse.',
    fix: 'Let failed messages rest in a queue that somebody watches, and send them back by hand or by a redrive with a limit.',
    sources: [
      practiceSource('REL05-BP03'),
      {
        title: 'Amazon SQS: Configure a dead-letter queue redrive',
        url: 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-configure-dead-letter-queue-redrive.html',
      },
    ],
  },
  types: ['AWS::SQS::Queue', 'AWS::Lambda::EventInvokeConfig'],
  judge(resource, graph) {
    return resource.type === 'AWS::SQS::Queue' ? judgeQueue(resource, graph) : judgeConfig(resource);
  },
};

function judgeQueue(queue: Resource, graph: ResourceGraph): Finding | undefined {
  const failing = graph.deadLettersInto(queue).map(({ from }) => from);
  if (failing.length === 0) return undefined;
  const sources = failing.filter(({ type }) => type === 'AWS::SQS::Queue');
  if (leadsTo(queue, queue)) {
    const message =
      'The dead-letter queues of this queue lead back to it, so a message that always fails goes round until its retention ends. ' +
      'Let the last queue have no redrive policy.';
    return { status: 'violation', message, property: redrive };
  }
  const consumers = consumersOf(queue, graph);
  const pipe = consumers.find(
    (consumer) =>
      consumer.type === 'AWS::Pipes::Pipe' && referenced(consumer.get('Target')).some((to) => sources.includes(to)),
  );
  if (pipe) return back(pipe, 'sends what failed back to the queue that it came from');
  const mappings = consumers.filter(({ type }) => type === 'AWS::Lambda::EventSourceMapping');
  const again = mappings.find((mapping) => isForFailing(mapping, failing, graph));
  if (again && queue.get(redrive).kind === 'absent')
    return back(again, 'gives what failed to the function that failed');
  const resending = mappings.find((mapping) =>
    functionsInvokedVia(mapping, graph).some(({ lambda }) => knowsOf(lambda, sources)),
  );
  if (resending) {
    const message =
      'A function reads this failure queue and knows the queue that the messages came from; whether it sends them back without a limit is ' +
      'seen in its code only.';
    return { status: 'undetermined', message, related: [{ resource: resending, message: 'this mapping' }] };
  }
  if (consumers.length === 0) return undefined;
  return { status: 'compliant', message: 'What reads this failure queue does not send messages back.' };
}

function back(consumer: Resource, what: string): Finding {
  return {
    status: 'violation',
    severity: 'warning',
    message:
      `${consumer.logicalId} ${what}, so a message that can never succeed goes round until its retention ends. ` +
      'Give the failure queue a redrive policy of its own, or let messages rest there.',
    related: [{ resource: consumer, message: `${consumer.logicalId} reads the failure queue` }],
  };
}

/** Whether the dead-letter queues of a queue lead to another one. */
function leadsTo(queue: Resource, goal: Resource): boolean {
  let current: readonly Resource[] = [queue];
  for (let hop = 0; hop < MAX_HOPS && current.length > 0; hop++) {
    current = current.flatMap((each) => referenced(each.get(redrive)).filter((to) => to !== each));
    if (hop > 0 && current.includes(goal)) return true;
  }
  return false;
}

/** Whether a mapping invokes a function whose own failures, as an asynchronous function, go to the queue. */
function isForFailing(mapping: Resource, failing: readonly Resource[], graph: ResourceGraph): boolean {
  return functionsInvokedVia(mapping, graph).some(({ lambda }) =>
    failing.some(
      (from) => from === lambda || (from.type === 'AWS::Lambda::EventInvokeConfig' && functionOf(from) === lambda),
    ),
  );
}

/** Whether the environment of a function names one of the queues. */
function knowsOf(lambda: Resource, queues: readonly Resource[]): boolean {
  return (lambda.keys('Environment.Variables') ?? []).some((name) =>
    queues.some((queue) => refersTo(lambda.get(['Environment', 'Variables', name]), queue)),
  );
}

/** A function that is its own failure destination is invoked again for every failure. */
function judgeConfig(config: Resource): Finding | undefined {
  const property = 'DestinationConfig.OnFailure.Destination';
  const lambda = functionOf(config);
  const isOwn = branches(config.get(property)).some(
    ({ value }) =>
      value.kind === 'reference' &&
      lambda !== undefined &&
      (value.resource === lambda ||
        (value.resource.type !== 'AWS::Lambda::Function' && functionOf(value.resource) === lambda)),
  );
  if (!isOwn) return undefined;
  const message =
    `Failures of ${lambda?.logicalId} are given to ${lambda?.logicalId} again, so an event that always fails goes round. ` +
    'Name a queue or another function.';
  return { status: 'violation', message, property };
}
