import { BY_PROMQL, metricsOf, type AlarmMetric } from './alarm-metrics.js';
import type { Resource, ResourceGraph } from '../graph/graph.js';
import { LIMITS } from '../limits.js';
import { nameOf } from '../graph/named-resources.js';
import { asBoolean, asString, branches } from '../values/values.js';

/** Whether anybody learns of an alarm: it has actions that are on, itself or through a composite alarm. */
export type Audience = 'somebody' | 'nobody' | 'unknown';

/** An alarm that looks at a metric of a resource. */
export interface MetricAlarm {
  readonly alarm: Resource;
  readonly metric: AlarmMetric;
  readonly audience: Audience;
}

/** Metrics of one namespace: `{ namespace: 'AWS/SQS', names: ['ApproximateAgeOfOldestMessage'] }`. */
export interface MetricNames {
  readonly namespace: string;
  readonly names: readonly string[];
}

/**
 * How a resource is watched:
 * - `watched`: an alarm looks at one of the metrics and somebody learns of it;
 * - `silent`: such an alarm is there, but nobody learns of it or it never has data (`reason` says which);
 * - `unclear`: an alarm on these metrics is there whose resource or actions are not known;
 * - `unwatched`: no alarm in any template.
 */
export type Watching =
  | { readonly status: 'watched'; readonly alarm: Resource; readonly metric: string }
  | { readonly status: 'silent' | 'unclear'; readonly alarm: Resource; readonly reason: string }
  | { readonly status: 'unwatched' };

interface AlarmIndex {
  /** By key of the resource. */
  readonly byResource: ReadonlyMap<string, readonly MetricAlarm[]>;
  /** By namespace: alarms for all resources, and those whose resource is not known. */
  readonly others: ReadonlyMap<string, readonly MetricAlarm[]>;
}

const byGraph = new WeakMap<ResourceGraph, AlarmIndex>();

/** How a resource is watched by alarms on any of the metrics, in any template. */
export function watchingOf(resource: Resource, metrics: MetricNames, graph: ResourceGraph): Watching {
  const fits = ({ metric }: MetricAlarm) =>
    metric.namespace === metrics.namespace && metrics.names.includes(metric.name);
  const { byResource, others } = indexOf(graph);
  const own = (byResource.get(resource.key) ?? []).filter(fits);
  const queried = ({ metric }: MetricAlarm) =>
    metric.name === '' || metrics.names.some((name) => metric.name.includes(name));
  const general = [
    ...(others.get(metrics.namespace) ?? []).filter(fits),
    ...(others.get(BY_PROMQL) ?? []).filter(queried),
  ];
  const sound = [...own, ...general].filter(
    ({ metric }) => metric.about !== 'unclear' && metric.mistaken === undefined,
  );
  const heard = sound.find(({ audience }) => audience === 'somebody');
  if (heard) return { status: 'watched', alarm: heard.alarm, metric: heard.metric.name };
  const unheard = sound.find(({ audience }) => audience === 'unknown');
  if (unheard) return { status: 'unclear', alarm: unheard.alarm, reason: 'its actions are not known' };
  const unclear = general.find(({ metric }) => metric.about === 'unclear');
  if (unclear) return { status: 'unclear', alarm: unclear.alarm, reason: 'the resource that it watches is not known' };
  const [silent] = [...sound, ...own];
  if (!silent) return { status: 'unwatched' };
  const reason =
    silent.metric.mistaken ?? (isSwitchedOff(silent.alarm) ? 'its actions are switched off' : 'it has no actions');
  return { status: 'silent', alarm: silent.alarm, reason };
}

/** All alarms that look at a metric of a resource by name, whoever learns of them. */
export function alarmsOn(resource: Resource, graph: ResourceGraph): readonly MetricAlarm[] {
  return indexOf(graph).byResource.get(resource.key) ?? [];
}

/** Whether any template of the graph has alarms, so that a missing one is not a matter of where alarms are kept. */
export function hasAlarms(graph: ResourceGraph): boolean {
  return graph.ofType('AWS::CloudWatch::Alarm', 'AWS::CloudWatch::CompositeAlarm').length > 0;
}

function indexOf(graph: ResourceGraph): AlarmIndex {
  let index = byGraph.get(graph);
  if (!index) byGraph.set(graph, (index = buildIndex(graph)));
  return index;
}

