import type { Resource, ResourceGraph } from '../../graph/graph.js';

/** Whether something holds for a function. */
export type FunctionTest = (lambda: Resource, graph: ResourceGraph) => boolean;

const MOST_NAMES = 5;
const groups = new WeakMap<ResourceGraph, Map<FunctionTest, ReadonlyMap<Resource, readonly Resource[]>>>();

/**
 * What holds for many functions of a template is said once: at the first of them, with all of them.
 * @param test is remembered for the graph by its identity, so it must not be made anew for each call
 * @returns all functions of the template for which it holds, this one first; undefined at the others
 */
export function allInTemplate(
  lambda: Resource,
  graph: ResourceGraph,
  test: FunctionTest,
): readonly Resource[] | undefined {
  let byTest = groups.get(graph);
  if (!byTest) groups.set(graph, (byTest = new Map()));
  let byFirst = byTest.get(test);
  if (!byFirst) byTest.set(test, (byFirst = group(graph, test)));
  return byFirst.get(lambda);
}

function group(graph: ResourceGraph, test: FunctionTest): ReadonlyMap<Resource, readonly Resource[]> {
  const byDocument = new Map<unknown, Resource[]>();
  for (const lambda of graph.ofType('AWS::Lambda::Function')) {
    if (lambda.ownedByCdk || !test(lambda, graph)) continue;
    const known = byDocument.get(lambda.document);
    if (known) known.push(lambda);
    else byDocument.set(lambda.document, [lambda]);
  }
  return new Map([...byDocument.values()].map((lambdas) => [lambdas[0] as Resource, lambdas]));
}

/** The names of functions, the first few of many. */
export function named(lambdas: readonly Resource[]): string {
  const shown = lambdas.slice(0, MOST_NAMES).map(({ logicalId }) => logicalId);
  const more = lambdas.length - shown.length;
  return more > 0 ? `${shown.join(', ')} and ${more} more` : shown.join(', ');
}
