import type { Retrier, WorkflowState } from '../../workflow/workflow.js';
import type { Finding, InfrastructureRule } from '../rule.js';
import { practiceSource } from '../sources.js';
import { numberOr } from '../../workflow/workflow.js';
import { repeatsWork } from './mutations.js';
import { overStates, propertyOf } from './states.js';

/** Retries above which waits without a cap may grow out of proportion; a choice. */
const MANY = 10;
/** Seconds of waiting in all that nobody means by a retry; a choice. */
const TOO_LONG = 3_600;
const EVERYTHING = ['States.ALL', 'States.TaskFailed'];
/** Errors that pass by themselves. Others are names of the application, and waiting for those is polling. */
const PASSING =
  /^States\.(?:ALL|TaskFailed|Timeout|Http)|Throttl|TooManyRequests|LimitExceeded|SlowDown|429|ServiceException|AWSLambdaException|SdkClient|ServiceUnavailable|InternalServer/i;
const THROTTLING = /Throttl|TooManyRequests|LimitExceeded|SlowDown|429/i;

/** Objects to tasks that fail at the first hiccup, and to retries that make an overload worse. */
export const stepfunctionsRetry: InfrastructureRule = {
  meta: {
    name: 'stepfunctions-retry',
    bestPractice: 'REL05-BP03',
    layer: 'infrastructure',
    severity: 'warning',
    precision: 'high',
    preset: 'recommended',
    title: 'Tasks retry errors that pass, with growing waits, jitter and an end',
    why:
      'A task has no retry unless one is written, so a throttled call or a short network fault fails the execution. ' +
      'Retries without growing waits, without jitter or without an end hit a struggling service again and again.',
    fix:
      'Retry the errors of the service that pass by themselves with `BackoffRate` 2, a few attempts, `MaxDelaySeconds` ' +
      'and `JitterStrategy` FULL; do not repeat what must happen once.',
    sources: [
      practiceSource('REL05-BP03'),
      {
        title: 'AWS Step Functions: Handling errors in workflows',
        url: 'https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html',
      },
    ],
  },
  types: ['AWS::StepFunctions::StateMachine'],
  judge: (machine) => overStates(machine, judgeState),
};

function judgeState(state: WorkflowState): Finding | undefined {
  const { name, retriers, call } = state;
  const property = propertyOf(state, 'Retry');
  if (!retriers) return { status: 'undetermined', message: `The retries of "${name}" are not known.`, property };
  if (retriers.length > 0) return judgeRetriers(state, retriers);
  if (state.type !== 'Task') return undefined;
  if (!call) return { status: 'undetermined', message: `What task "${name}" calls is not known.`, property };
  // A worker fetches its work anew, and whether a whole job should run again is for its owner to say.
  if (call.pattern !== 'request') return undefined;
  const outer = state.within.find((group) => group.retriers === undefined || group.retriers.length > 0);
  if (outer) {
    const status = outer.retriers ? 'compliant' : 'undetermined';
    return { status, message: `Task "${name}" is repeated with "${outer.name}" as a whole.`, property };
  }
  return {
    status: 'violation',
    message:
      `Task "${name}" has no retry, so one throttled call or network fault fails it. ` +
      'Retry the transient errors of the service with backoff, a cap and jitter.',
    property,
  };
}

function judgeRetriers(state: WorkflowState, retriers: readonly Retrier[]): Finding {
  for (const retrier of retriers) {
    const fault = faultOf(state, retrier);
    if (fault) return { status: 'violation', property: retrier.path.join('.'), ...fault };
  }
  const property = propertyOf(state, 'Retry');
  if (
    retriers.some(
      ({ errors, maxAttempts, backoffRate }) => !errors || maxAttempts === undefined || backoffRate === undefined,
    )
  ) {
    return { status: 'undetermined', message: `The retries of "${state.name}" are not wholly known.`, property };
  }
  const most = Math.max(...retriers.map(({ maxAttempts }) => maxAttempts ?? 0));
  return {
    status: 'compliant',
    message: `"${state.name}" is retried up to ${most} times with growing waits.`,
    property,
    evidence: { maxAttempts: most },
  };
}

function faultOf(state: WorkflowState, retrier: Retrier): Pick<Finding, 'message' | 'severity'> | undefined {
  const { errors, maxAttempts, backoffRate, isCapped, hasJitter } = retrier;
  // None is a decision not to retry these errors.
  if (maxAttempts === 0 || !errors) return undefined;
  const subject = `"${state.name}"`;
  if (errors.some((error) => EVERYTHING.includes(error)) && repeatsWork(state)) {
    return {
      message: `${subject} retries every error of a call that does its work anew each time, so what succeeded unseen is done twice. Retry only errors that surely came before the work, or send an idempotency token.`,
    };
  }
  if (!errors.some((error) => PASSING.test(error))) return undefined;
  if (backoffRate === 1 && (maxAttempts ?? 0) > 1) {
    return {
      message: `${subject} is retried at a constant interval (BackoffRate 1), so a service in trouble gets no relief. Set BackoffRate to 2, with MaxDelaySeconds and full jitter.`,
    };
  }
  if ((maxAttempts ?? 0) > MANY && !isCapped && waitsOf(retrier) > TOO_LONG) {
    return {
      message: `${subject} is retried up to ${maxAttempts} times with waits that grow without a cap, so it retries for hours or days. Set MaxDelaySeconds, and fewer attempts.`,
    };
  }
  if (hasJitter !== false) return undefined;
  if (state.within.some(runsManyAtOnce)) {
    const message = `${subject} is retried without jitter inside a Map, so all items that failed together come back together. Set JitterStrategy to FULL.`;
    // The retries that the CDK adds by itself have no jitter either.
    return { message, severity: 'note' };
  }
  const throttled = errors.find((error) => THROTTLING.test(error));
  return throttled === undefined
    ? undefined
    : {
        message: `${subject} retries ${throttled} without jitter, so executions that were throttled together come back together. Set JitterStrategy to FULL.`,
      };
}

const runsManyAtOnce = ({ machine, path, type }: WorkflowState) =>
  type === 'Map' && numberOr(machine.get([...path, 'MaxConcurrency']), 0) !== 1;

/** Seconds between the first attempt and the last, as far as they are known: an interval is 1 at least. */
function waitsOf({ maxAttempts = 0, interval = 1, backoffRate = 1 }: Retrier): number {
  const factor = backoffRate === 1 ? maxAttempts : (backoffRate ** maxAttempts - 1) / (backoffRate - 1);
  return interval * factor;
}
