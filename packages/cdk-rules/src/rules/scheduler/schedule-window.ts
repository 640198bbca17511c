import type { Resource, ResourceGraph } from '../../graph/graph.js';
import { asString } from '../../values/values.js';
import type { InfrastructureRule } from '../rule.js';
import { practiceSource } from '../sources.js';

const property = 'FlexibleTimeWindow.Mode';
/** So many schedules at the same instant are a burst; the number is a choice. */
const MANY = 5;

/** Notes schedules that all start at the same instant. */
export const scheduleWindow: InfrastructureRule = {
  meta: {
    name: 'schedule-window',
    bestPractice: 'REL04-BP03',
    layer: 'infrastructure',
    severity: 'note',
    precision: 'medium',
    preset: 'strict',
    title: 'Schedules of the same time are spread by a flexible time window',
    why:
      'Schedules with the same cron expression start at the same second. What they share, such as a database, a concurrency limit or an ' +
      'API, gets all their work at once and none in between.',
    fix: 'Set `FlexibleTimeWindow` to `FLEXIBLE` with a window of some minutes where the minute does not matter, or give the schedules different minutes.',
    sources: [
      practiceSource('REL04-BP03'),
      {
        title: 'EventBridge Scheduler: Configuring flexible time windows',
        url: 'https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-schedule-flexible-time-windows.html',
      },
    ],
  },
  types: ['AWS::Scheduler::Schedule'],
  judge(schedule, graph) {
    const mode = asString(schedule.get(property));
    if (mode === 'FLEXIBLE') {
      return { status: 'compliant', message: 'A flexible window spreads the start of this schedule.', property };
    }
    const [first, ...others] = simultaneousWith(schedule, graph);
    // Told once for all of them.
    if (first !== schedule || others.length < MANY - 1) return undefined;
    return {
      status: 'violation',
      message:
        `${others.length + 1} schedules start at the same second, so what they share gets all their work at once. ` +
        'Set FlexibleTimeWindow to FLEXIBLE, or spread their minutes.',
      property,
      related: others.slice(0, 10).map((resource) => ({ resource, message: `${resource.logicalId} starts with it` })),
      evidence: { schedules: others.length + 1 },
    };
  },
};

const byGraph = new WeakMap<ResourceGraph, ReadonlyMap<string, readonly Resource[]>>();

/** The schedules without window that start at the same instant, in the order of the templates; none for plain intervals. */
function simultaneousWith(schedule: Resource, graph: ResourceGraph): readonly Resource[] {
  let index = byGraph.get(graph);
  if (!index) byGraph.set(graph, (index = indexByStart(graph)));
  return index.get(startOf(schedule) ?? '') ?? [];
}

function indexByStart(graph: ResourceGraph): ReadonlyMap<string, readonly Resource[]> {
  const index = new Map<string, Resource[]>();
  for (const schedule of graph.ofType('AWS::Scheduler::Schedule')) {
    const start = startOf(schedule);
    if (start === undefined || schedule.ownedByCdk) continue;
    const list = index.get(start);
    if (list) list.push(schedule);
    else index.set(start, [schedule]);
  }
  return index;
}

/** When a schedule starts, as a text that is the same for the same instant in the same place; undefined when that is not fixed. */
function startOf(schedule: Resource): string | undefined {
  if (asString(schedule.get('State')) === 'DISABLED' || asString(schedule.get(property)) !== 'OFF') return undefined;
  const expression = asString(schedule.get('ScheduleExpression'));
  // An interval counts from the moment at which its schedule was made.
  if (expression === undefined || !/^(?:cron|at)\(/.test(expression)) return undefined;
  const { environment, path } = schedule.document.input;
  const place = environment?.account ? `${environment.account}/${environment.region ?? ''}` : path;
  return [expression, asString(schedule.get('ScheduleExpressionTimezone')) ?? 'UTC', place].join('\n');
}
