import type { Resource, ResourceGraph } from '../../graph/graph.js';
import type { Value } from '../../values/value.js';
import { asNumber, asString, branches } from '../../values/values.js';
import { API_TYPES, integrationsOfApi, mayWrite, waitOfApi } from '../apigateway/integration-waits.js';
import { answerTime, functionsInvokedVia } from '../lambda/functions.js';
import { DISTRIBUTION } from './origins.js';

const URL_TYPE = 'AWS::Lambda::Url';

/** Seconds that a backend may take for a request at most; 0 where no answer is of the kind, undefined where it is not known. */
export interface LongestAnswers {
  /** Until it begins to answer. */
  readonly buffered: number | undefined;
  /** For an answer that is passed on while it is made. */
  readonly streamed: number | undefined;
}

/** Seconds that CloudFront waits for answers of each kind. */
export interface Waits {
  readonly buffered: number;
  readonly streamed: number;
}

/** Something behind an origin, with the limits that bound how long it takes for a write. */
export interface Backend {
  readonly name: string;
  readonly resource: Resource;
  /** What the limits rest on. */
  readonly values: readonly Value[];
  /**
   * The limits, from an outcome of each of the values. Where one of two limits is not known, the other settles a request
   * that it ends in time.
   * @param within the seconds that CloudFront waits
   */
  longest(outcomes: readonly Value[], within: Waits): LongestAnswers;
}

/** The function URL or API that a domain name leads to. */
export function backendOf(distribution: Resource, domain: Value, graph: ResourceGraph): Backend | undefined {
  const backends = backendsByDistribution(graph).get(distribution) ?? [];
  const behind = backends.find((each) => isNamedIn(domain, each));
  if (!behind) return undefined;
  return behind.type === URL_TYPE ? functionBehind(behind, graph) : apiBehind(behind, graph);
}

function functionBehind(url: Resource, graph: ResourceGraph): Backend | undefined {
  const [invoked] = functionsInvokedVia(url, graph);
  if (!invoked) return undefined;
  const { lambda } = invoked;
  const streams = asString(url.get('InvokeMode')) === 'RESPONSE_STREAM';
  return {
    name: `function ${lambda.logicalId}`,
    resource: lambda,
    values: [answerTime(lambda)],
    longest: ([limit]) => {
      const seconds = limit && asNumber(limit);
      return streams ? { buffered: 0, streamed: seconds } : { buffered: seconds, streamed: 0 };
    },
  };
}

/** An API answers when its function does, or gives up when its integration does. */
function apiBehind(api: Resource, graph: ResourceGraph): Backend {
  const wait = waitOfApi(api);
  const integrations = integrationsOfApi(api, graph).filter(mayWrite);
  const values = integrations.flatMap(({ set, lambda }) => [set, ...(lambda ? [answerTime(lambda)] : [])]);
  const longest = (outcomes: readonly Value[], within: Waits): LongestAnswers => {
    if (integrations.length === 0) return { buffered: wait, streamed: 0 };
    const found = { buffered: [0] as (number | undefined)[], streamed: [0] as (number | undefined)[] };
    let at = 0;
    for (const { streams, lambda } of integrations) {
      const set = outcomes[at++];
      const limit = lambda && outcomes[at++];
      const milliseconds = set && set.kind !== 'absent' ? asNumber(set) : wait * 1000;
      const seconds = milliseconds === undefined ? undefined : milliseconds / 1000;
      // How long a stream may go on where nothing is set is not documented.
      const bound = streams && set?.kind === 'absent' ? undefined : seconds;
      const kind = streams ? 'streamed' : 'buffered';
      found[kind].push(lambda ? smaller(bound, limit && asNumber(limit), within[kind]) : bound);
    }
    return { buffered: largest(found.buffered), streamed: largest(found.streamed) };
  };
  return { name: `API ${api.logicalId}`, resource: api, values, longest };
}

/** The smaller of two limits; with one of them not known, the other where it is within the wait. */
function smaller(left: number | undefined, right: number | undefined, within: number): number | undefined {
  if (left !== undefined && right !== undefined) return Math.min(left, right);
  const known = left ?? right;
  return known !== undefined && known <= within ? known : undefined;
}

const largest = (all: readonly (number | undefined)[]) =>
  all.includes(undefined) ? undefined : Math.max(...(all as readonly number[]));

const indexes = new WeakMap<ResourceGraph, ReadonlyMap<Resource, readonly Resource[]>>();

/** The function URLs and APIs that each distribution refers to. */
function backendsByDistribution(graph: ResourceGraph): ReadonlyMap<Resource, readonly Resource[]> {
  let index = indexes.get(graph);
  if (!index) {
    const found = new Map<Resource, Resource[]>();
    for (const backend of graph.ofType(URL_TYPE, ...API_TYPES)) {
      for (const distribution of graph.referrers(backend, DISTRIBUTION))
        found.set(distribution, [...(found.get(distribution) ?? []), backend]);
    }
    indexes.set(graph, (index = found));
  }
  return index;
}

/** A host name is put together from a URL, so the resource shows in it by its id. */
function isNamedIn(domain: Value, resource: Resource): boolean {
  const marks = [`\${${resource.logicalId}.`, `\${${resource.logicalId}}`];
  return branches(domain).some(({ value }) => {
    if (value.kind === 'reference') return value.resource === resource;
    if (value.kind === 'unknown') return true;
    const text = value.kind === 'external' ? value.text : (asString(value) ?? '');
    return marks.some((mark) => text.includes(mark));
  });
}
