import type { Resource, ResourceGraph } from '../graph/graph.js';
import { asBoolean, asString } from '../values/values.js';
import { named, type PatternPlace, type ResourcePattern } from './resource-pattern.js';

/** Proxies beside a service that make its calls for it; agents that take logs, traces or settings make none. */
const PROXY_IMAGE =
  /(?:^|\/)(?:(?:[\w-]+-)?envoy(?:-(?:alpine|distroless|debug|contrib|proxy)[\w-]*)?|linkerd\w*|daprd)(?::|@|$)/;

/** Proxies that stand between services and what they call. */
export function ambassadors(graph: ResourceGraph): readonly ResourcePattern[] {
  const connected = graph
    .ofType('AWS::ECS::Service')
    .filter((service) => asBoolean(service.get('ServiceConnectConfiguration.Enabled')) === true)
    .map((resource): PatternPlace => ({
      resource,
      property: 'ServiceConnectConfiguration',
      message: 'calls through Service Connect',
    }));
  const beside = graph.ofType('AWS::ECS::TaskDefinition').flatMap((resource) => proxyOf(resource) ?? []);
  return [pattern('Amazon ECS Service Connect', connected), pattern('a proxy beside the service', beside)].flat();
}

function pattern(by: string, places: readonly PatternPlace[]): readonly ResourcePattern[] {
  if (places.length === 0) return [];
  const names = named(places.map(({ resource }) => resource.logicalId));
  const message = `Calls of ${names} go through a proxy, which can retry, limit and time them out.`;
  return [{ pattern: 'ambassador', by, message, lacks: [], places }];
}

function proxyOf(task: Resource): PatternPlace | undefined {
  const isProxied = asString(task.get('ProxyConfiguration.Type'))?.toUpperCase() === 'APPMESH';
  if (isProxied) return { resource: task, property: 'ProxyConfiguration', message: 'calls through its proxy' };
  const index = (task.indexes('ContainerDefinitions') ?? []).find((one) => {
    const image = task.get(`ContainerDefinitions.${one}.Image`);
    return PROXY_IMAGE.test(image.kind === 'external' ? image.text : (asString(image) ?? ''));
  });
  return index === undefined
    ? undefined
    : { resource: task, property: `ContainerDefinitions.${index}.Image`, message: 'has a proxy beside it' };
}
