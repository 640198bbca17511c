import type { Resource, ResourceGraph } from '../../graph/graph.js';
import type { Value } from '../../values/value.js';
import { ABSENT, asNumber } from '../../values/values.js';
import { overBranches } from '../branch-findings.js';
import { isMissing } from '../failure-target.js';
import type { Finding, InfrastructureRule } from '../rule.js';
import { practiceSource } from '../sources.js';
import { DEFAULT_FUNCTION_TIMEOUT } from './functions.js';
import { functionOf } from './invoke-configs.js';

const age = 'MaximumEventAgeInSeconds';
const attempts = 'MaximumRetryAttempts';
/** Retries and seconds when nothing is set: documentation of `AWS::Lambda::EventInvokeConfig`. */
const DEFAULT_ATTEMPTS = 2;
const DEFAULT_AGE = 21_600;
/** Seconds below which a spell of throttling outlives the event; a choice. */
const SHORT = 300;
/** Seconds that Lambda waits before the first and the second retry: AWS Lambda developer guide, asynchronous errors. */
const WAITS = [60, 120];

/** Objects to limits of asynchronous retries that drop events under load, or that leave no time for the retries. */
export const lambdaAsyncRetries: InfrastructureRule = {
  meta: {
    name: 'lambda-async-retries',
    bestPractice: 'REL05-BP03',
    layer: 'infrastructure',
    severity: 'warning',
    precision: 'high',
    preset: 'recommended',
    title: 'Asynchronous events live long enough for their retries, or go somewhere when they do not',
    why:
      'Lambda drops an event that becomes older than its maximum age, also while the function is only throttled. A small ' +
      'age without a place for dropped events loses them in the first busy minutes; one below the waits switches the retries off.',
    fix: 'Raise `MaximumEventAgeInSeconds` above the waits and run times of all attempts, and add an on-failure destination.',
    sources: [
      practiceSource('REL05-BP03'),
      {
        title: 'AWS Lambda: How Lambda handles errors and retries with asynchronous invocation',
        url: 'https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html',
      },
    ],
  },
  types: ['AWS::Lambda::EventInvokeConfig'],
  judge(config, graph) {
    const lambda = functionOf(config);
    const invocations = lambda ? graph.invocations(lambda) : [];
    if (invocations.length > 0 && invocations.every(({ mode }) => mode !== 'asynchronous')) return withoutEvents;
    const timeout = lambda?.get('Timeout') ?? { kind: 'unknown' as const, reason: 'the function is not in view' };
    return overBranches(config, [config.get(age), config.get(attempts), timeout], (oldest, most, longest): Finding => {
      return judgeLimits(config, lambda, oldest, most, longest, graph);
    });
  },
};

/** Whoever waits for the answer, such as an API, and what reads a stream have retries of their own. */
const withoutEvents: Finding = {
  status: 'undetermined',
  message:
    'Limits of asynchronous retries are set for this function, but what is in view invokes it in other ways, so it is open whether they ever apply.',
  property: age,
};

function judgeLimits(
  config: Resource,
  lambda: Resource | undefined,
  oldest: Value,
  most: Value,
  longest: Value,
  graph: ResourceGraph,
): Finding {
  const seconds = oldest.kind === 'absent' ? DEFAULT_AGE : asNumber(oldest);
  const retries = most.kind === 'absent' ? DEFAULT_ATTEMPTS : asNumber(most);
  if (seconds === undefined || retries === undefined) {
    const property = seconds === undefined ? age : attempts;
    return { status: 'undetermined', message: 'The limits of asynchronous retries are not known.', property };
  }
  const evidence = { maximumEventAge: seconds, maximumRetryAttempts: retries };
  if (seconds < SHORT && losesEvents(config, lambda, graph)) {
    return {
      status: 'violation',
      message:
        `Events older than ${seconds} s are dropped, also while the function is only throttled, and nothing keeps them. ` +
        'Raise MaximumEventAgeInSeconds, or add an on-failure destination.',
      property: age,
      evidence,
    };
  }
  const run = longest.kind === 'absent' ? DEFAULT_FUNCTION_TIMEOUT : asNumber(longest);
  const waits = WAITS.slice(0, retries).reduce((sum, wait) => sum + wait, 0);
  if (retries > 0 && run !== undefined && seconds < waits + retries * run) {
    return {
      status: 'violation',
      message:
        `Events are dropped after ${seconds} s, but ${retries} ${retries === 1 ? 'retry comes' : 'retries come'} only after ${waits} s of waiting and ${retries} x ${run} s of run time, so not all are made. ` +
        `Raise MaximumEventAgeInSeconds above ${waits + (retries + 1) * run} s, or lower MaximumRetryAttempts.`,
      property: age,
      evidence: { ...evidence, functionTimeout: run },
    };
  }
  const message = `An event is tried ${retries + 1} times within ${seconds} s.`;
  return { status: 'compliant', message, property: attempts, evidence };
}

/** Whether dropped events surely go nowhere: neither to a destination nor to the dead-letter queue of the function. */
function losesEvents(config: Resource, lambda: Resource | undefined, graph: ResourceGraph): boolean {
  const own = config.get('DestinationConfig.OnFailure.Destination');
  const queue = lambda?.get('DeadLetterConfig.TargetArn') ?? ABSENT;
  const senders = lambda ? graph.invocations(lambda).some(({ mode }) => mode === 'asynchronous') : true;
  return senders && isMissing(own, config) && (lambda === undefined || isMissing(queue, lambda));
}
