import type { DependencyEdge, DependencyMode } from '@faultline/catalog';
import {
  asNumber,
  branches,
  waitingCallers,
  type Invocation,
  type Resource,
  type ResourceGraph,
} from '@faultline/cdk-rules/analysis';
import { resourcePlace } from '../resource-places.js';

/** An edge between resources. */
export interface ResourceEdge extends Omit<DependencyEdge, 'from' | 'to' | 'deadLetter'> {
  readonly from: Resource;
  readonly to: Resource;
  readonly deadLetter: Resource | null;
}

/** How work gets from senders to functions, queues and workflows, as templates tell it. */
export function templateEdges(graph: ResourceGraph): readonly ResourceEdge[] {
  const functions = graph.ofType('AWS::Lambda::Function').filter(({ ownedByCdk }) => !ownedByCdk);
  return [
    ...functions.flatMap((lambda) => graph.invocations(lambda).flatMap((one) => invocationEdge(graph, lambda, one))),
    ...relayEdges(graph),
  ];
}

/** A permission alone is no edge: it says what may happen, and not that something happens. */
function invocationEdge(graph: ResourceGraph, lambda: Resource, invocation: Invocation): ResourceEdge[] {
  const { mode, via, source, service } = invocation;
  if (via.type === 'AWS::Lambda::Permission' || via.ownedByCdk) return [];
  const isQueue = mode === 'queue' && source !== undefined;
  const deadLetter = isQueue
    ? targetOf(source, 'RedrivePolicy.deadLetterTargetArn')
    : mode === 'asynchronous'
      ? targetOf(lambda, 'DeadLetterConfig.TargetArn')
      : undefined;
  const attempts = isQueue ? asNumber(source.get('RedrivePolicy.maxReceiveCount')) : undefined;
  return [
    {
      from: senderOf(via, source),
      to: lambda,
      mode: modeOf(mode),
      delivery: mode === 'synchronous' ? null : 'at-least-once',
      waits: mode === 'synchronous' ? waitOf(graph, lambda, via) : null,
      attempts: attempts ?? null,
      deadLetter: deadLetter ?? null,
      places: [resourcePlace(via, `invokes it (${service})`)],
    },
  ];
}

/** A rule says more than its bus. */
const senderOf = (via: Resource, source: Resource | undefined): Resource =>
  source === undefined || via.type === 'AWS::Events::Rule' ? via : source;

function modeOf(mode: Invocation['mode']): DependencyMode {
  return mode === 'queue' || mode === 'broker' ? 'batch' : mode;
}

/** Seconds that a caller waits for a function. */
function waitOf(graph: ResourceGraph, lambda: Resource, via: Resource): number | null {
  const caller = waitingCallers(lambda, graph).find((one) => one.via === via);
  if (!caller) return null;
  const milliseconds = caller.limit.kind === 'absent' ? caller.otherwise : asNumber(caller.limit);
  return milliseconds === undefined ? null : milliseconds / 1000;
}

/** Properties by which resources hand on what they get to something else than a function. */
const relays: readonly (readonly [type: string, targets: string, source?: string])[] = [
  ['AWS::SNS::Subscription', 'Endpoint', 'TopicArn'],
  ['AWS::SNS::Topic', 'Subscription.*.Endpoint'],
  ['AWS::Events::Rule', 'Targets.*.Arn'],
  ['AWS::Scheduler::Schedule', 'Target.Arn'],
  ['AWS::Pipes::Pipe', 'Target', 'Source'],
  ['AWS::S3::Bucket', 'NotificationConfiguration.QueueConfigurations.*.Queue'],
  ['AWS::S3::Bucket', 'NotificationConfiguration.TopicConfigurations.*.Topic'],
];

/** A function is told of where it is invoked, also by way of an alias or version. */
const functionTypes: ReadonlySet<string> = new Set([
  'AWS::Lambda::Function',
  'AWS::Lambda::Alias',
  'AWS::Lambda::Version',
]);

function relayEdges(graph: ResourceGraph): readonly ResourceEdge[] {
  return relays.flatMap(([type, targets, source]) =>
    graph.ofType(type).flatMap((via) => {
      const from = (source === undefined ? via : targetOf(via, source)) ?? via;
      return targetsOf(via, targets)
        .filter(({ type: to }) => !functionTypes.has(to))
        .map((to): ResourceEdge => ({
          from,
          to,
          mode: 'asynchronous',
          delivery: 'at-least-once',
          waits: null,
          attempts: null,
          deadLetter: null,
          places: [resourcePlace(via, 'hands it on')],
        }));
    }),
  );
}

/** The resources at a path, with `*` for each element of a list. */
function targetsOf(resource: Resource, path: string): readonly Resource[] {
  const star = path.indexOf('*');
  if (star < 0) return referencesIn(resource, path);
  const indexes = resource.indexes(path.slice(0, star - 1)) ?? [];
  return indexes.flatMap((index) => targetsOf(resource, path.slice(0, star) + String(index) + path.slice(star + 1)));
}

function referencesIn(resource: Resource, path: string): readonly Resource[] {
  return branches(resource.get(path)).flatMap(({ value }) => (value.kind === 'reference' ? [value.resource] : []));
}

/** The only resource at a path. */
function targetOf(resource: Resource, path: string): Resource | undefined {
  const found = referencesIn(resource, path);
  return found.length === 1 ? found[0] : undefined;
}
