import type { Resource, ResourceGraph } from '../graph/graph.js';
import { asNumber } from '../values/values.js';
import { named, type PatternPlace, type ResourcePattern } from './resource-pattern.js';

/**
 * Shares of concurrency of their own: what is reserved for a function is taken from no other and takes none from them, and
 * what a queue may use at most leaves the rest to others. A reservation of none switches a function off.
 */
export function bulkheads(graph: ResourceGraph): readonly ResourcePattern[] {
  const functions = graph.ofType('AWS::Lambda::Function').filter(({ ownedByCdk }) => !ownedByCdk);
  const reserved = places(functions, 'ReservedConcurrentExecutions', 'reserved for it');
  const capped = places(
    graph.ofType('AWS::Lambda::EventSourceMapping'),
    'ScalingConfig.MaximumConcurrency',
    'at most for its queue',
  );
  const all = [...reserved, ...capped];
  if (all.length === 0) return [];
  const names = named(all.map(({ resource }) => resource.logicalId));
  const message = `Concurrency is divided, so that what fails or floods leaves the rest to others: ${names}.`;
  return [{ pattern: 'bulkhead', by: 'AWS Lambda', message, lacks: [], places: all }];
}

function places(resources: readonly Resource[], property: string, words: string): readonly PatternPlace[] {
  return resources.flatMap((resource): readonly PatternPlace[] => {
    const number = asNumber(resource.get(property));
    return number !== undefined && number > 0 ? [{ resource, property, message: `${number} ${words}` }] : [];
  });
}
