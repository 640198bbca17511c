import type { Resource, ResourceGraph } from '../../graph/graph.js';
import type { Value } from '../../values/value.js';
import { asBoolean, asNumber, branches, known } from '../../values/values.js';
import { eventSourceOf } from '../../graph/event-sources.js';
import { isLeftToDeployment, overBranches } from '../branch-findings.js';
import { grouped } from '../grouped.js';
import type { Finding, InfrastructureRule } from '../rule.js';
import { practiceSource } from '../sources.js';
import { functionsInvokedVia, mostEnvironments } from './functions.js';
import { limitedDependencyOf } from './limited-dependencies.js';

const MAXIMUM = 'ScalingConfig.MaximumConcurrency';
const POLLERS = 'ProvisionedPollerConfig.MaximumPollers';
const FEWEST_POLLERS = 'ProvisionedPollerConfig.MinimumPollers';
/** Pollers where only the least number is set: documentation of `AWS::Lambda::EventSourceMapping ProvisionedPollerConfig`. */
const DEFAULT_POLLERS = 200;
/** Invocations that each poller makes at a time: AWS Lambda developer guide, "Configuring scaling behavior for SQS event source mappings". */
const PER_POLLER = 10;

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
    fix: 'Set `ScalingConfig.MaximumConcurrency` on the mapping, or `ProvisionedPollerConfig.MaximumPollers` in provisioned mode, to what the dependency behind the function can take.',
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
    const unseen: Value = { kind: 'unknown', reason: 'its function is not in view' };
    const values = [
      mapping.get(MAXIMUM),
      mapping.get(POLLERS),
      mapping.get(FEWEST_POLLERS),
      lambda?.get('ReservedConcurrentExecutions') ?? unseen,
      lambda ? mostEnvironments(lambda, graph) : unseen,
    ] as const;
    return overBranches(mapping, values, (most, pollers, fewest, kept, environments) => {
      const isProvisioned = pollers.kind !== 'absent' || fewest.kind !== 'absent';
      if (isProvisioned && most.kind !== 'absent') return both;
      const atOnce = isProvisioned ? scaled(pollers) : most;
      return judgeLimits(
        { atOnce, isProvisioned, isChosen: !isProvisioned || pollers.kind !== 'absent' },
        kept,
        environments,
        lambda,
        graph,
      );
    });
  },
};

/** How many invocations a mapping makes at a time. */
interface MappingLimit {
  readonly atOnce: Value;
  readonly isProvisioned: boolean;
  /** Whether it is written, rather than the default of provisioned pollers. */
  readonly isChosen: boolean;
}

/** What a number of pollers makes, the default filled in. */
function scaled(pollers: Value): Value {
  if (pollers.kind === 'absent') return known(DEFAULT_POLLERS * PER_POLLER);
  const number = asNumber(pollers);
  return number === undefined
    ? pollers
    : known(number * PER_POLLER, pollers.kind === 'known' ? pollers.assumed : undefined);
}

const both: Finding = {
  status: 'violation',
  severity: 'error',
  message:
    'This mapping has a maximum concurrency and provisioned pollers, and Lambda takes one of them only, so the deployment fails. ' +
    'Remove ScalingConfig, and bound the consumer with ProvisionedPollerConfig.MaximumPollers.',
  property: MAXIMUM,
};

function judgeLimits(
  { atOnce, isProvisioned, isChosen }: MappingLimit,
  kept: Value,
  environments: Value,
  lambda: Resource | undefined,
  graph: ResourceGraph,
): Finding {
  const limit = asNumber(atOnce);
  const reserved = asNumber(kept);
  const property = isProvisioned ? POLLERS : MAXIMUM;
  if (limit !== undefined && reserved !== undefined && reserved > 0 && reserved < limit) {
    const repair = isProvisioned
      ? `Set MaximumPollers to a tenth of the reserved concurrency or less, or raise that to ${limit}.`
      : `Set MaximumConcurrency to ${reserved} or less.`;
    return {
      status: 'violation',
      message: `The mapping may invoke ${limit} at a time but the function keeps ${reserved}, so messages are throttled, use up their receives and end in the dead-letter queue. ${repair}`,
      property,
      evidence: { maximumConcurrency: limit, reservedConcurrency: reserved },
    };
  }
  if (atOnce.kind !== 'absent' && isChosen) {
    // Whatever number it is, it bounds the consumer, unless the function keeps less.
    if (isLeftToDeployment(atOnce) && kept.kind === 'absent')
      return {
        status: 'compliant',
        message: 'The deployment says how often the consumer runs at once at most.',
        property,
      };
    if (limit === undefined)
      return { status: 'undetermined', message: 'The maximum concurrency of this mapping is not known.', property };
    const message = `The consumer runs ${limit} times at once at most.`;
    return { status: 'compliant', message, property, evidence: { maximumConcurrency: limit } };
  }
  if (reserved !== undefined)
    return { status: 'compliant', message: `The reserved concurrency of ${reserved} bounds the consumer.`, property };
  if (isLeftToDeployment(kept)) {
    const message = 'The deployment says how much reserved concurrency bounds the consumer.';
    return { status: 'compliant', message, property };
  }
  if (asNumber(environments) !== undefined) {
    const message = `The maximum of ${asNumber(environments)} execution environments bounds the consumer.`;
    return { status: 'compliant', message, property };
  }
  if (!lambda || kept.kind !== 'absent' || environments.kind !== 'absent')
    return { status: 'undetermined', message: 'Whether the function bounds its concurrency is not known.', property };
  return unbounded(lambda, isProvisioned, graph);
}

function unbounded(lambda: Resource, isProvisioned: boolean, graph: ResourceGraph): Finding {
  const property = isProvisioned ? POLLERS : MAXIMUM;
  const repair = `Set ${property} to what it can take${isProvisioned ? `, at ${PER_POLLER} invocations a poller` : ''}.`;
  const most = grouped(DEFAULT_POLLERS * PER_POLLER);
  const fault = isProvisioned
    ? `Nothing but the default of ${DEFAULT_POLLERS} pollers bounds this queue consumer, so a backlog scales it to ${most} invocations at a time`
    : 'Nothing bounds this queue consumer, so a backlog scales it';
  const dependency = limitedDependencyOf(lambda);
  if (dependency) {
    return {
      status: 'violation',
      message: `${fault} until ${dependency.name} runs out of connections. ${repair}`,
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
    message: `${fault} against whatever is behind it after an outage${others}. ${repair}`,
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
