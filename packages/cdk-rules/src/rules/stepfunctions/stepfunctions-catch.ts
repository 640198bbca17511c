import { workflowOf, type WorkflowState } from '../../workflow/workflow.js';
import { toleranceOf } from '../../workflow/tolerance.js';
import { asBoolean, asString } from '../../values/values.js';
import type { Finding, InfrastructureRule } from '../rule.js';
import { practiceSource } from '../sources.js';
import { tells, undoes } from './compensation.js';
import { failureWatch, startsOf } from './outcomes.js';
import { listed, propertyOf, unknownDefinition } from './states.js';

/** Objects to workflows whose failures nobody handles, and to sagas that stop halfway. */
export const stepfunctionsCatch: InfrastructureRule = {
  meta: {
    name: 'stepfunctions-catch',
    bestPractice: 'REL05-BP01',
    layer: 'infrastructure',
    severity: 'warning',
    precision: 'high',
    preset: 'recommended',
    title: 'Failures in a workflow are caught, or somebody learns of them',
    why:
      'A step that fails without a `Catch` ends the execution there: nothing falls back, nothing undoes the steps ' +
      'before it, and without an alarm nobody knows.',
    fix: 'Catch errors with a fallback or with compensation that is retried itself, and put an alarm on `ExecutionsFailed`.',
    sources: [
      practiceSource('REL05-BP01'),
      {
        title: 'AWS Step Functions: Handling errors in workflows',
        url: 'https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html',
      },
    ],
  },
  types: ['AWS::StepFunctions::StateMachine'],
  judge(machine, graph): Finding | readonly Finding[] | undefined {
    const { states, definition } = workflowOf(machine);
    if (states.length === 0) return unknownDefinition;
    const property = `${definition}.States`;
    const undoing = states.filter(undoes);
    const fragile = undoing.filter(({ retriers }) => retriers?.length === 0).map(judgeCompensation);
    const held = statesByGroup(states);
    const able = states.filter((state) => canFail(state, held) && !state.handlesFailures);
    if (able.length === 0) return fragile;
    const heldAble = statesByGroup(able);
    const open = able.filter((state) => state.isCaught === false && !isCovered(state) && !holdsCaught(state, heldAble));
    const halfway = open.filter((state) => !isNotice(state));
    const leaking = able.filter((state) => state.onlyCatches && !isCovered(state) && !isNotice(state));
    if (undoing.length > 0 && halfway.length === 0 && leaking.length > 0)
      return [...fragile, judgeLeaks(leaking, property)];
    if (open.length === 0) {
      const isKnown = able.every((state) => state.isCaught !== undefined && toleranceOf(state) !== 'unknown');
      const isTolerated = able.some((state) => toleranceOf(state) === 'all');
      const handled = isTolerated ? 'caught, or its failure tolerated' : 'caught';
      const message = isKnown
        ? `Every step that can fail is ${handled}.`
        : 'Whether every step is caught is not known.';
      return [...fragile, { status: isKnown ? 'compliant' : 'undetermined', message, property }];
    }
    const names = listed(innermost(open));
    if (undoing.length > 0 && halfway.length > 0) {
      const message =
        `This workflow undoes its steps when some of them fail, but not when ${listed(innermost(halfway))} fails, so work is left half done. ` +
        'Catch errors there too, and lead them to the same compensation.';
      return [...fragile, { status: 'violation', message, property }];
    }
    if (halfway.length === 0 && open.length < able.length) {
      const message = `Only ${names} may fail, which tells of work that is done by then.`;
      return [...fragile, { status: 'compliant', message, property }];
    }
    const starts = startsOf(machine, graph);
    if (starts.length > 0 && starts.every(({ waits }) => waits)) {
      const by = starts[0]?.by.logicalId;
      return { status: 'compliant', message: `${by} waits for the result and sees the failure.`, property };
    }
    const watching = failureWatch(machine, graph);
    if (watching.status === 'watched') {
      const message = `${watching.alarm.logicalId} tells of failed executions.`;
      return { status: 'compliant', message, property, related: [{ resource: watching.alarm, message: 'watches it' }] };
    }
    if (watching.status === 'unclear') {
      const message = `No error of ${names} is caught, and whether ${watching.alarm.logicalId} tells of it is open, because ${watching.reason}.`;
      return { status: 'undetermined', message, property };
    }
    return {
      status: 'violation',
      message:
        `A failure of ${names} ends the execution without a fallback and without anybody being told. ` +
        'Add a Catch that falls back or undoes, and an alarm on ExecutionsFailed.',
      property,
      evidence: { uncaught: open.length },
    };
  },
};

