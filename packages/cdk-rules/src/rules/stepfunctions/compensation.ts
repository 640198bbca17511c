import type { WorkflowState } from '../../workflow/workflow.js';

/** Names of steps that undo others. */
const COMPENSATION = /cancel|refund|revert|undo|roll.?back|compensat|release|restore|reverse/i;

/** Whether a step only publishes a notice: it undoes nothing, whatever its name says. */
export const tells = ({ call }: WorkflowState) => call?.service === 'sns' && call.pattern === 'request';

/** Whether a step runs after a failure and undoes what was done before it. */
export const undoes = (state: WorkflowState) =>
  state.handlesFailures && state.type === 'Task' && COMPENSATION.test(state.name) && !tells(state);
