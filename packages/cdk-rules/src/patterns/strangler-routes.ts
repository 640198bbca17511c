import type { Resource, ResourceGraph } from '../graph/graph.js';
import { RECORD_TYPES, recordsOf, type DnsRecord } from '../rules/route53/records.js';
import { asNumber, asString, describe } from '../values/values.js';
import type { Value } from '../values/value.js';
import { named, type PatternPlace, type ResourcePattern } from './resource-pattern.js';

/** Routes by which one name leads to an old and to a new implementation at once. */
export function stranglerRoutes(graph: ResourceGraph): readonly ResourcePattern[] {
  return [...weightedRecords(graph), ...weightedForwards(graph), ...catchAlls(graph)];
}

const SHIFTED = 'is answered by two implementations at once, by weight';

/** Records of one name with weights above zero and different targets. */
function weightedRecords(graph: ResourceGraph): readonly ResourcePattern[] {
  const groups = new Map<string, DnsRecord[]>();
  for (const record of graph.ofType(...RECORD_TYPES).flatMap(recordsOf)) {
    if ((asNumber(record.get('Weight')) ?? 0) <= 0) continue;
    const key = `${describe(record.get('Name'))} ${describe(record.get('Type'))}`;
    groups.set(key, [...(groups.get(key) ?? []), record]);
  }
  return [...groups.values()].flatMap((records): readonly ResourcePattern[] => {
    const targets = records.map(
      (one) => describe(one.get('AliasTarget.DNSName')) + describe(one.get('ResourceRecords')),
    );
    const [first] = records;
    if (!first || new Set(targets).size < 2) return [];
    return [
      {
        pattern: 'strangler',
        by: 'Amazon Route 53',
        message: `${describe(first.get('Name'))} ${SHIFTED}.`,
        lacks: [],
        places: records.map((one) => ({
          resource: one.resource,
          property: one.at('Weight'),
          message: `weight ${describe(one.get('Weight'))}`,
        })),
      },
    ];
  });
}

/** Forwards of a load balancer to several groups with weights above zero; those of deployments have a group of weight zero. */
function weightedForwards(graph: ResourceGraph): readonly ResourcePattern[] {
  const listeners = graph.ofType('AWS::ElasticLoadBalancingV2::Listener', 'AWS::ElasticLoadBalancingV2::ListenerRule');
  return listeners.flatMap((resource) =>
    ['DefaultActions', 'Actions'].flatMap((actions) =>
      (resource.indexes(actions) ?? []).flatMap((index): readonly ResourcePattern[] => {
        const property = `${actions}.${index}.ForwardConfig.TargetGroups`;
        const groups = (resource.indexes(property) ?? []).filter(
          (one) => (asNumber(resource.get(`${property}.${one}.Weight`)) ?? 0) > 0,
        );
        const targets = groups.map((one) => describe(resource.get(`${property}.${one}.TargetGroupArn`)));
        if (new Set(targets).size < 2) return [];
        const message = `What ${resource.logicalId} takes ${SHIFTED} (${named(targets)}).`;
        const places = [{ resource, property, message: 'forwards by weight' }];
        return [{ pattern: 'strangler', by: 'Elastic Load Balancing', message, lacks: [], places }];
      }),
    ),
  );
}

/** APIs whose routes lead to resources of the templates one by one, and all others to a system outside. */
function catchAlls(graph: ResourceGraph): readonly ResourcePattern[] {
  return [...restCatchAlls(graph), ...httpCatchAlls(graph)].flatMap(
    ({ api, place, own }): readonly ResourcePattern[] =>
      own === 0
        ? []
        : [
            {
              pattern: 'strangler',
              by: 'Amazon API Gateway',
              message: `${api} leads ${own} ${own === 1 ? 'route' : 'routes'} to this workload, and all others to a system outside of it.`,
              lacks: [],
              places: [place],
            },
          ],
  );
}

interface CatchAll {
  readonly api: string;
  readonly place: PatternPlace;
  /** Number of routes that lead to this workload. */
  readonly own: number;
}

function restCatchAlls(graph: ResourceGraph): readonly CatchAll[] {
  const methods = graph.ofType('AWS::ApiGateway::Method');
  return methods
    .filter((method) => isProxy(method) && isOutside(method, 'Integration.Type', 'Integration.Uri'))
    .map((method) => {
      const api = describe(method.get('RestApiId'));
      const own = methods.filter(
        (one) => describe(one.get('RestApiId')) === api && /^AWS/.test(asString(one.get('Integration.Type')) ?? ''),
      );
      return {
        api,
        place: { resource: method, property: 'Integration.Uri', message: 'leads all others outside' },
        own: own.length,
      };
    });
}

/** `{proxy+}` takes every path that no other resource of the API takes. */
function isProxy(method: Resource): boolean {
  const at = method.get('ResourceId');
  const part = at.kind === 'reference' ? asString(at.resource.get('PathPart')) : undefined;
  return part !== undefined && /^\{\w+\+\}$/.test(part);
}

function httpCatchAlls(graph: ResourceGraph): readonly CatchAll[] {
  const routes = graph.ofType('AWS::ApiGatewayV2::Route');
  const integrationOf = (route: Resource): Resource | undefined => {
    const id = route.get('Target');
    if (id.kind === 'reference') return id.resource;
    return graph
      .ofType('AWS::ApiGatewayV2::Integration')
      .find((one) => graph.referrers(one, 'AWS::ApiGatewayV2::Route').includes(route));
  };
  return routes
    .filter((route) => /^\$default$|^ANY \/\{\w+\+\}$/.test(asString(route.get('RouteKey')) ?? ''))
    .flatMap((route): readonly CatchAll[] => {
      const integration = integrationOf(route);
      if (!integration || !isOutside(integration, 'IntegrationType', 'IntegrationUri')) return [];
      const api = describe(route.get('ApiId'));
      const own = routes.filter((one) => {
        const to = one === route || describe(one.get('ApiId')) !== api ? undefined : integrationOf(one);
        return to !== undefined && asString(to.get('IntegrationType')) === 'AWS_PROXY';
      });
      const place = { resource: integration, property: 'IntegrationUri', message: 'leads all others outside' };
      return [{ api, place, own: own.length }];
    });
}

function isOutside(resource: Resource, type: string, uri: string): boolean {
  return /^HTTP/.test(asString(resource.get(type)) ?? '') && isForeign(resource.get(uri));
}

/** An address that is written out, and is none of AWS. */
function isForeign(value: Value): boolean {
  const text = value.kind === 'external' ? value.text : (asString(value) ?? '');
  return /^https?:\/\/[\w-]+\.[\w.-]+/.test(text) && !/\.amazonaws\.com/.test(text);
}
