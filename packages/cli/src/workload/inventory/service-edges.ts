import type { DependencyMode, WorkloadPlace } from '@faultline/catalog';
import {
  allows,
  asNumber,
  branches,
  grantsOfRole,
  type Grant,
  type Resource,
  type ResourceGraph,
  type Value,
} from '@faultline/cdk-rules/analysis';
import { resourcePlace } from '../resource-places.js';
import type { ResourceEdge } from './template-edges.js';

/** What leads to the services of ECS, and what their containers work with, as templates tell it. */
export function serviceEdges(graph: ResourceGraph): readonly ResourceEdge[] {
  const services = graph.ofType('AWS::ECS::Service');
  return services.flatMap((service) => [
    ...balancedEdges(service),
    ...apiEdges(service, graph),
    ...containerEdges(service, graph),
  ]);
}

/** The groups of load balancers whose targets are the tasks of a service. */
function balancedEdges(service: Resource): readonly ResourceEdge[] {
  return groupsOf(service).map(({ group, property }) =>
    edge(group, service, 'synchronous', resourcePlace(service, 'answers its requests', property)),
  );
}

function groupsOf(service: Resource): readonly { readonly group: Resource; readonly property: string }[] {
  return (service.indexes('LoadBalancers') ?? []).flatMap((index) => {
    const property = `LoadBalancers.${index}.TargetGroupArn`;
    return referenced(service.get(property)).map((group) => ({ group, property }));
  });
}

/** HTTP APIs that reach a service through a private link: by a listener that forwards to its group, or by its name. */
function apiEdges(service: Resource, graph: ResourceGraph): readonly ResourceEdge[] {
  const groups = groupsOf(service).map(({ group }) => group);
  const listeners = graph
    .ofType('AWS::ElasticLoadBalancingV2::Listener')
    .filter((listener) => forwardsTo(listener, groups, graph));
  const registries = (service.indexes('ServiceRegistries') ?? []).flatMap((index) =>
    referenced(service.get(`ServiceRegistries.${index}.RegistryArn`)),
  );
  const ends = [...listeners, ...registries];
  return graph.ofType('AWS::ApiGatewayV2::Integration').flatMap((integration) => {
    const [api] = referenced(integration.get('ApiId'));
    const isLed = referenced(integration.get('IntegrationUri')).some((end) => ends.includes(end));
    if (!api || !isLed) return [];
    const milliseconds = asNumber(integration.get('TimeoutInMillis'));
    const waits = milliseconds === undefined ? httpWait : milliseconds / 1000;
    return [{ ...edge(api, service, 'synchronous', resourcePlace(integration, 'leads to it')), waits }];
  });
}

/** Seconds that an HTTP API waits where nothing is set: `TimeoutInMillis` in the CloudFormation resource specification. */
const httpWait = 30;

function forwardsTo(listener: Resource, groups: readonly Resource[], graph: ResourceGraph): boolean {
  const rules = graph.referrers(listener, 'AWS::ElasticLoadBalancingV2::ListenerRule');
  return [listener, ...rules].some((one) => groups.some((group) => graph.referrers(group, one.type).includes(one)));
}

/** What a container is told by its environment, and may do by the role of its task. */
function containerEdges(service: Resource, graph: ResourceGraph): readonly ResourceEdge[] {
  const [task] = referenced(service.get('TaskDefinition'));
  if (!task) return [];
  const grants = referenced(task.get('TaskRoleArn')).flatMap((role) => grantsOfRole(role, graph));
  return (task.indexes('ContainerDefinitions') ?? []).flatMap((container) =>
    (task.indexes(`ContainerDefinitions.${container}.Environment`) ?? []).flatMap((index) => {
      const property = `ContainerDefinitions.${container}.Environment.${index}`;
      const name = task.get(`${property}.Name`);
      const environment = name.kind === 'known' && typeof name.value === 'string' ? name.value : undefined;
      return referenced(task.get(`${property}.Value`)).flatMap((target) =>
        modesOf(target, grants).map((mode): ResourceEdge => {
          const [from, to] = mode === 'poll' ? [target, service] : [service, target];
          const place = resourcePlace(task, 'tells the container of it', property);
          return { ...edge(from, to, mode, place), ...(environment !== undefined && { environment }) };
        }),
      );
    }),
  );
}

interface Use {
  readonly types: readonly string[];
  readonly mode: DependencyMode;
  /** An action without which there is no such use; what is reached over the network alone needs none. */
  readonly action?: string;
}

/** A permission says which use is meant where a resource has several; without one that is not known. */
const uses: readonly Use[] = [
  { types: ['AWS::DynamoDB::Table', 'AWS::DynamoDB::GlobalTable'], mode: 'data' },
  { types: ['AWS::S3::Bucket'], mode: 'data' },
  {
    types: [
      'AWS::RDS::DBInstance',
      'AWS::RDS::DBCluster',
      'AWS::RDS::DBProxy',
      'AWS::DocDB::DBCluster',
      'AWS::ElastiCache::CacheCluster',
      'AWS::ElastiCache::ReplicationGroup',
      'AWS::ElastiCache::ServerlessCache',
    ],
    mode: 'data',
  },
  { types: ['AWS::SQS::Queue'], mode: 'poll', action: 'sqs:receivemessage' },
  { types: ['AWS::SQS::Queue'], mode: 'asynchronous', action: 'sqs:sendmessage' },
  { types: ['AWS::SNS::Topic'], mode: 'asynchronous', action: 'sns:publish' },
  { types: ['AWS::Events::EventBus'], mode: 'asynchronous', action: 'events:putevents' },
  { types: ['AWS::Kinesis::Stream'], mode: 'asynchronous', action: 'kinesis:putrecord' },
  { types: ['AWS::StepFunctions::StateMachine'], mode: 'asynchronous', action: 'states:startexecution' },
];

function modesOf(target: Resource, grants: readonly Grant[]): readonly DependencyMode[] {
  return uses.flatMap(({ types, mode, action }) => {
    if (!types.includes(target.type)) return [];
    const isAllowed =
      action === undefined ||
      grants.some((grant) => allows(grant, action) && grant.resources.some((one) => referenced(one).includes(target)));
    return isAllowed ? [mode] : [];
  });
}

function referenced(value: Value): readonly Resource[] {
  return branches(value).flatMap(({ value: one }) => (one.kind === 'reference' ? [one.resource] : []));
}

const edge = (from: Resource, to: Resource, mode: DependencyMode, place: WorkloadPlace): ResourceEdge => ({
  from,
  to,
  mode,
  delivery: mode === 'asynchronous' || mode === 'poll' ? 'at-least-once' : null,
  waits: null,
  attempts: null,
  deadLetter: null,
  places: [place],
});
