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

/** What leads to the services of ECS and App Runner, and what their containers work with, as templates tell it. */
export function serviceEdges(graph: ResourceGraph): readonly ResourceEdge[] {
  const services = graph.ofType('AWS::ECS::Service');
  return [
    ...services.flatMap((service) => [
      ...balancedEdges(service),
      ...apiEdges(service, graph),
      ...restEdges(service, graph),
      ...taskEdges(service, graph),
    ]),
    ...graph.ofType('AWS::AppRunner::Service').flatMap((service) => {
      const variables = 'SourceConfiguration.ImageRepository.ImageConfiguration.RuntimeEnvironmentVariables';
      return containerEdges(
        { service, holder: service, variables, role: 'InstanceConfiguration.InstanceRoleArn' },
        graph,
      );
    }),
  ];
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
  const listeners = listenersOf(groups, graph);
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

/** REST APIs that reach a service through a private link to its load balancer. */
function restEdges(service: Resource, graph: ResourceGraph): readonly ResourceEdge[] {
  const listeners = listenersOf(
    groupsOf(service).map(({ group }) => group),
    graph,
  );
  if (listeners.length === 0) return [];
  const ends = [...listeners, ...listeners.flatMap((listener) => referenced(listener.get('LoadBalancerArn')))];
  return graph.ofType('AWS::ApiGateway::Method').flatMap((method) => {
    const [api] = referenced(method.get('RestApiId'));
    const links = referenced(method.get('Integration.ConnectionId')).flatMap((link) =>
      (link.indexes('TargetArns') ?? []).flatMap((index) => referenced(link.get(`TargetArns.${index}`))),
    );
    // A link of the second kind names what it leads to in the method.
    const targets = [...links, ...referenced(method.get('Integration.IntegrationTarget'))];
    if (!api || !targets.some((target) => ends.includes(target))) return [];
    const milliseconds = asNumber(method.get('Integration.TimeoutInMillis'));
    const waits = milliseconds === undefined ? restWait : milliseconds / 1000;
    const place = resourcePlace(method, 'leads to it', 'Integration');
    return [{ ...edge(api, service, 'synchronous', place), waits }];
  });
}

/** Seconds that a REST API waits where nothing is set: Amazon API Gateway developer guide, "Quotas for REST APIs". */
const restWait = 29;

const listenersOf = (groups: readonly Resource[], graph: ResourceGraph): readonly Resource[] =>
  graph.ofType('AWS::ElasticLoadBalancingV2::Listener').filter((listener) => forwardsTo(listener, groups, graph));

function forwardsTo(listener: Resource, groups: readonly Resource[], graph: ResourceGraph): boolean {
  const rules = graph.referrers(listener, 'AWS::ElasticLoadBalancingV2::ListenerRule');
  return [listener, ...rules].some((one) => groups.some((group) => graph.referrers(group, one.type).includes(one)));
}

function taskEdges(service: Resource, graph: ResourceGraph): readonly ResourceEdge[] {
  const [holder] = referenced(service.get('TaskDefinition'));
  return (holder?.indexes('ContainerDefinitions') ?? []).flatMap((index) => {
    const variables = `ContainerDefinitions.${index}.Environment`;
    return containerEdges({ service, holder: holder as Resource, variables, role: 'TaskRoleArn' }, graph);
  });
}

/** A container of a service: the resource that describes it, and the properties with its environment and its role. */
interface Container {
  readonly service: Resource;
  readonly holder: Resource;
  readonly variables: string;
  readonly role: string;
}

/** What a container is told by its environment, and may do by its role. */
function containerEdges(
  { service, holder, variables, role }: Container,
  graph: ResourceGraph,
): readonly ResourceEdge[] {
  const grants = referenced(holder.get(role)).flatMap((one) => grantsOfRole(one, graph));
  return (holder.indexes(variables) ?? []).flatMap((index) => {
    const property = `${variables}.${index}`;
    const name = holder.get(`${property}.Name`);
    const environment = name.kind === 'known' && typeof name.value === 'string' ? name.value : undefined;
    return referenced(holder.get(`${property}.Value`)).flatMap((target) =>
      modesOf(target, grants).map((mode): ResourceEdge => {
        const [from, to] = mode === 'poll' ? [target, service] : [service, target];
        const place = resourcePlace(holder, 'tells the container of it', property);
        return { ...edge(from, to, mode, place), ...(environment !== undefined && { environment }) };
      }),
    );
  });
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
