import type { Resource } from '../../graph/graph.js';
import { anyOf, isWritten, type Answer } from '../answers.js';
import type { Finding, InfrastructureRule } from '../rule.js';
import { practiceSource } from '../sources.js';
import { containersOf, definitionOf, isDaemon, SERVICE } from './services.js';

/** Objects to services whose hung tasks nobody finds. */
export const ecsHealthCheck: InfrastructureRule = {
  meta: {
    name: 'ecs-health-check',
    bestPractice: 'REL05-BP04',
    layer: 'infrastructure',
    severity: 'warning',
    precision: 'high',
    preset: 'strict',
    title: 'Services find out when a task no longer works',
    why:
      'ECS replaces a task whose process has ended, but not one that hangs. Without a check by a load balancer or of the ' +
      'container itself a stuck task counts as running capacity for ever. Health checks in the image are not used by ECS.',
    fix: 'Give an essential container of the task definition a `HealthCheck`.',
    sources: [
      practiceSource('REL05-BP04'),
      {
        title: 'Amazon ECS: Determine Amazon ECS task health using container health checks',
        url: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/healthcheck.html',
      },
    ],
  },
  types: [SERVICE],
  judge(service) {
    if (isDaemon(service)) return undefined;
    const balanced = anyOf(
      ['LoadBalancers', 'VpcLatticeConfigurations', 'GatewayConnectors'].map((list) => isFilled(service, list)),
    );
    if (balanced === 'yes')
      return { status: 'compliant', message: 'A load balancer checks the tasks of this service.' };
    const definition = definitionOf(service);
    const containers = definition && containersOf(definition);
    if (!definition || !containers) return open('its task definition is not in view');
    const essential = containers.filter(({ isEssential }) => isEssential);
    const checked = anyOf(essential.map(({ property }) => isWritten(definition.get(`${property}.HealthCheck`))));
    if (checked === 'yes') return { status: 'compliant', message: 'A container of its tasks checks itself.' };
    if (checked === 'unknown' || balanced === 'unknown') return open('it depends on how the stack is deployed');
    return {
      status: 'violation',
      message:
        'Nothing checks the tasks of this service, so one that hangs counts as running and is never replaced. ' +
        `Give an essential container of ${definition.logicalId} a HealthCheck.`,
      property: 'TaskDefinition',
      related: [{ resource: definition, message: 'has no health check at an essential container' }],
    };
  },
};

function isFilled(service: Resource, list: string): Answer {
  const indexes = service.indexes(list);
  return indexes ? anyOf(indexes.map((index) => isWritten(service.get([list, index])))) : 'unknown';
}

function open(reason: string): Finding {
  const message = `Whether the tasks of this service are checked cannot be told: ${reason}.`;
  return { status: 'undetermined', message };
}
