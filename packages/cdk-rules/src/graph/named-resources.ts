import { NAME_PROPERTIES } from './arns.js';
import type { Resource, ResourceGraph } from './graph.js';
import { LIMITS } from '../limits.js';
import type { Value } from '../values/value.js';
import { asString, branches } from '../values/values.js';

/** Names of resources that others give as plain text, beside those that stand in ARNs. */
const MORE_NAMES: ReadonlyMap<string, string> = new Map([
  ['AWS::ApiGateway::RestApi', 'Name'],
  ['AWS::ECS::Service', 'ServiceName'],
  ['AWS::ECS::Cluster', 'ClusterName'],
  ['AWS::RDS::DBInstance', 'DBInstanceIdentifier'],
  ['AWS::RDS::DBCluster', 'DBClusterIdentifier'],
  ['AWS::AutoScaling::AutoScalingGroup', 'AutoScalingGroupName'],
  ['AWS::CloudWatch::Alarm', 'AlarmName'],
  ['AWS::CloudWatch::CompositeAlarm', 'AlarmName'],
]);

const byGraph = new WeakMap<ResourceGraph, ReadonlyMap<string, readonly Resource[]>>();

/** The resources that go by a name, whatever their type: those of the same template if there are any. */
export function resourcesNamed(name: string, from: Resource, graph: ResourceGraph): readonly Resource[] {
  let index = byGraph.get(graph);
  if (!index) byGraph.set(graph, (index = indexByName(graph)));
  const all = index.get(name) ?? [];
  const near = all.filter(({ document }) => document === from.document);
  return near.length > 0 ? near : all;
}

/** The name that a value is as text; one with placeholders is the same text wherever it is written alike. */
export function nameOf(value: Value): string | undefined {
  return value.kind === 'external' ? value.text : asString(value);
}

function indexByName(graph: ResourceGraph): ReadonlyMap<string, readonly Resource[]> {
  const index = new Map<string, Resource[]>();
  for (const resource of graph.resources) {
    const property = NAME_PROPERTIES.get(resource.type) ?? MORE_NAMES.get(resource.type);
    if (property === undefined) continue;
    for (const { value } of branches(resource.get(property))) {
      const name = nameOf(value);
      if (name === undefined || name === '') continue;
      const list = index.get(name);
      if (list && list.length < LIMITS.namesakes) list.push(resource);
      else if (!list) index.set(name, [resource]);
    }
  }
  return index;
}
