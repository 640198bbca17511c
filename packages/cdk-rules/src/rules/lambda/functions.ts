import type { Invocation, Resource, ResourceGraph } from '../../graph/graph.js';

/** Seconds that a function has when nothing is set: documentation of `AWS::Lambda::Function.Timeout`. */
export const DEFAULT_FUNCTION_TIMEOUT = 3;

/** A function and the way in which something invokes it. */
export interface InvokedFunction {
  readonly lambda: Resource;
  readonly invocation: Invocation;
}

const byGraph = new WeakMap<ResourceGraph, ReadonlyMap<Resource, readonly InvokedFunction[]>>();

/** The functions that a resource reaches as `via` of an invocation: those of a mapping, of a rule. */
export function functionsInvokedVia(via: Resource, graph: ResourceGraph): readonly InvokedFunction[] {
  let index = byGraph.get(graph);
  if (!index) byGraph.set(graph, (index = indexByVia(graph)));
  return index.get(via) ?? [];
}

function indexByVia(graph: ResourceGraph): ReadonlyMap<Resource, readonly InvokedFunction[]> {
  const index = new Map<Resource, InvokedFunction[]>();
  for (const lambda of graph.ofType('AWS::Lambda::Function')) {
    for (const invocation of graph.invocations(lambda)) {
      const list = index.get(invocation.via);
      if (list) list.push({ lambda, invocation });
      else index.set(invocation.via, [{ lambda, invocation }]);
    }
  }
  return index;
}
