import type { Resource, ResourceGraph } from '../../graph/graph.js';
import { asBoolean, asString } from '../../values/values.js';
import { referenced } from '../referenced.js';

export const SERVICE = 'AWS::ECS::Service';
export const TASK_DEFINITION = 'AWS::ECS::TaskDefinition';

/** A container of a task definition; one that is not essential may end without the task. */
export interface Container {
  readonly name: string;
  readonly property: string;
  readonly isEssential: boolean;
}

/** The containers of a task definition; undefined when they are not known. */
export function containersOf(definition: Resource): readonly Container[] | undefined {
  return definition.indexes('ContainerDefinitions')?.flatMap((index): Container[] => {
    const property = `ContainerDefinitions.${index}`;
    if (definition.get(property).kind === 'absent') return [];
    const name = asString(definition.get(`${property}.Name`)) ?? `${index}`;
    return [{ name, property, isEssential: asBoolean(definition.get(`${property}.Essential`)) !== false }];
  });
}

/** The task definition of a service, where it is in view. */
export const definitionOf = (service: Resource) => referenced(service.get('TaskDefinition'), TASK_DEFINITION)[0];

/** The services that run a task definition. */
export const servicesOf = (definition: Resource, graph: ResourceGraph) => graph.referrers(definition, SERVICE);

/** One task on each host, as agents are run. */
export const isDaemon = (service: Resource) => asString(service.get('SchedulingStrategy')) === 'DAEMON';
