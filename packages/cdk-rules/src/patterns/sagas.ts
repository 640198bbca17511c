import type { Resource, ResourceGraph } from '../graph/graph.js';
import { tells, undoes } from '../rules/stepfunctions/compensation.js';
import { asString, describe } from '../values/values.js';
import { argumentOf } from '../workflow/workflow-calls.js';
import { workflowOf, type Workflow, type WorkflowState } from '../workflow/workflow.js';
import { named, type ResourcePattern } from './resource-pattern.js';

/** Workflows whose later failures undo what earlier steps have done. */
export function sagas(graph: ResourceGraph): readonly ResourcePattern[] {
  return graph.ofType('AWS::StepFunctions::StateMachine').flatMap((machine) => sagaOf(machine) ?? []);
}

function sagaOf(machine: Resource): ResourcePattern | undefined {
  const workflow = workflowOf(machine);
  const steps = workflow.states.filter((state) => state.type === 'Task' && !state.handlesFailures && changes(state));
  const undoing = workflow.states.filter((state) => undoes(state) || takesBack(state, steps));
  if (steps.length < 2 || undoing.length === 0) return undefined;
  return {
    pattern: 'saga',
    by: 'AWS Step Functions',
    message: `A workflow of ${steps.length} steps undoes what was done when a later one fails (${named(undoing.map(({ name }) => name))}).`,
    lacks: withoutCompensation(workflow, steps, undoing),
    places: [{ resource: machine, message: 'saga' }],
  };
}

const READING =
  /^(?:get|check|validat|verif|list|query|find|fetch|look|calculat|comput|wait|notif|publish|log|is|has|read|scan|describe|evaluat|determin)/i;

/** Whether a step changes something that may have to be undone; what a function does is told by the name of the step only. */
function changes(state: WorkflowState): boolean {
  const { call, name } = state;
  if (tells(state) || READING.test(name)) return false;
  if (call?.service === 'dynamodb') return /^(?:put|update|delete|transactWrite|batchWrite)/.test(call.action);
  return call === undefined || !/^(?:get|describe|list|query|scan|head|batchGet)/.test(call.action);
}

/** Whether a step after a failure deletes or changes items of a table that an earlier step has written to. */
function takesBack({ call, handlesFailures, ...state }: WorkflowState, steps: readonly WorkflowState[]): boolean {
  if (!handlesFailures || call?.service !== 'dynamodb' || call.action !== 'deleteItem') return false;
  const table = describe(argumentOf({ ...state, call, handlesFailures }, 'TableName'));
  return steps.some(
    (step) =>
      step.call?.service === 'dynamodb' &&
      step.call.action === 'putItem' &&
      describe(argumentOf(step, 'TableName')) === table,
  );
}

/**
 * The steps of which no compensation was seen. That is told by what the names of steps and compensations share, so only
 * where they do share something; the last step needs none, since nothing fails after it.
 */
function withoutCompensation(
  workflow: Workflow,
  steps: readonly WorkflowState[],
  undoing: readonly WorkflowState[],
): readonly string[] {
  const ordered = inOrder(workflow, steps).slice(0, -1);
  const undone = new Set(undoing.flatMap(({ name }) => wordsOf(name)));
  const isUndone = ({ name }: WorkflowState): boolean => wordsOf(name).some((word) => undone.has(word));
  const open = ordered.filter((step) => !isUndone(step));
  if (open.length === 0 || open.length === ordered.length) return [];
  return [`No compensation was seen for ${named(open.map(({ name }) => name))}.`];
}

/** Steps in the order in which the workflow comes to them, as far as one leads to the next; nested ones are left out. */
function inOrder({ machine, definition }: Workflow, steps: readonly WorkflowState[]): readonly WorkflowState[] {
  const found: WorkflowState[] = [];
  const seen = new Set<string>();
  let name = asString(machine.get([definition, 'StartAt']));
  while (name !== undefined && !seen.has(name)) {
    seen.add(name);
    const path = [definition, 'States', name];
    const step = steps.find((one) => one.path.join('\0') === path.join('\0'));
    if (step) found.push(step);
    const to = asString(machine.get([...path, 'Next'])) ?? asString(machine.get([...path, 'Choices', '0', 'Next']));
    name = to;
  }
  return found;
}

/** The words of a name without those that say what is done: `Cancel flight reservation` and `reserveFlight` share `flight`. */
function wordsOf(name: string): readonly string[] {
  const words = name
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z\d]+/);
  return words.map((word) => word.replace(/s$/, '')).filter((word) => word.length > 2 && !DOING.test(word));
}

const DOING =
  /^(?:cancel\w*|refund\w*|revert\w*|undo\w*|roll\w*|back|compensat\w*|releas\w*|restor\w*|revers\w*|proces\w*|step|state|task|function|lambda|handle\w*|failure|error|all|the|and|for)$/;
