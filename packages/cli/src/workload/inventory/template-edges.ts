import type { DependencyEdge, DependencyMode } from '@faultline/catalog';
import type { Invocation, Resource, ResourceGraph } from '@faultline/cdk-rules/analysis';
import { resourcePlace } from '../resource-places.js';

/** An edge between resources. */
export interface ResourceEdge extends Omit<DependencyEdge, 'from' | 'to' | 'deadLetter'> {
  readonly from: Resource;
  readonly to: Resource;
  readonly deadLetter: Resource | null;
}

/** How work gets from senders to functions, and from topics and rules to queues, as templates tell it. */
export function templateEdges(graph: ResourceGraph): readonly ResourceEdge[] {
  const functions = graph.ofType('AWS::Lambda::Function').filter(({ ownedByCdk }) => !ownedByCdk);
  return functions.flatMap((lambda) => graph.invocations(lambda).flatMap((one) => edgeOf(lambda, one)));
}

/** A permission alone is no edge: it says what may happen, and not that something happens. */
function edgeOf(lambda: Resource, { mode, via, source, service }: Invocation): ResourceEdge[] {
  if (via.type === 'AWS::Lambda::Permission' || via.ownedByCdk) return [];
  const isAnswered = mode === 'synchronous';
  return [
    {
      from: senderOf(via, source),
      to: lambda,
      mode: modeOf(mode, service),
      delivery: isAnswered ? null : 'at-least-once',
      waits: null,
      attempts: null,
      deadLetter: null,
      places: [resourcePlace(via, `invokes it (${service})`)],
    },
  ];
}

/** A rule says more than its bus, and a target group or URL is its own sender. */
const senderOf = (via: Resource, source: Resource | undefined): Resource =>
  source === undefined || via.type === 'AWS::Events::Rule' ? via : source;

function modeOf(mode: Invocation['mode'], service: string): DependencyMode {
  if (mode === 'queue' || mode === 'broker') return 'batch';
  if (mode === 'stream') return 'stream';
  return mode === 'asynchronous' || service === 'sns' ? 'asynchronous' : 'synchronous';
}
