import type { Limit, Workflow, WorkflowState } from '../../workflow/workflow.js';
import type { Finding, InfrastructureRule } from '../rule.js';
import { practiceSource } from '../sources.js';
import { overStates, propertyOf } from './states.js';

/** Seconds up to which a timeout tells of a dead worker soon enough; a choice. */
const SHORT = 300;
/** Services through which a token goes to people or other systems, which send no heartbeats. */
const MESSAGING = ['sqs', 'sns', 'sesv2', 'ses', 'events', 'eventbridge', 'apigateway', 'http', 'states', 'dynamodb'];
/** Names of steps in which a person decides. */
const PEOPLE = /approv|human|manual|review|confirm|decision|sign.?off|user|customer/i;

/** Objects to long waits for a worker that nobody notices to be dead. */
export const stepfunctionsHeartbeat: InfrastructureRule = {
  meta: {
    name: 'stepfunctions-heartbeat',
    bestPractice: 'REL05-BP05',
    layer: 'infrastructure',
    severity: 'warning',
    precision: 'medium',
    preset: 'strict',
    title: 'Tasks that wait for a worker for long have a heartbeat shorter than their timeout',
    why:
      'A worker that dies says nothing. Without a heartbeat the workflow learns of it only when the timeout of the task ' +
      'is over, which for long work means hours in which nothing is retried.',
    fix: 'Set `HeartbeatSeconds` below `TimeoutSeconds`, and let the worker call `SendTaskHeartbeat`.',
    sources: [
      practiceSource('REL05-BP05'),
      {
        title: 'AWS Step Functions: Discover service integration patterns, Wait for a callback with task token',
        url: 'https://docs.aws.amazon.com/step-functions/latest/dg/connect-to-resource.html',
      },
    ],
  },
  types: ['AWS::StepFunctions::StateMachine'],
  judge: (machine) => overStates(machine, judgeState),
};

function judgeState(state: WorkflowState, workflow: Workflow): Finding | undefined {
  const { name, call, heartbeat } = state;
  if (!call || (call.pattern !== 'callback' && call.pattern !== 'activity')) return undefined;
  const property = propertyOf(state, 'HeartbeatSeconds');
  const timeout = state.timeout === 'none' ? workflow.timeout : state.timeout;
  if (heartbeat !== 'none') return judgeHeartbeat(name, heartbeat, timeout, property);
  // Without any limit the task is reported for its timeout.
  if (timeout === 'none') return undefined;
  if (call.pattern === 'callback' && (MESSAGING.includes(call.service) || PEOPLE.test(name))) {
    const message = `Task "${name}" waits for somebody who sends no heartbeats; its timeout ends it.`;
    return { status: 'compliant', message, property };
  }
  if (timeout === 'unknown' || timeout === 'dynamic') {
    return { status: 'undetermined', message: `How long task "${name}" waits is not known.`, property };
  }
  if (timeout <= SHORT) {
    return { status: 'compliant', message: `Task "${name}" waits for ${timeout} s at most.`, property };
  }
  return {
    status: 'violation',
    message:
      `Task "${name}" waits for a worker for up to ${timeout} s without a heartbeat, so a dead worker is noticed only then. ` +
      'Set HeartbeatSeconds, and let the worker send heartbeats.',
    property,
    evidence: { timeoutSeconds: timeout },
  };
}

function judgeHeartbeat(name: string, heartbeat: Limit, timeout: Limit, property: string): Finding {
  if (typeof heartbeat === 'number' && typeof timeout === 'number' && heartbeat >= timeout) {
    return {
      status: 'violation',
      message: `The heartbeat of task "${name}" (${heartbeat} s) is not shorter than its timeout (${timeout} s), so it never tells of a dead worker. Set it to a fraction of the timeout.`,
      property,
      evidence: { heartbeatSeconds: heartbeat, timeoutSeconds: timeout },
    };
  }
  if (heartbeat === 'unknown') {
    return { status: 'undetermined', message: `The heartbeat of task "${name}" is not known.`, property };
  }
  return { status: 'compliant', message: `Task "${name}" has a heartbeat.`, property };
}
