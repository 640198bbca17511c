import type { Workflow, WorkflowState } from '../../workflow/workflow.js';
import { asString } from '../../values/values.js';

/** The states that may follow a state, by any way: next, a choice, the default, a caught error. */
function followers(state: WorkflowState, byPath: ReadonlyMap<string, WorkflowState>): WorkflowState[] {
  const { machine, path } = state;
  const group = path.slice(0, -1);
  const nextOf = (...member: readonly string[]) => asString(machine.get([...path, ...member]));
  const lists = ['Choices', 'Catch'].flatMap((list) =>
    (machine.indexes([...path, list]) ?? []).map((index) => nextOf(list, `${index}`, 'Next')),
  );
  return [nextOf('Next'), nextOf('Default'), ...lists].flatMap((name) => {
    const found = name === undefined ? undefined : byPath.get([...group, name].join('\0'));
    return found ? [found] : [];
  });
}

/** Whether some way through a workflow comes back to a state, so that nothing but a timeout surely ends it. */
export function hasLoop({ states }: Workflow): boolean {
  const byPath = new Map(states.map((state) => [state.path.join('\0'), state] as const));
  const after = new Map(states.map((state) => [state, followers(state, byPath)] as const));
  // States that nothing follows are taken away until none is left; what stays goes round.
  const waiting = new Map(states.map((state) => [state, new Set(after.get(state)).size] as const));
  const before = new Map<WorkflowState, WorkflowState[]>();
  for (const state of states)
    for (const next of new Set(after.get(state))) before.set(next, [...(before.get(next) ?? []), state]);
  const ends = states.filter((state) => waiting.get(state) === 0);
  let left = states.length;
  for (let end = ends.pop(); end; end = ends.pop()) {
    left--;
    for (const state of before.get(end) ?? []) {
      const count = (waiting.get(state) ?? 0) - 1;
      waiting.set(state, count);
      if (count === 0) ends.push(state);
    }
  }
  return left > 0;
}
