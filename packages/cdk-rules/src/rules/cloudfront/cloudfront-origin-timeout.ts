import type { Resource, ResourceGraph } from '../../graph/graph.js';
import type { Value } from '../../values/value.js';
import { asNumber, asString, branches, known } from '../../values/values.js';
import { overBranches } from '../branch-findings.js';
import { DEFAULT_FUNCTION_TIMEOUT, functionsInvokedVia } from '../lambda/functions.js';
import type { Finding, InfrastructureRule } from '../rule.js';
import { practiceSource } from '../sources.js';
import { behaviorsOf, DISTRIBUTION, isEnabled, originGroupsOf, originsOf, type Origin } from './origins.js';

/** Seconds when nothing is set: documentation of `CustomOriginConfig.OriginReadTimeout`. */
const DEFAULT_READ = 30;
/** What each kind of API waits for by default; the distribution waits as long or longer by its own default. */
const API_WAIT: Readonly<Record<string, number>> = { 'AWS::ApiGateway::RestApi': 29, 'AWS::ApiGatewayV2::Api': 30 };
const URL_TYPE = 'AWS::Lambda::Url';

/** Something behind an origin, with the time that it may take for a request. */
interface Backend {
  readonly name: string;
  readonly limit: Value;
  readonly otherwise: number;
  readonly resource: Resource;
}

/** Objects to distributions that give up on a write while the origin still works on it. */
export const cloudfrontOriginTimeout: InfrastructureRule = {
  meta: {
    name: 'cloudfront-origin-timeout',
    bestPractice: 'REL05-BP05',
    layer: 'infrastructure',
    severity: 'warning',
    precision: 'high',
    preset: 'recommended',
    title: 'Distributions wait as long as their origin may take for a write',
    why:
      'When CloudFront gives up first, the viewer gets a 504 while the origin goes on. A write is then done although it was ' +
      'reported as failed, and the client sends it again.',
    fix: 'Set `OriginReadTimeout` above the limit of what is behind the origin, or shorten that limit.',
    sources: [
      practiceSource('REL05-BP05'),
      {
        title: 'Amazon CloudFront: Origin response timeout',
        url: 'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesOrigin.html#DownloadDistValuesOriginResponseTimeout',
      },
    ],
  },
  types: [DISTRIBUTION],
  judge(distribution, graph) {
    if (!isEnabled(distribution)) return undefined;
    return (originsOf(distribution) ?? []).flatMap((origin) => judgeOrigin(distribution, origin, graph) ?? []);
  },
};

function judgeOrigin(distribution: Resource, origin: Origin, graph: ResourceGraph): Finding | undefined {
  if (origin.kind !== 'dynamic' || !takesWrites(distribution, origin)) return undefined;
  const config =
    distribution.get(`${origin.property}.VpcOriginConfig`).kind === 'absent' ? 'CustomOriginConfig' : 'VpcOriginConfig';
  const property = `${origin.property}.${config}.OriginReadTimeout`;
  const backend = backendOf(distribution, distribution.get(`${origin.property}.DomainName`), graph);
  const values = [distribution.get(property), backend?.limit ?? known(0)] as const;
  return overBranches(distribution, values, (read, limit): Finding => {
    const wait = read.kind === 'absent' ? DEFAULT_READ : asNumber(read);
    if (wait === undefined) {
      return { status: 'undetermined', message: 'How long CloudFront waits for this origin is not known.', property };
    }
    const evidence = { originReadTimeout: wait };
    if (!backend)
      return { status: 'compliant', message: `CloudFront waits for ${wait} s at most.`, property, evidence };
    const taken = limit.kind === 'absent' ? backend.otherwise : asNumber(limit);
    if (taken === undefined) {
      return { status: 'undetermined', message: `How long ${backend.name} may take is not known.`, property, evidence };
    }
    return compare(wait, taken, backend, property);
  });
}

function compare(wait: number, taken: number, backend: Backend, property: string): Finding {
  const evidence = { originReadTimeout: wait, backendLimit: taken };
  if (taken <= wait) {
    const message = `CloudFront waits for ${wait} s, and ${backend.name} ends after ${taken} s.`;
    return { status: 'compliant', message, property, evidence };
  }
  return {
    status: 'violation',
    message: `CloudFront gives up after ${wait} s, but ${backend.name} may take ${taken} s, so a write is reported as failed and sent again while it is being done. Raise OriginReadTimeout above ${taken} s, or shorten what is behind it.`,
    property,
    related: [{ resource: backend.resource, message: `may take ${taken} s` }],
    evidence,
  };
}

/** Whether a behavior that takes POST sends requests to an origin, by itself or in a group. */
function takesWrites(distribution: Resource, origin: Origin): boolean {
  const groups = (originGroupsOf(distribution) ?? []).filter(({ members }) => members.includes(origin.id));
  const targets = [origin.id, ...groups.map(({ id }) => id)];
  return behaviorsOf(distribution).some(
    ({ target, mutates }) => mutates && target !== undefined && targets.includes(target),
  );
}

const indexes = new WeakMap<ResourceGraph, ReadonlyMap<Resource, readonly Resource[]>>();

/** The function URLs and APIs that each distribution refers to. */
function backendsByDistribution(graph: ResourceGraph): ReadonlyMap<Resource, readonly Resource[]> {
  let index = indexes.get(graph);
  if (!index) {
    const found = new Map<Resource, Resource[]>();
    for (const backend of graph.ofType(URL_TYPE, ...Object.keys(API_WAIT))) {
      for (const distribution of graph.referrers(backend, DISTRIBUTION))
        found.set(distribution, [...(found.get(distribution) ?? []), backend]);
    }
    indexes.set(graph, (index = found));
  }
  return index;
}

/** A function behind its URL, or an API that has the limit of its kind. */
function backendOf(distribution: Resource, domain: Value, graph: ResourceGraph): Backend | undefined {
  const backends = backendsByDistribution(graph).get(distribution) ?? [];
  const behind = backends.find((each) => isNamedIn(domain, each));
  if (!behind) return undefined;
  if (behind.type !== URL_TYPE) {
    const seconds = API_WAIT[behind.type] ?? DEFAULT_READ;
    return { name: `API ${behind.logicalId}`, limit: known(seconds), otherwise: seconds, resource: behind };
  }
  const [lambda] = functionsInvokedVia(behind, graph);
  if (!lambda || asString(behind.get('InvokeMode')) === 'RESPONSE_STREAM') return undefined;
  const name = `function ${lambda.lambda.logicalId}`;
  const limit = lambda.lambda.get('Timeout');
  return { name, limit, otherwise: DEFAULT_FUNCTION_TIMEOUT, resource: lambda.lambda };
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