type StatesByGroup = ReadonlyMap<WorkflowState, readonly WorkflowState[]>;

/** The states inside of each group, at any depth. */
function statesByGroup(states: readonly WorkflowState[]): StatesByGroup {
  const held = new Map<WorkflowState, WorkflowState[]>();
  for (const state of states)
    for (const group of state.within) {
      const known = held.get(group);
      if (known) known.push(state);
      else held.set(group, [state]);
    }
  return held;
}

/** Whether something outside of the workflow can make a state fail: a task, or a group with one in it or with files of its own. */
function canFail(state: WorkflowState, held: StatesByGroup): boolean {
  if (state.type === 'Task') return true;
  if (state.type !== 'Map' && state.type !== 'Parallel') return false;
  const inside = held.get(state) ?? [];
  return inside.length === 0 || [state, ...inside].some((each) => each.type === 'Task' || usesFiles(each));
}

const usesFiles = ({ machine, path }: WorkflowState) =>
  ['ItemReader', 'ResultWriter'].some((part) => machine.get([...path, part]).kind !== 'absent');

/** The names of states, without those of groups that only hold others of them. */
const innermost = (states: readonly WorkflowState[]) => {
  const held = statesByGroup(states);
  return states.filter((state) => !held.has(state)).map(({ name }) => name);
};

/** Whether nothing but the end of the execution follows a step, so that the work before it is complete. */
const isLast = ({ machine, path, within }: WorkflowState) => {
  if (within.length > 0) return false;
  if (asBoolean(machine.get([...path, 'End'])) === true) return true;
  const next = asString(machine.get([...path, 'Next']));
  return next !== undefined && asString(machine.get([...path.slice(0, -1), next, 'Type'])) === 'Succeed';
};

/** Whether a step only tells of work that is done by then. */
const isNotice = (state: WorkflowState) => tells(state) && isLast(state);

/** A failure in a group that is caught, or that takes failures, ends nothing more. */
const isCovered = ({ within }: WorkflowState) =>
  within.some((group) => group.isCaught !== false || toleranceOf(group) !== 'none');

/** A group whose steps are all caught by themselves, or may all fail, has little left that can fail. */
const holdsCaught = (group: WorkflowState, held: StatesByGroup) => {
  const tolerance = toleranceOf(group);
  if (tolerance === 'all' || tolerance === 'unknown') return true;
  const inside = held.get(group) ?? [];
  return inside.length > 0 && inside.every(({ isCaught }) => isCaught !== false);
};

function judgeCompensation(state: WorkflowState): Finding {
  return {
    status: 'violation',
    message:
      `"${state.name}" undoes work after a failure but is not retried itself, so one hiccup leaves the work half done. ` +
      'Retry it with backoff, and keep what still fails for a person.',
    property: propertyOf(state, 'Retry'),
  };
}

/** A `Catch` for the errors that a service means itself is passed by timeouts, crashes and throttles, which leave work done as well. */
function judgeLeaks(leaking: readonly WorkflowState[], property: string): Finding {
  const names = listed(leaking.map(({ name }) => name));
  const errors = listed([...new Set(leaking.flatMap(({ onlyCatches }) => onlyCatches ?? []))]);
  return {
    status: 'violation',
    message:
      `This workflow undoes its steps, but ${names} ${leaking.length === 1 ? 'catches' : 'catch'} only ${errors}, so after a timeout or a crash work is left half done. ` +
      'Catch States.ALL there too, and lead it to the same compensation.',
    property,
  };
}
