import type { ResourceGraph } from '../graph/graph.js';
import { workflowOf } from '../workflow/workflow.js';
import type { ResourcePattern } from './resource-pattern.js';

/** Circuit breakers that services keep: those of App Mesh, and workflows that ask for a state before a call and note its failures. */
export function workflowBreakers(graph: ResourceGraph): readonly ResourcePattern[] {
  const meshed = graph.ofType('AWS::AppMesh::VirtualNode').flatMap((resource): readonly ResourcePattern[] => {
    const index = (resource.indexes('Spec.Listeners') ?? []).find(
      (one) => resource.get(`Spec.Listeners.${one}.OutlierDetection`).kind !== 'absent',
    );
    if (index === undefined) return [];
    const message = `The mesh takes instances of ${resource.logicalId} that keep failing out for a while.`;
    const places = [{ resource, property: `Spec.Listeners.${index}.OutlierDetection`, message: 'circuit breaker' }];
    return [{ pattern: 'circuit-breaker', by: 'AWS App Mesh', message, lacks: [], places }];
  });
  const machines = graph.ofType('AWS::StepFunctions::StateMachine').filter((machine) => {
    const { states } = workflowOf(machine);
    const tasks = states.filter(({ type, name }) => type === 'Task' && /circuit|breaker/i.test(name));
    const asks = tasks.some(({ handlesFailures }) => !handlesFailures);
    const notes = tasks.some(({ handlesFailures }) => handlesFailures);
    const calls = states.some(({ type, isCaught, name }) => type === 'Task' && isCaught && !/circuit/i.test(name));
    return asks && notes && calls && states.some(({ type }) => type === 'Choice');
  });
  return [
    ...meshed,
    ...machines.map((resource): ResourcePattern => ({
      pattern: 'circuit-breaker',
      by: 'AWS Step Functions',
      message: 'A workflow asks whether a circuit is open before it calls, and opens it after failures.',
      lacks: [],
      places: [{ resource, message: 'circuit breaker' }],
    })),
  ];
}
