import type { Resource, ResourceGraph } from '../../graph/graph.js';
import { asString, branches } from '../../values/values.js';
import { anyOf, isOn, type Answer } from '../answers.js';
import { referenced } from '../referenced.js';

/** A method or route of an API that does work. */
export interface Route {
  /** Such as `GET /orders/{id}`; for WebSocket APIs the route key. */
  readonly name: string;
  readonly needsKey: Answer;
  readonly needsSignature: Answer;
}

const METHODS = ['get', 'put', 'post', 'delete', 'patch', 'head', 'x-amazon-apigateway-any-method'];

interface RouteIndex {
  /** Methods and routes by their API. */
  readonly byApi: ReadonlyMap<Resource, readonly Resource[]>;
  /** What is known of the routes of an API; each of its stages asks. */
  readonly routes: Map<Resource, readonly Route[] | undefined>;
}

const indexes = new WeakMap<ResourceGraph, RouteIndex>();

function indexOf(graph: ResourceGraph): RouteIndex {
  let index = indexes.get(graph);
  if (!index) {
    const byApi = new Map<Resource, Resource[]>();
    for (const route of graph.ofType('AWS::ApiGateway::Method', 'AWS::ApiGatewayV2::Route')) {
      for (const api of referenced(route.get(route.type === 'AWS::ApiGateway::Method' ? 'RestApiId' : 'ApiId'))) {
        const known = byApi.get(api);
        if (known) known.push(route);
        else byApi.set(api, [route]);
      }
    }
    indexes.set(graph, (index = { byApi, routes: new Map() }));
  }
  return index;
}

/** The routes of an API without those that answer by themselves (MOCK, CORS); undefined when they are not all in view. */
export function routesOf(api: Resource, graph: ResourceGraph): readonly Route[] | undefined {
  const { byApi, routes } = indexOf(graph);
  if (!routes.has(api)) routes.set(api, readRoutes(api, byApi.get(api) ?? []));
  return routes.get(api);
}

function readRoutes(api: Resource, own: readonly Resource[]): readonly Route[] | undefined {
  const isOutside = ['BodyS3Location', 'CloneFrom', 'Target'].some((property) => api.get(property).kind !== 'absent');
  const documented = inDocument(api);
  if (isOutside || documented === undefined) return undefined;
  const written = own.flatMap((route) => {
    return route.type === 'AWS::ApiGateway::Method' ? (ofMethod(route, api) ?? []) : ofRoute(route);
  });
  return [...documented, ...written];
}

function ofMethod(method: Resource, api: Resource): Route | undefined {
  const verb = asString(method.get('HttpMethod'))?.toUpperCase() ?? '?';
  if (verb === 'OPTIONS' || asString(method.get('Integration.Type')) === 'MOCK') return undefined;
  return {
    name: `${verb === 'ANY' ? '*' : verb} ${pathOf(method, api)}`,
    needsKey: isOn(method.get('ApiKeyRequired'), needsKey(api, ['Body']) === 'yes'),
    needsSignature: isSigned(method),
  };
}

function ofRoute(route: Resource): Route {
  const name = asString(route.get('RouteKey')) ?? '?';
  return { name, needsKey: isOn(route.get('ApiKeyRequired'), false), needsSignature: isSigned(route) };
}

function isSigned(route: Resource): Answer {
  const type = asString(route.get('AuthorizationType'));
  return type === 'AWS_IAM' ? 'yes' : 'no';
}

/** Most steps from a resource of an API to its root. */
const MAX_PARENTS = 50;

/** The path of a method, from the resources that it is below; `?` where it is not known. */
function pathOf(method: Resource, api: Resource): string {
  const parts: string[] = [];
  let id = method.get('ResourceId');
  for (let step = 0; step < MAX_PARENTS; step++) {
    // SAM gives the path itself.
    if (id.kind !== 'reference') return asString(id) ?? '?';
    if (id.resource === api) return `/${parts.join('/')}`;
    parts.unshift(asString(id.resource.get('PathPart')) ?? '?');
    id = id.resource.get('ParentId');
  }
  return '?';
}

/** The routes of an OpenAPI document in the template. */
function inDocument(api: Resource): Route[] | undefined {
  if (api.get('Body').kind === 'absent') return [];
  const paths = api.keys('Body.paths');
  // A transform in the document may add routes: `AWS::Include` beside those that are written.
  const isComplete = api.keys('Body') && paths?.every((path) => api.keys(['Body', 'paths', path]));
  if (isComplete !== true) return undefined;
  return paths?.flatMap((path) =>
    METHODS.flatMap((method): Route[] => {
      const place = ['Body', 'paths', path, method];
      if (api.get(place).kind === 'absent') return [];
      const integration = asString(api.get([...place, 'x-amazon-apigateway-integration', 'type']));
      if (integration?.toUpperCase() === 'MOCK') return [];
      const verb = method.startsWith('x-') ? '*' : method.toUpperCase();
      const auth = api.get([...place, 'x-amazon-apigateway-auth', 'type']);
      return [
        {
          name: `${verb} ${path}`,
          needsKey: needsKey(api, place),
          needsSignature: asString(auth) === 'AWS_IAM' ? 'yes' : 'no',
        },
      ];
    }),
  );
}

/** A method needs a key when its security, or else that of the document, names a scheme that takes keys from a header. */
function needsKey(api: Resource, place: readonly string[]): Answer {
  const own = [...place, 'security'];
  const used = api.get(own).kind === 'absent' ? ['Body', 'security'] : own;
  const names = (api.indexes(used) ?? []).flatMap((index) => api.keys([...used, index]) ?? []);
  return anyOf(
    names.map((name): Answer => {
      const schemes = [
        ['Body', 'components', 'securitySchemes', name],
        ['Body', 'securityDefinitions', name],
      ];
      return schemes.some((scheme) => isKeyScheme(api, scheme)) ? 'yes' : 'no';
    }),
  );
}

function isKeyScheme(api: Resource, scheme: readonly string[]): boolean {
  const isKey = asString(api.get([...scheme, 'type'])) === 'apiKey';
  const header = asString(api.get([...scheme, 'name']))?.toLowerCase();
  return isKey && header === 'x-api-key' && api.get([...scheme, 'x-amazon-apigateway-authtype']).kind === 'absent';
}

/** Whether an API can only be reached from inside of a VPC. */
export function isPrivate(api: Resource): boolean {
  const types = api.list('EndpointConfiguration.Types') ?? [];
  const isListed = types.some((type) => asString(type) === 'PRIVATE');
  // SAM takes the type as plain text, too.
  return (
    isListed ||
    [api.get('EndpointConfiguration'), api.get('EndpointConfiguration.Type')].some((v) => asString(v) === 'PRIVATE')
  );
}

/** The APIs that a stage belongs to. */
export function apisOf(stage: Resource): readonly Resource[] {
  const id = stage.get(stage.type === 'AWS::ApiGatewayV2::Stage' ? 'ApiId' : 'RestApiId');
  return branches(id).flatMap(({ value }) => (value.kind === 'reference' ? value.resource : []));
}

export const isWebSocket = (api: Resource) => asString(api.get('ProtocolType')) === 'WEBSOCKET';
