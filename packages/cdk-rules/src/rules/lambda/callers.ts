import type { Severity } from '@faultline/catalog';
import type { JsonPath } from '../../template/document.js';
import type { Invocation, Resource, ResourceGraph } from '../../graph/graph.js';
import { SUBSCRIBER, SUBSCRIBER_WAIT } from '../eventbridge/subscribers.js';
import type { Value } from '../../values/value.js';
import { HARNESS, hookCallers } from './agent-callers.js';
import { distributionCallers, balancerCallers, inMilliseconds } from './web-callers.js';
import { ABSENT, asString, branches, describe, known } from '../../values/values.js';

/** A caller that waits for a function, and gives up at a limit. */
export interface WaitingCaller {
  readonly name: string;
  readonly via: Resource;
  /** What is set for it, in milliseconds; absent for the default. */
  readonly limit: Value;
  /** Milliseconds when nothing is set. */
  readonly otherwise: number;
  /** How grave it is when the function may run longer. */
  readonly severity: Severity;
  /** Whether a wait that was set shorter than the service's own is reported at the caller, by a check for it. */
  readonly isJudgedItself?: boolean;
}

/** REST and WebSocket APIs wait 29 s, HTTP APIs 30 s: `TimeoutInMillis` in the CloudFormation resource specification. */
const REST_WAIT = 29_000;
const HTTP_WAIT = 30_000;
/** Cognito waits 5 s for a trigger and tries three times: Amazon Cognito developer guide, Lambda triggers. */
const TRIGGER_WAIT = 5_000;

/** The callers of a function that wait for its answer for a known time. */
export function waitingCallers(lambda: Resource, graph: ResourceGraph): readonly WaitingCaller[] {
  return graph
    .invocations(lambda)
    .filter(({ mode, isModeAssumed }) => mode === 'synchronous' && !isModeAssumed)
    .flatMap((invocation) => {
      if (invocation.service === 'apigateway') return apiCallers(invocation);
      if (invocation.service === 'cognito-idp') return isTrigger(lambda, invocation.via) ? trigger(invocation.via) : [];
      if (invocation.via.type === HARNESS) return hookCallers(lambda, invocation.via);
      return otherCallers(invocation, graph);
    });
}

/** AppSync ends a request after 30 s: AWS AppSync endpoints and quotas, "Request execution time". */
const GRAPHQL_WAIT = 30_000;
/** Connect waits 8 s for a function: Amazon Connect administrator guide, "Invoke AWS Lambda functions". */
const CONTACT_WAIT = 8_000;

function otherCallers({ via, service }: Invocation, graph: ResourceGraph): WaitingCaller[] {
  const fixed = (name: string, wait: number): WaitingCaller[] => [
    { name, via, limit: known(wait), otherwise: wait, severity: 'warning' },
  ];
  if (service === 'appsync' && via.type === 'AWS::AppSync::DataSource') {
    // A resolver may invoke its function as an event; that stands in its code.
    return fixed('AppSync', GRAPHQL_WAIT);
  }
  if (service === 'connect') return fixed('Amazon Connect', CONTACT_WAIT);
  if (via.type === SUBSCRIBER) return [subscriberCaller(via)];
  if (via.type === 'AWS::Lambda::Url') return distributionCallers(via, graph);
  return via.type === 'AWS::ElasticLoadBalancingV2::TargetGroup' ? balancerCallers(via, graph) : [];
}

function subscriberCaller(via: Resource): WaitingCaller {
  const limit = inMilliseconds(via.get('InvokeConfiguration.LambdaParameters.InvocationTimeoutSeconds'));
  return { name: 'EventBridge', via, limit, otherwise: SUBSCRIBER_WAIT * 1000, severity: 'warning' };
}

function apiCallers({ via, source, places }: Invocation): WaitingCaller[] {
  const api = (limit: Value, otherwise: number): WaitingCaller => {
    return { name: 'API Gateway', via, limit, otherwise, severity: 'error', isJudgedItself: true };
  };
  switch (via.type) {
    case 'AWS::ApiGateway::Method':
      // A streamed response is under way before the function ends.
      if (asString(via.get('Integration.ResponseTransferMode')) === 'STREAM') return [];
      return [api(via.get('Integration.TimeoutInMillis'), REST_WAIT)];
    case 'AWS::ApiGatewayV2::Integration':
      return [api(via.get('TimeoutInMillis'), isWebSocket(source) ? REST_WAIT : HTTP_WAIT)];
    case 'AWS::ApiGateway::RestApi':
      return waitsInDocument(via, places ?? []).map((limit) => api(limit, REST_WAIT));
    case 'AWS::ApiGatewayV2::Api':
      // Without a document it is the target of the API that it makes by itself.
      return (places ? waitsInDocument(via, places) : [ABSENT]).map((limit) => api(limit, HTTP_WAIT));
    case 'AWS::Lambda::Permission':
      // No kind of API waits longer unless it is told to.
      return [api(ABSENT, source?.type === 'AWS::ApiGateway::RestApi' ? REST_WAIT : HTTP_WAIT)];
    default:
      // Authorizers have limits of their own.
      return [];
  }
}

const isWebSocket = (api: Resource | undefined) =>
  api !== undefined && asString(api.get('ProtocolType')) === 'WEBSOCKET';

/** How long the integrations in an OpenAPI document wait, each wait once. */
function waitsInDocument(api: Resource, places: readonly JsonPath[]): readonly Value[] {
  const waits = places
    .filter((place) => asString(api.get([...place, 'responseTransferMode'])) !== 'STREAM')
    .map((place) => api.get([...place, 'timeoutInMillis']));
  return [...new Map(waits.map((wait) => [describe(wait), wait])).values()];
}

function trigger(via: Resource): WaitingCaller {
  return { name: 'Cognito', via, limit: known(TRIGGER_WAIT), otherwise: TRIGGER_WAIT, severity: 'warning' };
}

/** Whether a user pool waits for the function: it does not for those that send messages in its place. */
function isTrigger(lambda: Resource, via: Resource): boolean {
  if (via.type !== 'AWS::Cognito::UserPool') return true;
  const names = via.keys('LambdaConfig')?.filter((name) => !/^Custom\w+Sender$/.test(name)) ?? [];
  const senders = ['CustomSMSSender', 'CustomEmailSender'].map((name) => `LambdaConfig.${name}.LambdaArn`);
  const isSender = senders.some((path) => refersTo(via.get(path), lambda));
  return !isSender || names.some((name) => refersTo(via.get(`LambdaConfig.${name}`), lambda));
}

const refersTo = (value: Value, lambda: Resource) =>
  branches(value).some(({ value: outcome }) => outcome.kind === 'reference' && outcome.resource === lambda);
