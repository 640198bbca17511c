import type { Invocation, Resource, ResourceGraph } from '../../graph/graph.js';
import { calledResource } from '../../workflow/workflow-calls.js';
import { numberOr, workflowOf, type WorkflowState } from '../../workflow/workflow.js';
import { LIMITS } from '../../limits.js';
import { SUBSCRIBER, SUBSCRIBER_RETRIES } from '../eventbridge/subscribers.js';
import { invokeConfigsOf } from '../lambda/invoke-configs.js';
import type { Finding, InfrastructureRule } from '../rule.js';
import { practiceSource } from '../sources.js';
import { startsOf } from '../stepfunctions/outcomes.js';
import { reference } from './references.js';

/** Attempts for one event above which retries feed an outage; a choice. */
const MOST = 30;
/** Retries of an asynchronous invocation when nothing is set: `AWS::Lambda::EventInvokeConfig.MaximumRetryAttempts`. */
const DEFAULT_RETRIES = 2;

/** One layer that repeats, and how often it tries; undefined when that is not known. */
interface Layer {
  readonly name: string;
  readonly attempts: number | undefined;
}

/** Objects to paths on which retries of several layers multiply. */
export const retryProduct: InfrastructureRule = {
  meta: {
    name: 'retry-product',
    bestPractice: 'REL05-BP03',
    layer: 'infrastructure',
    severity: 'warning',
    precision: 'high',
    preset: 'recommended',
    title: 'Retries of several layers do not multiply into a storm',
    why:
      'Each layer that retries multiplies the attempts of the one below. Three modest layers make a hundred calls of one ' +
      'event, just when the service at the end is down.',
    fix: 'Retry in one layer, the one that knows the operation, and let the others fail fast or keep the event.',
    sources: [practiceSource('REL05-BP03')],
  },
  types: ['AWS::Lambda::Function'],
  judge(lambda, graph): Finding | undefined {
    const worst = worstOf(graph.invocations(lambda).map((invocation) => worstTo(lambda, invocation, graph)))?.filter(
      ({ attempts }) => attempts === undefined || attempts > 1,
    );
    if (!worst || worst.length < 2) return undefined;
    const total = product(worst);
    const shown = `${worst.map(({ name, attempts = '?' }) => `${name} ${attempts}`).join(' x ')} = ${total}`;
    const evidence = { attempts: total, path: shown };
    if (total <= MOST && worst.some(({ attempts }) => attempts === undefined)) {
      const message = `Several layers retry on the way to this function (${shown}), and how often is not wholly known.`;
      return { status: 'undetermined', message, evidence };
    }
    if (total <= MOST) {
      return { status: 'compliant', message: `One event leads to ${total} attempts at most (${shown}).`, evidence };
    }
    return {
      status: 'violation',
      message:
        `Retries multiply on the way to this function: ${shown} attempts for one event, most of them while it is already failing. ` +
        'Retry in one layer only.',
      evidence,
    };
  },
};

const product = (path: readonly Layer[]) => path.reduce((total, { attempts }) => total * Math.max(1, attempts ?? 1), 1);

/** The first of the paths with the largest product: ways multiply, so none but the worst is kept at each step. */
function worstOf(paths: readonly (readonly Layer[] | undefined)[]): readonly Layer[] | undefined {
  let worst: readonly Layer[] | undefined;
  for (const path of paths) if (path && (!worst || product(path) > product(worst))) worst = path;
  return worst;
}

/** The layers above a function on the worst way that this invocation is part of. */
function worstTo(
  lambda: Resource,
  { mode, via, source }: Invocation,
  graph: ResourceGraph,
): readonly Layer[] | undefined {
  if (via.type === 'AWS::StepFunctions::StateMachine' && mode === 'synchronous') {
    const task = worstOf(tasksOf(via, lambda));
    return task && [...layersAbove(via, graph, LIMITS.callers), ...task];
  }
  if (mode === 'asynchronous') return [asynchronous(lambda, graph)];
  if (mode === 'queue' && source) return [receives(source)];
  if (via.type === SUBSCRIBER) return [deliveries(via)];
  return via.type === 'AWS::Pipes::Pipe' && source?.type === 'AWS::SQS::Queue' ? [receives(source)] : undefined;
}

