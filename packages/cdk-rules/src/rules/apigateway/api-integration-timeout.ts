import type { Resource, ResourceGraph } from '../../graph/graph.js';
import { integrationsOf } from '../../graph/open-api.js';
import type { Value } from '../../values/value.js';
import { asNumber, asString, describe } from '../../values/values.js';
import { overBranches } from '../branch-findings.js';
import { answerTime, functionsInvokedVia } from '../lambda/functions.js';
import { referenced } from '../referenced.js';
import type { Finding, InfrastructureRule } from '../rule.js';
import { practiceSource } from '../sources.js';
import { isStream } from './integration-waits.js';
import { isWebSocket } from './routes.js';

const METHOD = 'AWS::ApiGateway::Method';
const INTEGRATION = 'AWS::ApiGatewayV2::Integration';
const REST_API = 'AWS::ApiGateway::RestApi';
const HTTP_API = 'AWS::ApiGatewayV2::Api';
/** Milliseconds when nothing is set, and most that HTTP and WebSocket APIs take: documentation of `TimeoutInMillis`. */
const REST_WAIT = 29_000;
const HTTP_WAIT = 30_000;
/** Longest that an answer may be streamed, in milliseconds: Amazon API Gateway developer guide, response streaming. */
const LONGEST_STREAM = 900_000;

/** Objects to integrations that give up earlier than they have to, and to waits that the service refuses. */
export const apiIntegrationTimeout: InfrastructureRule = {
  meta: {
    name: 'api-integration-timeout',
    bestPractice: 'REL05-BP05',
    layer: 'infrastructure',
    severity: 'error',
    precision: 'high',
    preset: 'recommended',
    title: 'API integrations do not give up early on the function behind them',
    why:
      'When the integration gives up first, the client gets a 504 while the function goes on. It retries, and the work is ' +
      'done a second time beside the first.',
    fix: 'Raise the timeout of the integration to that of the function, or shorten that of the function.',
    sources: [
      practiceSource('REL05-BP05'),
      {
        title: 'Amazon API Gateway quotas and important notes',
        url: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html',
      },
      {
        title: 'Amazon API Gateway: Stream the integration response for your proxy integrations',
        url: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/response-transfer-mode.html',
      },
    ],
  },
  types: [METHOD, INTEGRATION, REST_API, HTTP_API],
  judge(resource, graph) {
    if (resource.type === METHOD) return judgeMethod(resource, graph);
    return resource.type === INTEGRATION ? judgeIntegration(resource, graph) : judgeDocument(resource, graph);
  },
};

/** How an integration waits for the function behind it; all times in milliseconds. */
interface Integration {
  readonly property: string;
  readonly set: Value;
  /** What holds where nothing is set. */
  readonly wait: number;
  /** Longest that may be set. */
  readonly most: number;
  /** Whether the answer is passed on while it is made. */
  readonly streams: boolean;
}

function judgeMethod(method: Resource, graph: ResourceGraph): Finding | undefined {
  const type = asString(method.get('Integration.Type'));
  if (method.get('Integration').kind === 'absent' || type === 'MOCK') return undefined;
  const [api] = referenced(method.get('RestApiId'));
  const streams = isStream(method.get('Integration.ResponseTransferMode'));
  const property = 'Integration.TimeoutInMillis';
  const most = api && mayWaitLonger(api) ? Infinity : REST_WAIT;
  return judge(
    method,
    { property, set: method.get(property), wait: REST_WAIT, most: streams ? LONGEST_STREAM : most, streams },
    graph,
  );
}

/** Regional and private REST APIs may be given more than the default, by a higher quota. */
function mayWaitLonger(api: Resource): boolean {
  const types = api.list('EndpointConfiguration.Types');
  if (!types) return true;
  // SAM takes the type as plain text, too.
  const written = [...types, api.get('EndpointConfiguration'), api.get('EndpointConfiguration.Type')];
  return written.some((type) => ['REGIONAL', 'PRIVATE'].includes(asString(type) ?? ''));
}

function judgeIntegration(integration: Resource, graph: ResourceGraph): Finding | undefined {
  if (asString(integration.get('IntegrationType')) === 'MOCK') return undefined;
  const [api] = referenced(integration.get('ApiId'));
  const wait = api && isWebSocket(api) ? REST_WAIT : HTTP_WAIT;
  const property = 'TimeoutInMillis';
  return judge(integration, { property, set: integration.get(property), wait, most: wait, streams: false }, graph);
}

