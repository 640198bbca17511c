import { asNumber } from '../../values/values.js';
import type { Workflow, WorkflowState } from '../../workflow/workflow.js';
import type { Finding, InfrastructureRule } from '../rule.js';
import { practiceSource } from '../sources.js';
import { workLimitOf } from './called-work.js';
import { overStates, propertyOf } from './states.js';

const WAITS = {
  job: 'for a job to end',
  callback: 'for a task token to come back',
  activity: 'for a worker',
} as const;

/** Objects to tasks that wait for something outside of the workflow without a limit. */
export const stepfunctionsTaskTimeout: InfrastructureRule = {
  meta: {
    name: 'stepfunctions-task-timeout',
    bestPractice: 'REL05-BP05',
    layer: 'infrastructure',
    severity: 'error',
    precision: 'high',
    preset: 'recommended',
    title: 'Tasks that wait for jobs, workers or callbacks have a timeout',
    why:
      'A task has no timeout unless one is written. When the job hangs, the worker dies or the token is lost, the ' +
      'execution waits for an answer that never comes, for up to a year.',
    fix: 'Set `TimeoutSeconds` on the task, and catch `States.Timeout`.',
    sources: [
      practiceSource('REL05-BP05'),
      {
        title: 'AWS Step Functions: Use timeouts to avoid stuck executions',
        url: 'https://docs.aws.amazon.com/step-functions/latest/dg/sfn-stuck-execution.html',
      },
    ],
  },
  types: ['AWS::StepFunctions::StateMachine'],
  judge: (machine) => overStates(machine, judgeState),
};

function judgeState(state: WorkflowState, workflow: Workflow): Finding | undefined {
  const { name, call, timeout, heartbeat } = state;
  const property = propertyOf(state, 'TimeoutSeconds');
  if (state.type !== 'Task' || state.isExpress) return undefined;
  if (typeof timeout === 'number' || timeout === 'dynamic') {
    const text = timeout === 'dynamic' ? 'the time that its input says' : `${timeout} s`;
    return { status: 'compliant', message: `Task "${name}" ends after ${text}.`, property };
  }
  if (timeout === 'unknown') {
    return { status: 'undetermined', message: `The timeout of task "${name}" is not known.`, property };
  }
  if (!call) return { status: 'undetermined', message: `What task "${name}" calls is not known.`, property };
  const limit = workLimitOf(state);
  if (call.service === 'http') {
    return workflow.timeout === 'none'
      ? { status: 'violation', severity: 'warning', message: anyRequest(name), property }
      : { status: 'compliant', message: `Task "${name}" ends with the timeout of the workflow.`, property };
  }
  if (call.pattern === 'request') {
    const seconds = limit && asNumber(limit.value);
    if (!limit || seconds === undefined) return undefined;
    const message = `Task "${name}" ends with ${limit.name}, after ${seconds * limit.unit} s at most.`;
    return { status: 'compliant', message, property };
  }
  if (workflow.type === undefined) {
    return { status: 'undetermined', message: 'Whether this workflow is a standard one is not known.', property };
  }
  if (workflow.timeout !== 'none') {
    return { status: 'compliant', message: `Task "${name}" ends with the timeout of the workflow.`, property };
  }
  if (call.pattern !== 'job' && heartbeat !== 'none') {
    return { status: 'compliant', message: `Task "${name}" ends when its heartbeat stops.`, property };
  }
  if (call.pattern === 'job' && limit?.isWritten) {
    return { status: 'compliant', message: `Task "${name}" ends with the timeout of ${limit.name}.`, property };
  }
  return {
    status: 'violation',
    message:
      `Task "${name}" waits ${WAITS[call.pattern]} without a timeout, so when no answer comes the execution hangs for up to a year. ` +
      'Set TimeoutSeconds on the task, and catch States.Timeout.',
    property,
  };
}

/** Step Functions ends such a request by itself, at a quota that fits no caller in particular. */
const anyRequest = (name: string) =>
  `Task "${name}" calls an HTTP endpoint without a timeout, so a slow endpoint holds the execution as long as the service's quota allows. ` +
  'Set TimeoutSeconds on the task to what the endpoint needs.';