function buildIndex(graph: ResourceGraph): AlarmIndex {
  const byResource = new Map<string, MetricAlarm[]>();
  const others = new Map<string, MetricAlarm[]>();
  const add = (map: Map<string, MetricAlarm[]>, key: string, entry: MetricAlarm): void => {
    const list = map.get(key);
    if (list) list.push(entry);
    else map.set(key, [entry]);
  };
  const isAnnounced = announcesAlarms(graph);
  const named = compositesByName(graph);
  for (const alarm of graph.ofType('AWS::CloudWatch::Alarm')) {
    const audience = isAnnounced ? 'somebody' : audienceOf(alarm, graph, named);
    for (const metric of metricsOf(alarm, graph)) {
      const entry = { alarm, metric, audience };
      for (const resource of new Set(metric.resources)) add(byResource, resource.key, entry);
      if (metric.about === 'everything' || metric.about === 'unclear') add(others, metric.namespace, entry);
    }
  }
  return { byResource, others };
}

/** Who learns of an alarm, or of a composite alarm above it. */
function audienceOf(alarm: Resource, graph: ResourceGraph, named: CompositesByName): Audience {
  const open = [alarm];
  const seen = new Set(open);
  let audience: Audience = 'nobody';
  for (let next = open.pop(); next; next = open.pop()) {
    const own = ownAudience(next);
    if (own === 'somebody') return own;
    if (own === 'unknown') audience = own;
    for (const composite of compositesOf(next, graph, named)) {
      if (seen.has(composite)) continue;
      seen.add(composite);
      open.push(composite);
    }
  }
  return audience;
}

const isSwitchedOff = (alarm: Resource): boolean => asBoolean(alarm.get('ActionsEnabled')) === false;

function ownAudience(alarm: Resource): Audience {
  if (isSwitchedOff(alarm)) return 'nobody';
  const actions = alarm.list('AlarmActions');
  if (!actions) return 'unknown';
  const kinds = actions.flatMap((action) => branches(action)).map(({ value }) => value);
  const telling = kinds.filter(
    (value) =>
      value.kind !== 'absent' &&
      !(value.kind === 'reference' && value.resource.type.endsWith('::ScalingPolicy')) &&
      !/:autoscaling:/.test(nameOf(value) ?? ''),
  );
  if (telling.length === 0) return 'nobody';
  return telling.every(({ kind }) => kind === 'unknown') ? 'unknown' : 'somebody';
}

/** Composite alarms whose rule names an alarm, by reference or by name. */
function compositesOf(alarm: Resource, graph: ResourceGraph, named: CompositesByName): readonly Resource[] {
  const referring = graph.referrers(alarm, 'AWS::CloudWatch::CompositeAlarm');
  const name = asString(alarm.get('AlarmName'));
  return [...new Set([...referring, ...((name !== undefined && named.get(name)) || [])])];
}

type CompositesByName = ReadonlyMap<string, readonly Resource[]>;

/** Composite alarms by the names in their rules: `ALARM("depth") OR ALARM(arn:aws:cloudwatch:...:alarm:age)`. */
function compositesByName(graph: ResourceGraph): CompositesByName {
  const index = new Map<string, Resource[]>();
  for (const composite of graph.ofType('AWS::CloudWatch::CompositeAlarm')) {
    const rule = nameOf(composite.get('AlarmRule')) ?? '';
    for (const [, quoted, plain] of rule.matchAll(
      /(?:ALARM|OK|INSUFFICIENT_DATA)\((?:\s*["']([^"']+)["']\s*|([^"'()]+))\)/g,
    )) {
      const name = (quoted ?? plain ?? '').trim().replace(/^arn:.*:alarm:/, '');
      const list = index.get(name);
      if (list && list.length < LIMITS.namesakes) list.push(composite);
      else if (!list) index.set(name, [composite]);
    }
  }
  return index;
}

/** Whether a rule passes on every change of an alarm, whatever the alarm's own actions. */
function announcesAlarms(graph: ResourceGraph): boolean {
  return graph.ofType('AWS::Events::Rule').some((rule) => {
    const types = rule.list('EventPattern.detail-type')?.map(asString) ?? [];
    return (
      types.includes('CloudWatch Alarm State Change') &&
      rule.get('EventPattern.resources').kind === 'absent' &&
      rule.get('EventPattern.detail.alarmName').kind === 'absent' &&
      asString(rule.get('State')) !== 'DISABLED'
    );
  });
}