function judge(resource: Resource, integration: Integration, graph: ResourceGraph): Finding | undefined {
  const waiting = functionsInvokedVia(resource, graph).filter(({ invocation }) => invocation.mode === 'synchronous');
  const lambdas = waiting.map(({ lambda }) => lambda).filter((lambda) => !lambda.ownedByCdk);
  if (lambdas.length === 0 && integration.set.kind === 'absent') return undefined;
  return compare(resource, integration, lambdas);
}

function compare(resource: Resource, integration: Integration, lambdas: readonly Resource[]): Finding {
  const { set, wait, most, streams, property } = integration;
  return overBranches(resource, [set, ...lambdas.map(answerTime)], (limit, ...taken): Finding => {
    const milliseconds = limit.kind === 'absent' ? wait : asNumber(limit);
    if (milliseconds === undefined) return open('How long the API waits is not known.', property);
    if (milliseconds > most) return refused(milliseconds, most, property);
    // An integration that waits as long as it can is sound; what takes longer than that is the fault of the function.
    if (milliseconds >= (streams ? most : wait)) return bounded(milliseconds, property);
    const seconds = taken.map(asNumber);
    const slow = seconds.findIndex((value) => value !== undefined && value * 1000 > milliseconds);
    const lambda = lambdas[slow];
    if (lambda && streams && limit.kind === 'absent')
      return open(`How long a streamed answer may take where nothing is set is not documented.`, property);
    if (lambda) return tooShort(milliseconds, lambda, seconds[slow] ?? 0, integration);
    const unclear = lambdas[seconds.indexOf(undefined)];
    if (unclear) return open(`The timeout of function ${unclear.logicalId} is not known.`, property);
    return bounded(milliseconds, property);
  });
}

function bounded(milliseconds: number, property: string): Finding {
  const message = `The API waits for ${milliseconds / 1000} s at most.`;
  return { status: 'compliant', message, property, evidence: { timeoutInMillis: milliseconds } };
}

function tooShort(
  milliseconds: number,
  lambda: Resource,
  seconds: number,
  { property, streams }: Integration,
): Finding {
  const wait = milliseconds / 1000;
  const fault = streams
    ? `The API ends the stream after ${wait} s, but function ${lambda.logicalId} may run for ${seconds} s, so clients get half an answer and retry while the work goes on.`
    : `The API gives up after ${wait} s, but function ${lambda.logicalId} may run for ${seconds} s, so clients get a 504 and retry while the work goes on.`;
  return {
    status: 'violation',
    message: `${fault} Raise the timeout of the integration, or shorten the function's.`,
    property,
    related: [{ resource: lambda, message: `may run for ${seconds} s` }],
    evidence: { timeoutInMillis: milliseconds, functionTimeout: seconds },
  };
}

function refused(milliseconds: number, most: number, property: string): Finding {
  return {
    status: 'violation',
    message: `A wait of ${milliseconds} ms is more than the ${most} ms that this kind of API takes, so the deployment fails. Lower it to ${most} ms or less.`,
    property,
    evidence: { timeoutInMillis: milliseconds, longest: most },
  };
}

/** Integrations in an OpenAPI document, each judged at its own place. */
function judgeDocument(api: Resource, graph: ResourceGraph): Finding[] {
  if (api.get('BodyS3Location').kind !== 'absent')
    return [open('The integrations of this API are in a document outside of the template.', 'BodyS3Location')];
  const wait = api.type === REST_API ? REST_WAIT : HTTP_WAIT;
  const lambdas = functionsInvokedVia(api, graph).map(({ lambda }) => lambda);
  const seen = new Set<string>();
  return integrationsOf(api).flatMap(({ place }): Finding[] => {
    const uri = api.get([...place, 'uri']);
    const lambda = lambdas.find((each) => referenced(uri).includes(each));
    const set = api.get([...place, 'timeoutInMillis']);
    const streams = isStream(api.get([...place, 'responseTransferMode']));
    // Many routes of a document lead to the same function with the same wait.
    const key = `${lambda?.key} ${describe(set)} ${streams}`;
    if (!lambda || seen.has(key)) return [];
    seen.add(key);
    const most = streams ? LONGEST_STREAM : Infinity;
    return [compare(api, { property: 'Body.paths', set, wait, most, streams }, [lambda])];
  });
}

const open = (message: string, property: string): Finding => ({ status: 'undetermined', message, property });
