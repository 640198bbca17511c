import { workflowOf, type WorkflowState } from '../../workflow/workflow.js';
import type { Finding, InfrastructureRule } from '../rule.js';
import { practiceSource } from '../sources.js';
import { hasLoop } from './flow.js';
import { listed, unknownDefinition } from './states.js';

const repair = 'Set TimeoutSeconds at the top of the definition to somewhat more than the longest sound run.';

/** Objects to workflows that nothing ends. */
export const stepfunctionsTimeout: InfrastructureRule = {
  meta: {
    name: 'stepfunctions-timeout',
    bestPractice: 'REL05-BP05',
    layer: 'infrastructure',
    severity: 'warning',
    precision: 'high',
    preset: 'recommended',
    title: 'Workflows end after a time that was chosen',
    why:
      'A standard workflow has no timeout of its own: when a step never answers, or a loop never meets its condition, ' +
      'the execution stays open for up to a year, and nobody is told.',
    fix: 'Set `TimeoutSeconds` at the top of the definition, or on every task.',
    sources: [
      practiceSource('REL05-BP05'),
      {
        title: 'AWS Step Functions: Use timeouts to avoid stuck executions',
        url: 'https://docs.aws.amazon.com/step-functions/latest/dg/sfn-stuck-execution.html',
      },
    ],
  },
  types: ['AWS::StepFunctions::StateMachine'],
  judge(machine): Finding | undefined {
    const workflow = workflowOf(machine);
    if (workflow.states.length === 0) return unknownDefinition;
    const { type, timeout, definition } = workflow;
    if (type === 'EXPRESS') return undefined;
    const property = `${definition}.TimeoutSeconds`;
    if (timeout === 'unknown') return { status: 'undetermined', message: 'Its timeout is not known.', property };
    if (timeout !== 'none') {
      const message = `An execution ends after ${timeout} s.`;
      return { status: 'compliant', message, property, evidence: { timeoutSeconds: timeout } };
    }
    const untimed = workflow.states.filter((state) => state.type === 'Task' && !isTimed(state));
    const loops = hasLoop(workflow);
    if (untimed.length === 0 && !loops) {
      const tasks = workflow.states.some((state) => state.type === 'Task');
      return tasks
        ? { status: 'compliant', message: 'Every task of this workflow has a timeout.', property }
        : undefined;
    }
    // Whoever waits for people or workers is held to timeouts and heartbeats of its own.
    const own = untimed.filter(({ call }) => call?.pattern !== 'callback' && call?.pattern !== 'activity');
    if (own.length === 0 && !loops) return undefined;
    if (type === undefined) {
      return { status: 'undetermined', message: 'Whether this workflow is a standard one is not known.', property };
    }
    const isBounded = !loops && own.every(({ call }) => call?.pattern === 'request');
    const cause = loops
      ? 'This workflow has a loop and no timeout, so an execution whose condition never comes true runs on for up to a year.'
      : `This workflow has no timeout and neither has ${listed(own.map(({ name }) => name))}, so an execution that hangs stays open for up to a year.`;
    return {
      status: 'violation',
      // The services that it calls answer within limits of their own.
      ...(isBounded && { severity: 'note' as const }),
      message: `${cause} ${repair}`,
      property,
    };
  },
};

const isTimed = (state: WorkflowState) => state.isExpress || state.timeout !== 'none';
