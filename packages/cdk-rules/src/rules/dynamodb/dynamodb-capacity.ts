import type { Resource, ResourceGraph } from '../../graph/graph.js';
import { asString } from '../../values/values.js';
import { answerOf, isOn } from '../answers.js';
import type { Finding, InfrastructureRule } from '../rule.js';
import { practiceSource } from '../sources.js';
import { GLOBAL_TABLE, judgeGlobalTable } from './global-table.js';

const TABLE = 'AWS::DynamoDB::Table';
const TARGET = 'AWS::ApplicationAutoScaling::ScalableTarget';
const property = 'BillingMode';
const DIMENSIONS = ['dynamodb:table:ReadCapacityUnits', 'dynamodb:table:WriteCapacityUnits'];

/** Objects to tables whose fixed capacity throttles when the load grows, and to scaling that was suspended. */
export const dynamodbCapacity: InfrastructureRule = {
  meta: {
    name: 'dynamodb-capacity',
    bestPractice: 'REL04-BP03',
    layer: 'infrastructure',
    severity: 'warning',
    precision: 'medium',
    preset: 'strict',
    title: 'The capacity of tables follows their load',
    why:
      'A table with fixed capacity throttles as soon as the load exceeds it. Five reads and writes a second are what a table ' +
      'gets in the CDK when nobody thinks of it.',
    fix: 'Set `BillingMode: PAY_PER_REQUEST`, or scale reads and writes automatically.',
    sources: [
      practiceSource('REL04-BP03'),
      {
        title: 'Amazon DynamoDB: Managing throughput capacity automatically with auto scaling',
        url: 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/AutoScaling.html',
      },
    ],
  },
  types: [TABLE, GLOBAL_TABLE, TARGET],
  judge(resource, graph) {
    if (resource.type === GLOBAL_TABLE) return judgeGlobalTable(resource);
    return resource.type === TABLE ? judgeTable(resource, graph) : judgeTarget(resource);
  },
};

function judgeTable(table: Resource, graph: ResourceGraph): Finding {
  const provisioned = answerOf(table.get(property), (value) => {
    const mode = value.kind === 'absent' ? 'PROVISIONED' : asString(value);
    return mode === undefined ? 'unknown' : mode === 'PROVISIONED' ? 'yes' : 'no';
  });
  if (provisioned === 'no') return { status: 'compliant', message: 'This table has capacity on demand.', property };
  const targets = targetsOf(table, graph);
  const scaled = targets.map((target) => asString(target.get('ScalableDimension')));
  const missing = DIMENSIONS.filter((dimension) => !scaled.includes(dimension));
  const related = targets.map((resource) => ({ resource, message: 'scales this table' }));
  if (missing.length === 0) return { status: 'compliant', message: 'This table scales by itself.', property, related };
  if (provisioned === 'unknown' || scaled.includes(undefined)) {
    const message = 'Whether the capacity of this table follows its load is not known.';
    return { status: 'undetermined', message, property, related };
  }
  const what = missing.length === 2 ? 'capacity' : missing[0] === DIMENSIONS[0] ? 'read capacity' : 'write capacity';
  return {
    status: 'violation',
    message: `The ${what} of this table is fixed, so requests are throttled as soon as the load exceeds it. Set BillingMode to PAY_PER_REQUEST, or scale it automatically.`,
    property,
    related,
  };
}

const indexes = new WeakMap<ResourceGraph, ReadonlyMap<string, readonly Resource[]>>();

/** The scalable targets of a table, by reference or by its name. */
function targetsOf(table: Resource, graph: ResourceGraph): readonly Resource[] {
  let index = indexes.get(graph);
  if (!index) {
    const found = new Map<string, Resource[]>();
    for (const target of graph.ofType(TARGET)) {
      const id = target.get('ResourceId');
      const text = id.kind === 'external' ? id.text : asString(id);
      if (text !== undefined) found.set(text, [...(found.get(text) ?? []), target]);
    }
    indexes.set(graph, (index = found));
  }
  const name = table.get('TableName');
  const text = name.kind === 'external' ? name.text : asString(name);
  const named = text === undefined ? [] : (index.get(`table/${text}`) ?? []);
  return [...new Set([...graph.referrers(table, TARGET), ...named])];
}

function judgeTarget(target: Resource): Finding[] {
  if (asString(target.get('ServiceNamespace')) !== 'dynamodb') return [];
  const switches = ['DynamicScalingInSuspended', 'DynamicScalingOutSuspended', 'ScheduledScalingSuspended'];
  return switches.flatMap((name): Finding[] => {
    const place = `SuspendedState.${name}`;
    if (isOn(target.get(place), false) !== 'yes') return [];
    const message = `Scaling is suspended here (${name}), so the capacity of the table stays what it is. Remove the suspension once it is no longer needed.`;
    return [{ status: 'violation', message, property: place }];
  });
}