const tasksByMachine = new WeakMap<Resource, ReadonlyMap<Resource, readonly WorkflowState[]>>();

/** The layers of each task of a workflow that calls something. */
function tasksOf(machine: Resource, called: Resource): (readonly Layer[])[] {
  let tasks = tasksByMachine.get(machine);
  if (!tasks) tasksByMachine.set(machine, (tasks = tasksByCalled(machine)));
  return (tasks.get(called) ?? []).map(layersOf);
}

function tasksByCalled(machine: Resource): ReadonlyMap<Resource, readonly WorkflowState[]> {
  const tasks = new Map<Resource, WorkflowState[]>();
  for (const state of workflowOf(machine).states) {
    const called = calledResource(state);
    if (!called) continue;
    const known = tasks.get(called);
    if (known) known.push(state);
    else tasks.set(called, [state]);
  }
  return tasks;
}

/** Retries of a task and of the groups that it stands in; the largest entry counts, since a fault has one name. */
function layersOf(task: WorkflowState): Layer[] {
  return [task, ...task.within].reverse().map(({ name, retriers }) => {
    const retries = retriers?.map(({ maxAttempts }) => maxAttempts);
    const isKnown = retries?.every((count) => count !== undefined);
    return { name: `"${name}"`, attempts: isKnown ? 1 + Math.max(0, ...(retries as number[])) : undefined };
  });
}

/** What repeats whole executions, on the worst way: a queue behind a pipe, a workflow that waits for this one. */
function layersAbove(machine: Resource, graph: ResourceGraph, depth: number): readonly Layer[] {
  if (depth === 0) return [];
  const known = aboveOf(graph, depth);
  let layers = known.get(machine);
  if (!layers) {
    const paths = startsOf(machine, graph)
      .filter(({ waits }) => waits)
      .map(({ by }) => repeats(by, machine, graph, depth));
    known.set(machine, (layers = worstOf(paths) ?? []));
  }
  return layers;
}

/** The layers of one that starts executions and waits for them, with those above it. */
function repeats(by: Resource, machine: Resource, graph: ResourceGraph, depth: number): readonly Layer[] | undefined {
  if (by.type === 'AWS::Pipes::Pipe') {
    const queue = reference(by.get('Source'), 'AWS::SQS::Queue');
    return queue && [receives(queue)];
  }
  if (by.type === SUBSCRIBER) return [deliveries(by)];
  if (by.type !== 'AWS::StepFunctions::StateMachine' || by === machine) return undefined;
  const task = worstOf(tasksOf(by, machine));
  return task && [...layersAbove(by, graph, depth - 1), ...task];
}

const aboveByGraph = new WeakMap<ResourceGraph, Map<Resource, readonly Layer[]>[]>();

/** The layers above workflows that were found so far, by how many more workflows may be followed. */
function aboveOf(graph: ResourceGraph, depth: number): Map<Resource, readonly Layer[]> {
  let byDepth = aboveByGraph.get(graph);
  if (!byDepth) aboveByGraph.set(graph, (byDepth = []));
  return (byDepth[depth] ??= new Map());
}

function receives(queue: Resource): Layer {
  return { name: `queue ${queue.logicalId}`, attempts: numberOr(queue.get('RedrivePolicy.maxReceiveCount'), 1) };
}

/** A subscriber that waits takes an error of its target for a failed delivery. */
function deliveries(subscriber: Resource): Layer {
  const retries = numberOr(subscriber.get('RetryPolicy.MaxRetryAttempts'), SUBSCRIBER_RETRIES.attempts);
  return {
    name: `subscriber ${subscriber.logicalId}`,
    attempts: retries === undefined ? undefined : 1 + retries,
  };
}

function asynchronous(lambda: Resource, graph: ResourceGraph): Layer {
  const [config] = invokeConfigsOf(lambda, graph);
  const retries = config ? numberOr(config.get('MaximumRetryAttempts'), DEFAULT_RETRIES) : DEFAULT_RETRIES;
  return { name: 'asynchronous invocation', attempts: retries === undefined ? undefined : 1 + retries };
}
