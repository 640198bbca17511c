import type { Invocation, Resource, ResourceGraph } from '../../graph/graph.js';
import { LIMITS } from '../../limits.js';
import { asString, branches } from '../../values/values.js';

const QUALIFIED = ['AWS::Lambda::Alias', 'AWS::Lambda::Version'];

/** Configurations for asynchronous invocation of a function, of its aliases and of its versions. */
export function invokeConfigsOf(lambda: Resource, graph: ResourceGraph): readonly Resource[] {
  const configs = [lambda, ...qualifiedOf(lambda, graph)]
    .flatMap((target) => graph.referrers(target, 'AWS::Lambda::EventInvokeConfig'))
    .filter((config) => functionOf(config) === lambda);
  return [...new Set(configs)];
}

/** The function that a configuration, an alias or a version is for. */
export function functionOf(config: Resource, hops: number = LIMITS.qualifiers): Resource | undefined {
  const target = branches(config.get('FunctionName')).find(({ value }) => value.kind === 'reference')?.value;
  if (target?.kind !== 'reference' || hops === 0) return undefined;
  return target.resource.type === 'AWS::Lambda::Function' ? target.resource : functionOf(target.resource, hops - 1);
}

function qualifiedOf(lambda: Resource, graph: ResourceGraph): readonly Resource[] {
  return graph.referrers(lambda, ...QUALIFIED);
}

/**
 * Whether some sender surely invokes another qualifier than those that are configured: the function itself (`$LATEST`)
 * while only aliases or versions are configured, or the other way round.
 */
export function missesSenders(
  lambda: Resource,
  senders: readonly Invocation[],
  configs: readonly Resource[],
  graph: ResourceGraph,
): boolean {
  const qualifiers = configs.map((config) => config.get('Qualifier')).map((value) => asString(value));
  if (qualifiers.includes(undefined)) return false;
  const forLatest = qualifiers.includes('$LATEST');
  const forOthers = qualifiers.some((qualifier) => qualifier !== '$LATEST');
  const types = [...new Set(senders.map(({ via }) => via.type))];
  const plain = new Set(graph.referrers(lambda, ...types));
  const qualified = new Set(qualifiedOf(lambda, graph).flatMap((resource) => graph.referrers(resource, ...types)));
  return senders.some(({ via }) => {
    const isPlain = plain.has(via) && !qualified.has(via);
    const isQualified = qualified.has(via) && !plain.has(via);
    return (isPlain && !forLatest) || (isQualified && !forOthers);
  });
}
