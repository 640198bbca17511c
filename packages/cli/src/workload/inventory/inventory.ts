import type {
  DependencyEdge,
  DependencyInventory,
  DependencyNode,
  EntryReference,
  HandlerReference,
  Unlinked,
} from '@faultline/catalog';
import type { Resource, ResourceGraph } from '@faultline/cdk-rules/analysis';
import { compareText } from '../../assessment/verdicts.js';
import { locate, referenceTo } from '../../scan/resource-verdicts.js';
import type { Links } from '../links/link-functions.js';
import { nameOf } from '../resource-places.js';
import { kindOf } from './kinds.js';
import type { ResourceEdge } from './template-edges.js';

/** What the workload is made of: its functions with their code, what drives them, and what they hand work to. */
export function inventoryOf(
  graph: ResourceGraph,
  links: Links,
  entries: ReadonlyMap<string, EntryReference>,
  all: readonly ResourceEdge[],
): DependencyInventory {
  const handlers = new Map(links.linked.map(({ lambda, handler }) => [lambda.key, handler]));
  const nodes = new Map<string, DependencyNode>();
  const idOf = (resource: Resource): string => {
    // The number in front counts templates, which may come in another order next time.
    const id = resource.key.replace(/^\d+:/, '');
    if (!nodes.has(id)) nodes.set(id, nodeOf(id, resource, handlers.get(resource.key), entries.get(resource.key)));
    return id;
  };
  for (const lambda of graph.ofType('AWS::Lambda::Function')) if (!lambda.ownedByCdk) idOf(lambda);
  for (const type of serviceTypes) for (const service of graph.ofType(type)) idOf(service);
  const edges = all.map(({ from, to, deadLetter, ...edge }): DependencyEdge => ({
    from: idOf(from),
    to: idOf(to),
    ...edge,
    deadLetter: deadLetter ? idOf(deadLetter) : null,
  }));
  return {
    nodes: [...nodes.values()].sort((a, b) => compareText(a.id, b.id)),
    edges: merged(edges),
    unlinked: links.unlinked.map(({ lambda, reason }): Unlinked => {
      const location = locate(lambda, 'Handler');
      return { function: referenceTo(lambda), ...(location && { location }), reason };
    }),
  };
}

/** Services stand in the inventory whether or not anything is known to lead to them. */
const serviceTypes = ['AWS::ECS::Service', 'AWS::AppRunner::Service'] as const;

function nodeOf(
  id: string,
  resource: Resource,
  handler: HandlerReference | undefined,
  entry: EntryReference | undefined,
): DependencyNode {
  const reference = referenceTo(resource);
  const isSchedule = resource.type === 'AWS::Events::Rule' && resource.get('ScheduleExpression').kind !== 'absent';
  return {
    id,
    kind: isSchedule ? 'schedule' : kindOf(resource.type),
    name: nameOf(resource),
    resource: reference,
    ...(handler && { handler }),
    ...(entry && { entry }),
  };
}

/** One edge for each pair, mode and variable, with the places of all. */
function merged(edges: readonly DependencyEdge[]): readonly DependencyEdge[] {
  const byKey = new Map<string, DependencyEdge>();
  for (const edge of edges) {
    const key = [edge.from, edge.to, edge.mode, edge.environment ?? ''].join('\0');
    const known = byKey.get(key);
    byKey.set(key, known ? { ...known, places: [...known.places, ...edge.places] } : edge);
  }
  return [...byKey].sort(([a], [b]) => compareText(a, b)).map(([, edge]) => edge);
}
