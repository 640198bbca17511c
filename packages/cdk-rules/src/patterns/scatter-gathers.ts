import type { ResourceGraph } from '../graph/graph.js';
import { workLimitOf } from '../rules/stepfunctions/called-work.js';
import { asString } from '../values/values.js';
import { argumentOf } from '../workflow/workflow-calls.js';
import { workflowOf, type WorkflowState } from '../workflow/workflow.js';
import { named, type ResourcePattern } from './resource-pattern.js';

/** States that ask several systems at once and go on with what came back: each branch catches its own failures. */
export function scatterGathers(graph: ResourceGraph): readonly ResourcePattern[] {
  return graph.ofType('AWS::StepFunctions::StateMachine').flatMap((machine) => {
    const { states } = workflowOf(machine);
    return states.filter(isFollowed).flatMap((group): readonly ResourcePattern[] => {
      const tasks = states.filter(({ type, within }) => type === 'Task' && within[0] === group);
      const isCaught = tasks.length > 0 && tasks.every((task) => task.isCaught === true || task.handlesFailures);
      if (!isCaught || !isScattered(group, tasks)) return [];
      const endless = tasks.filter((task) => task.timeout === 'none' && !workLimitOf(task) && !task.handlesFailures);
      return [
        {
          pattern: 'scatter-gather',
          by: 'AWS Step Functions',
          message: `\`${group.name}\` asks several systems at once, and goes on with what came back when some of them fail.`,
          lacks:
            endless.length > 0
              ? [`No time limit was seen for ${named(endless.map(({ name }) => name))}, so the slowest decides.`]
              : [],
          places: [{ resource: machine, property: group.path.join('.'), message: 'scatter-gather' }],
        },
      ];
    });
  });
}

/** Something is done with the results. */
const isFollowed = ({ machine, path }: WorkflowState): boolean =>
  asString(machine.get([...path, 'Next'])) !== undefined;

/** Branches that each do work, or a map whose elements say whom to ask. */
function isScattered({ type, machine, path }: WorkflowState, tasks: readonly WorkflowState[]): boolean {
  if (type === 'Map') return tasks.some((task) => isAddressed(task));
  if (type !== 'Parallel') return false;
  const branches = machine.indexes([...path, 'Branches']) ?? [];
  const isWorking = (index: number): boolean =>
    tasks.some((task) => task.path[path.length] === 'Branches' && task.path[path.length + 1] === String(index));
  return branches.length > 1 && branches.every(isWorking);
}

/** `"FunctionName.$": "$.bank"`: each element of the map names what is called for it. */
function isAddressed(task: WorkflowState): boolean {
  return ['FunctionName.$', 'ApiEndpoint.$', 'StateMachineArn.$'].some(
    (name) => argumentOf(task, name).kind !== 'absent',
  );
}
