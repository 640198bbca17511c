import type { Resource, ResourceGraph } from '../../graph/graph.js';
import { asNumber, asString } from '../../values/values.js';
import { overBranches } from '../branch-findings.js';
import type { Finding, InfrastructureRule } from '../rule.js';
import { practiceSource } from '../sources.js';
import { waitingCallers, type WaitingCaller } from './callers.js';
import { answerProperty, answerTime, DEFAULT_FUNCTION_TIMEOUT, longestInvocation } from './functions.js';

const property = 'Timeout';
const repair = 'Set the timeout to what the work needs, below what its caller waits for.';
/** Seconds from which on a hanging call is no longer cut off in time for whoever waits; a choice: the maximum of most functions. */
const LONG = 900;
/** Services whose callers wait for an answer, and who are not workflows or deployments that plan for long work. */
const INTERACTIVE = [
  'lambda-url',
  'elasticloadbalancing',
  'vpc-lattice',
  'appsync',
  'lex',
  'lexv2',
  'connect',
  'bedrock',
];

/** Objects to function timeouts that nobody chose, that are longer than the caller waits, or that are at the maximum. */
export const lambdaTimeout: InfrastructureRule = {
  meta: {
    name: 'lambda-timeout',
    bestPractice: 'REL05-BP05',
    layer: 'infrastructure',
    severity: 'warning',
    precision: 'high',
    preset: 'recommended',
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
    const callers = waitingCallers(lambda, graph);
    const limits = callers.map(({ limit }) => limit);
    const values = [lambda.get(property), answerTime(lambda), ...limits] as const;
    return overBranches(lambda, values, (timeout, longest, ...waits): Finding => {
      const seconds = timeout.kind === 'absent' ? DEFAULT_FUNCTION_TIMEOUT : asNumber(timeout);
      const answered = asNumber(longest);
      if (seconds === undefined || answered === undefined) {
        return { status: 'undetermined', message: 'The timeout of this function is not known.', property };
      }
      const at = answerProperty(lambda);
      const judged = callers.flatMap((caller, index) => {
        const wait = waits[index];
        const milliseconds = wait?.kind === 'absent' ? caller.otherwise : wait && asNumber(wait);
        return judgeAgainst(caller, answered, milliseconds, at) ?? [];
      });
      const [fault] = judged.filter(({ status }) => status === 'violation');
      return fault ?? judged[0] ?? judgeAlone(lambda, timeout.kind === 'absent', seconds, graph);
    });
  },
};

/** @param wait how long the caller waits, in milliseconds; undefined when that is not known */
function judgeAgainst(
  caller: WaitingCaller,
  seconds: number,
  wait: number | undefined,
  property: string,
): Finding | undefined {
  const { name, via, severity } = caller;
  if (wait === undefined) {
    const message = `How long ${name} waits for this function is not known.`;
    return seconds * 1000 > caller.otherwise ? { status: 'undetermined', message, property } : undefined;
  }
  if (seconds * 1000 <= wait || (caller.isJudgedItself && wait < caller.otherwise)) return undefined;
  const limit = wait / 1000;
  return {
    status: 'violation',
    severity,
    message: `The function may run for ${seconds} s, but ${name} gives up after ${limit} s: its client sees an error and retries while the work goes on. ${repair}`,
    property,
    related: [{ resource: via, message: `waits for ${limit} s at most` }],
    evidence: { timeout: seconds, callerLimit: limit },
  };
}

function judgeAlone(lambda: Resource, isUnset: boolean, seconds: number, graph: ResourceGraph): Finding {
  const invocations = graph.invocations(lambda);
  if (isUnset && invocations.length > 0 && invocations.every(({ service }) => service === 'cloudformation')) {
    const message = `Only deployments call this function, and it ends after the default of ${DEFAULT_FUNCTION_TIMEOUT} s.`;
    return { status: 'compliant', message, property };
  }
  if (isUnset) {
    return {
      status: 'violation',
      severity: 'note',
      message: `No timeout is set, so the service's default of ${DEFAULT_FUNCTION_TIMEOUT} s ends the function, which nobody chose for its work. ${repair}`,
      property,
    };
  }
  const evidence = { timeout: seconds };
  if (seconds >= LONG && lambda.get('DurableConfig').kind === 'absent' && isWaitedFor(lambda, graph)) {
    const longest = longestInvocation(lambda);
    const is = seconds >= longest ? `at the maximum of ${longest} s` : `${seconds} s`;
    return {
      status: 'violation',
      message: `The timeout is ${is} although a caller waits for the answer, so a hanging call holds both for minutes. ${repair}`,
      property,
      evidence,
    };
  }
  return { status: 'compliant', message: `The function ends after ${seconds} s.`, property, evidence };
}

const isWaitedFor = (lambda: Resource, graph: ResourceGraph) =>
  graph
    .invocations(lambda)
    .some(
      ({ mode, service, via }) => mode === 'synchronous' && INTERACTIVE.includes(service) && !streamsItsAnswer(via),
    );

/** What is streamed reaches the caller while the function works, for as long as it may run. */
const streamsItsAnswer = (via: Resource) => asString(via.get('InvokeMode')) === 'RESPONSE_STREAM';
