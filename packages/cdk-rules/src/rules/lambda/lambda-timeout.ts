import type { Invocation, Resource, ResourceGraph } from '../../template/graph.js';
import { asNumber, asString, describe } from '../../template/values.js';
import { numbersOf } from '../numbers.js';
import type { Finding, InfrastructureRule } from '../rule.js';
import { practiceSource } from '../sources.js';
import { DEFAULT_FUNCTION_TIMEOUT } from './functions.js';

const property = 'Timeout';
const repair = 'Set the timeout to what the work needs, below what its caller waits for.';
/** Longest that a function may run, in seconds. */
const LONGEST = 900;

interface CallerLimit {
  readonly seconds: number;
  readonly caller: string;
}

/** Seconds after which callers that wait give up, by service: documentation of API Gateway and of Cognito triggers. */
const CALLER_LIMITS: Readonly<Record<string, CallerLimit>> = {
  apigateway: { seconds: 29, caller: 'API Gateway' },
  'cognito-idp': { seconds: 5, caller: 'Cognito' },
};
/** HTTP APIs wait a second longer than REST and WebSocket APIs. */
const HTTP_API_LIMIT = 30;
/** A Regional or private REST API may wait longer than 29 s where its quota was raised. */
const raisedTimeout = 'Integration.TimeoutInMillis';

/** Objects to function timeouts that nobody chose, that are longer than the caller waits, or that are at the maximum. */
export const lambdaTimeout: InfrastructureRule = {
  meta: {
    name: 'lambda-timeout',
    bestPractice: 'REL05-BP05',
    layer: 'infrastructure',
    severity: 'warning',
    precision: 'high',
    preset: 'strict',
    title: 'Functions have a timeout that was chosen and that is shorter than what their caller waits for',
    why:
      'A function that may run longer than its caller waits goes on after the caller has seen an error: the caller ' +
      'retries, the work is done twice, and connections and concurrency are held by work that nobody waits for.',
    fix: 'Set `Timeout` from measured run times, below the limit of the API, trigger or load balancer in front.',
    sources: [
      practiceSource('REL05-BP05'),
      {
        title: 'AWS Lambda: Configure Lambda function timeout',
        url: 'https://docs.aws.amazon.com/lambda/latest/dg/configuration-timeout.html',
      },
    ],
  },
  types: ['AWS::Lambda::Function'],
  judge(lambda, graph) {
    const value = lambda.get(property);
    const timeouts = numbersOf(value, DEFAULT_FUNCTION_TIMEOUT);
    if (!timeouts) {
      return { status: 'undetermined', message: `The timeout of this function is ${describe(value)}.`, property };
    }
    const longest = Math.max(...timeouts);
    const finding = judgeAgainstCaller(lambda, longest, graph) ?? judgeAlone(lambda, longest, graph);
    // What holds for one condition only is not decided.
    return finding.status === 'violation' && timeouts.length > 1 ? { ...finding, status: 'undetermined' } : finding;
  },
};

function judgeAlone(lambda: Resource, timeout: number, graph: ResourceGraph): Finding {
  if (lambda.get(property).kind === 'absent') {
    return {
      status: 'violation',
      severity: 'note',
      message: `No timeout is set, so the service's default of ${DEFAULT_FUNCTION_TIMEOUT} s ends the function, which nobody chose for its work. ${repair}`,
      property,
    };
  }
  const isWaitedFor = graph
    .invocations(lambda)
    .some(({ mode, service }) => mode === 'synchronous' && service !== 'cloudformation');
  if (timeout >= LONGEST && isWaitedFor) {
    return {
      status: 'violation',
      message: `The timeout is at the maximum of ${LONGEST} s although a caller waits for the answer, so a hanging call holds both for minutes. ${repair}`,
      property,
      evidence: { timeout },
    };
  }
  return { status: 'compliant', message: `The function ends after ${timeout} s.`, property, evidence: { timeout } };
}

function judgeAgainstCaller(lambda: Resource, timeout: number, graph: ResourceGraph): Finding | undefined {
  for (const invocation of graph.invocations(lambda)) {
    const limit = callerLimit(invocation, lambda);
    if (!limit || timeout <= limit.seconds) continue;
    return {
      status: 'violation',
      severity: 'error',
      message: `The function may run for ${timeout} s, but ${limit.caller} gives up after ${limit.seconds} s: its client sees an error and retries while the work goes on. ${repair}`,
      property,
      related: [{ resource: invocation.via, message: `waits at most ${limit.seconds} s` }],
      evidence: { timeout, callerLimit: limit.seconds },
    };
  }
  return undefined;
}

/** How long the caller waits, where it waits and its limit is known. */
function callerLimit({ mode, service, via, source }: Invocation, lambda: Resource): CallerLimit | undefined {
  if (mode !== 'synchronous') return undefined;
  if (service === 'apigateway' && isStreamed(via)) return undefined;
  if (service === 'cognito-idp' && isMessageSender(via, lambda)) return undefined;
  const limit = CALLER_LIMITS[service];
  if (!limit) return undefined;
  const integration = asNumber(via.get(via.type === 'AWS::ApiGateway::Method' ? raisedTimeout : 'TimeoutInMillis'));
  const isHttpApi = [via, source].some((api) => api?.type === 'AWS::ApiGatewayV2::Api' && protocolOf(api) === 'HTTP');
  const fixed = isHttpApi ? HTTP_API_LIMIT : limit.seconds;
  return { ...limit, seconds: Math.max(fixed, (integration ?? 0) / 1000) };
}

const protocolOf = (api: Resource) => asString(api.get('ProtocolType'));
const isStreamed = (method: Resource) => asString(method.get('Integration.ResponseTransferMode')) === 'STREAM';

/** Senders of messages are not among the triggers with the fixed limit. */
function isMessageSender(pool: Resource, lambda: Resource): boolean {
  return ['CustomEmailSender', 'CustomSMSSender'].some((trigger) => {
    const target = pool.get(`LambdaConfig.${trigger}.LambdaArn`);
    return target.kind === 'reference' && target.resource === lambda;
  });
}
