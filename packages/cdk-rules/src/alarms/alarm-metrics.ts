import type { JsonPath } from '../template/document.js';
import type { Resource, ResourceGraph } from '../graph/graph.js';
import { nameOf, resourcesNamed } from '../graph/named-resources.js';
import type { Value } from '../values/value.js';
import { asString, branches } from '../values/values.js';

/** A metric that an alarm looks at. Namespace and name are as in CloudWatch: `AWS/SQS`, `ApproximateAgeOfOldestMessage`. */
export interface AlarmMetric {
  readonly namespace: string;
  readonly name: string;
  /** Resources that its dimensions name. */
  readonly resources: readonly Resource[];
  /**
   * Whom it is about: `resources`, all of the namespace (`everything`), something outside of the templates (`elsewhere`), or a
   * resource that cannot be told (`unclear`).
   */
  readonly about: 'resources' | 'everything' | 'elsewhere' | 'unclear';
  /** Set where a dimension names a resource by something that is no name, so that the metric never has data. */
  readonly mistaken?: string;
}

/** Attributes that hold the name where `Ref` gives an address, by type: return values of the resource types. */
const NAME_ATTRIBUTES: ReadonlyMap<string, string> = new Map([
  ['AWS::SQS::Queue', 'QueueName'],
  ['AWS::SNS::Topic', 'TopicName'],
]);

/**
 * In place of the namespace of what a PromQL query selects; its name is the query. Such alarms see metrics of AWS too: Amazon CloudWatch
 * user guide, "CloudWatch PromQL".
 */
export const BY_PROMQL = 'PromQL';
const PROMQL = 'EvaluationCriteria.PromQLCriteria.Query';

/** Namespaces whose metrics without dimensions sum over all resources: AWS Lambda, "Types of metrics". */
const SUMMED = ['AWS/Lambda'];

/** The metrics of an alarm: its own, those of its metric maths, and what it queries; whom a PromQL query is about is left open. */
export function metricsOf(alarm: Resource, graph: ResourceGraph): readonly AlarmMetric[] {
  const found: AlarmMetric[] = [];
  if (alarm.get('MetricName').kind !== 'absent') found.push(metricAt(alarm, [], graph));
  (alarm.indexes('Metrics') ?? []).forEach((index) => {
    if (alarm.get(['Metrics', index, 'MetricStat', 'Metric', 'MetricName']).kind !== 'absent')
      found.push(metricAt(alarm, ['Metrics', index, 'MetricStat', 'Metric'], graph));
    const query = queriedMetric(asString(alarm.get(['Metrics', index, 'Expression'])), alarm, graph);
    if (query) found.push(query);
  });
  const selected = alarm.get(PROMQL);
  if (selected.kind !== 'absent')
    found.push({ namespace: BY_PROMQL, name: queryIn(selected), resources: [], about: 'unclear' });
  return found;
}

/** The text of a query; empty where another stack or a condition decides what it is. */
function queryIn(value: Value): string {
  const query = nameOf(value) ?? '';
  return /^\$\{[^}]*\}$/.test(query) ? '' : query;
}

function metricAt(alarm: Resource, path: JsonPath, graph: ResourceGraph): AlarmMetric {
  const namespace = asString(alarm.get([...path, 'Namespace'])) ?? '';
  const metric = { namespace, name: asString(alarm.get([...path, 'MetricName'])) ?? '' };
  const dimensions = alarm.indexes([...path, 'Dimensions']);
  if (!dimensions) return { resources: [], about: 'unclear', ...metric };
  if (dimensions.length === 0)
    return { resources: [], about: SUMMED.includes(namespace) ? 'everything' : 'elsewhere', ...metric };
  const values = dimensions.flatMap((index) => branches(alarm.get([...path, 'Dimensions', index, 'Value'])));
  const resources = values.flatMap(({ value }) => resourcesMeant(value, alarm, graph));
  const mistaken = values.map(({ value }) => mistakeIn(value)).find((text) => text !== undefined);
  if (resources.length > 0) return { resources, about: 'resources', ...metric, ...(mistaken && { mistaken }) };
  const isOpen = values.some(({ value }) => asString(value) === undefined);
  return { resources, about: isOpen ? 'unclear' : 'elsewhere', ...metric };
}

function resourcesMeant(value: Value, alarm: Resource, graph: ResourceGraph): readonly Resource[] {
  if (value.kind === 'reference') return [value.resource];
  const name = nameOf(value);
  return name === undefined ? [] : resourcesNamed(name, alarm, graph);
}

function mistakeIn(value: Value): string | undefined {
  if (value.kind !== 'reference') return undefined;
  const attribute = NAME_ATTRIBUTES.get(value.resource.type);
  if (attribute === undefined || value.attribute === attribute) return undefined;
  return `its dimension holds the address of ${value.resource.logicalId}, not its ${attribute}`;
}

/** The metric of a query such as `SELECT MAX(Errors) FROM SCHEMA("AWS/Lambda", FunctionName)`. */
function queriedMetric(text: string | undefined, alarm: Resource, graph: ResourceGraph): AlarmMetric | undefined {
  if (text === undefined || text.length > 4_096) return undefined;
  const query = /^\s*SELECT\s+\w+\(\s*"?(\w+)"?\s*\)\s+FROM\s+(?:SCHEMA\(\s*)?"([\w/]+)"/i.exec(text);
  if (!query) return undefined;
  const metric = { name: query[1] as string, namespace: query[2] as string };
  if (!/\bWHERE\b/i.test(text)) return { ...metric, resources: [], about: 'everything' };
  const resources = [...text.matchAll(/=\s*'([^']*)'/g)].flatMap((match) =>
    resourcesNamed(match[1] as string, alarm, graph),
  );
  return { ...metric, resources, about: resources.length > 0 ? 'resources' : 'unclear' };
}
