import type { Resource, ResourceGraph } from '../../graph/graph.js';
import type { Value } from '../../values/value.js';
import { asBoolean, asNumber, branches } from '../../values/values.js';
import { eventSourceOf } from '../../graph/event-sources.js';
import { overBranches } from '../branch-findings.js';
import type { Finding, InfrastructureRule } from '../rule.js';
import { practiceSource } from '../sources.js';
import { functionsInvokedVia } from './functions.js';
import { limitedDependencyOf } from './limited-dependencies.js';

const property = 'ScalingConfig.MaximumConcurrency';
const repair = 'Set ScalingConfig.MaximumConcurrency to what it can take.';

/** Objects to queue consumers that scale with the backlog and overrun what is behind them. */
export const lambdaQueueConcurrency: InfrastructureRule = {
  meta: {
    name: 'lambda-queue-concurrency',
    bestPractice: 'REL05-BP02',
    layer: 'infrastructure',
    severity: 'warning',
    precision: 'high',
    preset: 'strict',
    title: 'Queue consumers have a maximum concurrency',
    why:
      'Lambda scales a queue consumer with the backlog, to a thousand at a time and more. After an outage the backlog is ' +
      'largest just when the database or service behind the consumer is weakest.',
    fix: 'Set `ScalingConfig.MaximumConcurrency` on the mapping to what the dependency behind the function can take.',
    sources: [
      practiceSource('REL05-BP02'),
      {
        title: 'AWS Lambda: Configuring maximum concurrency for Amazon SQS event sources',
        url: 'https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html',
      },
    ],
  },
  types: ['AWS::Lambda::EventSourceMapping'],
  judge(mapping, graph): Finding | undefined {
    if (eventSourceOf(mapping)?.mode !== 'queue' || isFifo(mapping.get('EventSourceArn'))) return undefined;
    const [consumer] = functionsInvokedVia(mapping, graph);
    const lambda = consumer?.lambda;
    const reserved = lambda?.get('ReservedConcurrentExecutions') ?? {
      kind: 'unknown',
      reason: 'its function is not in view',
    };
    const values = [mapping.get(property), reserved, mapping.get('ProvisionedPollerConfig.MaximumPollers')] as const;
    return overBranches(mapping, values, (most, kept, pollers) => judgeLimits(most, kept, pollers, lambda, graph));
  },
};

function judgeLimits(
  most: Value,
  kept: Value,
  pollers: Value,
  lambda: Resource | undefined,
  graph: ResourceGraph,
): Finding {
  const limit = asNumber(most);
  const reserved = asNumber(kept);
  if (limit !== undefined && reserved !== undefined && reserved > 0 && reserved < limit) {
    return {
      status: 'violation',
      message:
        `The mapping may invoke ${limit} at a time but the function keeps ${reserved}, so messages are throttled, use up their receives and end in the dead-letter queue. ` +
        `Set MaximumConcurrency to ${reserved} or less.`,
      property,
      evidence: { maximumConcurrency: limit, reservedConcurrency: reserved },
    };
  }
  if (most.kind !== 'absent') {
    if (limit === undefined)
      return { status: 'undetermined', message: 'The maximum concurrency of this mapping is not known.', property };
    return {
      status: 'compliant',
      message: `The consumer runs ${limit} times at once at most.`,
      property,
      evidence: { maximumConcurrency: limit },
    };
  }
  if (reserved !== undefined) {
    return { status: 'compliant', message: `The reserved concurrency of ${reserved} bounds the consumer.`, property };
  }
  if (pollers.kind !== 'absent')
    return { status: 'compliant', message: 'The maximum of pollers bounds the consumer.', property };
  if (!lambda || kept.kind !== 'absent') {
    return { status: 'undetermined', message: 'Whether the function bounds its concurrency is not known.', property };
  }
  const dependency = limitedDependencyOf(lambda);
  if (dependency) {
    return {
      status: 'violation',
      message: `Nothing bounds this queue consumer, so a backlog scales it until ${dependency.name} runs out of connections. ${repair}`,
      property,
      ...(dependency.resource && {
        related: [{ resource: dependency.resource, message: 'is reached by every instance' }],
      }),
    };
  }
  const others = graph.invocations(lambda).length > 1 ? ' and takes concurrency from its other callers' : '';
  return {
    status: 'violation',
    severity: 'note',
    message: `Nothing bounds this queue consumer, so after an outage the backlog scales it against whatever is behind it${others}. ${repair}`,
    property,
  };
}

/** The groups of a FIFO queue bound its consumers. */
const isFifo = (source: Value) =>
  branches(source).some(({ value }) =>
    value.kind === 'reference'
      ? asBoolean(value.resource.get('FifoQueue')) === true
      : value.kind === 'external' && value.text.endsWith('.fifo'),
  );
