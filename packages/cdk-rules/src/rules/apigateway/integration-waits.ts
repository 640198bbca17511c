import { integrationsOf } from '../../graph/open-api.js';
import type { Resource, ResourceGraph } from '../../graph/graph.js';
import type { Value } from '../../values/value.js';
import { asString, describe } from '../../values/values.js';
import { functionsInvokedVia } from '../lambda/functions.js';
import { referenced } from '../referenced.js';
import { isWebSocket } from './routes.js';

const REST_API = 'AWS::ApiGateway::RestApi';
const HTTP_API = 'AWS::ApiGatewayV2::Api';
export const API_TYPES: readonly string[] = [REST_API, HTTP_API];

/** Seconds that each kind of API waits by default: `TimeoutInMillis` in the CloudFormation resource specification. */
const REST_WAIT = 29;
const HTTP_WAIT = 30;

/** How an API waits for what is behind one of its routes. */
export interface IntegrationWait {
  /** In upper case; `ANY`, or undefined where routes name the integration. */
  readonly method: string | undefined;
  /** What is set, in milliseconds. */
  readonly set: Value;
  readonly streams: boolean;
  /** The function that it waits for; undefined where it is another, or more than one. */
  readonly lambda: Resource | undefined;
}

/** Seconds that an API waits where nothing is set. */
export const waitOfApi = (api: Resource): number => (api.type === REST_API || isWebSocket(api) ? REST_WAIT : HTTP_WAIT);

/** Whether a request through an integration may change something. */
export const mayWrite = ({ method }: IntegrationWait): boolean => !['GET', 'HEAD', 'OPTIONS'].includes(method ?? '');

const byGraph = new WeakMap<ResourceGraph, Map<Resource, readonly IntegrationWait[]>>();

/** The integrations of an API that are in the templates, alike ones once; none where its document is elsewhere. */
export function integrationsOfApi(api: Resource, graph: ResourceGraph): readonly IntegrationWait[] {
  let known = byGraph.get(graph);
  if (!known) byGraph.set(graph, (known = new Map()));
  let waits = known.get(api);
  if (!waits) known.set(api, (waits = distinct([...written(api, graph), ...documented(api, graph)])));
  return waits;
}

function written(api: Resource, graph: ResourceGraph): IntegrationWait[] {
  if (api.type === HTTP_API)
    return graph.referrers(api, 'AWS::ApiGatewayV2::Integration').map((integration) => ({
      method: undefined,
      set: integration.get('TimeoutInMillis'),
      streams: false,
      lambda: only(functionsInvokedVia(integration, graph).map(({ lambda }) => lambda)),
    }));
  return graph
    .referrers(api, 'AWS::ApiGateway::Method')
    .filter((method) => !isMock(method.get('Integration.Type')) && method.get('Integration').kind !== 'absent')
    .map((method) => ({
      method: asString(method.get('HttpMethod'))?.toUpperCase(),
      set: method.get('Integration.TimeoutInMillis'),
      streams: isStream(method.get('Integration.ResponseTransferMode')),
      lambda: only(functionsInvokedVia(method, graph).map(({ lambda }) => lambda)),
    }));
}

function documented(api: Resource, graph: ResourceGraph): IntegrationWait[] {
  const lambdas = functionsInvokedVia(api, graph).map(({ lambda }) => lambda);
  return integrationsOf(api)
    .filter(({ place }) => !isMock(api.get([...place, 'type'])))
    .map(({ method, place }) => ({
      method: method.toUpperCase(),
      set: api.get([...place, 'timeoutInMillis']),
      streams: isStream(api.get([...place, 'responseTransferMode'])),
      lambda: only(lambdas.filter((lambda) => referenced(api.get([...place, 'uri'])).includes(lambda))),
    }));
}

function distinct(waits: readonly IntegrationWait[]): IntegrationWait[] {
  const seen = new Map<string, IntegrationWait>();
  for (const wait of waits) {
    const key = `${describe(wait.set)} ${wait.streams} ${wait.lambda?.key} ${mayWrite(wait)}`;
    if (!seen.has(key)) seen.set(key, wait);
  }
  return [...seen.values()];
}

const only = (lambdas: readonly Resource[]) => (new Set(lambdas).size === 1 ? lambdas[0] : undefined);
const isMock = (type: Value) => asString(type)?.toUpperCase() === 'MOCK';
/** Whether the answer of an integration is passed on while it is made. */
export const isStream = (mode: Value): boolean => asString(mode) === 'STREAM';
