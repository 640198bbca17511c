import type { Resource } from '../../graph/graph.js';
import { workflowOf, type Workflow, type WorkflowState } from '../../workflow/workflow.js';
import type { Finding } from '../rule.js';

/** Findings at the states of a workflow; one undetermined finding when its definition is not known. */
export function overStates(
  machine: Resource,
  judge: (state: WorkflowState, workflow: Workflow) => Finding | undefined,
): Finding[] {
  const workflow = workflowOf(machine);
  if (workflow.states.length === 0) return [unknownDefinition];
  return workflow.states.flatMap((state) => judge(state, workflow) ?? []);
}

/** What every rule says of a workflow whose definition is not known. */
export const unknownDefinition: Finding = {
  status: 'undetermined',
  message: 'The definition of this state machine is not in view, so its states cannot be judged.',
};

/** A member of a state as the property of a finding. */
export const propertyOf = (state: WorkflowState, ...member: readonly string[]) => [...state.path, ...member].join('.');

/** Names for a message, the first few of them: `A, B and 3 more`. */
export function listed(names: readonly string[], most = 4): string {
  const shown = names.slice(0, most).map((name) => `"${name}"`);
  return names.length > most ? `${shown.join(', ')} and ${names.length - most} more` : shown.join(', ');
}
