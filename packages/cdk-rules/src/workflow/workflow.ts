import type { Resource } from '../graph/graph.js';
import { stateMachineStates, type MachineState } from './state-machine.js';
import type { Value } from '../values/value.js';
import { asNumber, asString } from '../values/values.js';
import { constantOf } from './constants.js';
import { readCall, type Call } from './workflow-calls.js';

/** A limit in seconds: a number, nothing, one that the input or an expression gives, or one that is not known. */
export type Limit = number | 'none' | 'dynamic' | 'unknown';

/** One entry of `Retry`, with the defaults of the Amazon States Language; what is not known is undefined. */
export interface Retrier {
  readonly path: readonly string[];
  readonly errors: readonly string[] | undefined;
  /** Retries after the first attempt; 3 when not written. */
  readonly maxAttempts: number | undefined;
  /** Seconds before the first retry; 1 when not written. */
  readonly interval: number | undefined;
  /** Factor between two waits; 2 when not written. */
  readonly backoffRate: number | undefined;
  /** Whether the waits are capped. */
  readonly isCapped: boolean;
  /** Whether the waits are spread at random. */
  readonly hasJitter: boolean | undefined;
}

/** A state of a workflow, read once for all rules. */
export interface WorkflowState extends MachineState {
  readonly machine: Resource;
  /** What a task calls; undefined for other states, and for a task whose `Resource` is not known. */
  readonly call: Call | undefined;
  /** The Map and Parallel states that it stands in, the nearest first. */
  readonly within: readonly WorkflowState[];
  readonly timeout: Limit;
  readonly heartbeat: Limit;
  /** Entries of `Retry`; undefined when the list is not known. */
  readonly retriers: readonly Retrier[] | undefined;
  /** Whether it has a `Catch`; undefined when that is not known. */
  readonly isCaught: boolean | undefined;
  /** Errors that its `Catch` names, where it takes no others; undefined where it takes all, has none, or is not known. */
  readonly onlyCatches: readonly string[] | undefined;
  /** Whether it runs as part of an EXPRESS execution, which ends after five minutes. */
  readonly isExpress: boolean;
}

/** A state machine as its definition says it. */
export interface Workflow {
  readonly machine: Resource;
  /** Undefined when the property is not known. */
  readonly type: 'STANDARD' | 'EXPRESS' | undefined;
  /** The member of the properties that holds the definition. */
  readonly definition: string;
  readonly timeout: Limit;
  /** All states, nested ones included; none when the definition is not known. */
  readonly states: readonly WorkflowState[];
}

const DEFINITIONS = ['DefinitionString', 'Definition'];
/** Defaults of `Retry`: Amazon States Language specification, "Retrying after error". */
const DEFAULT_ATTEMPTS = 3;
const DEFAULT_BACKOFF = 2;

const byMachine = new WeakMap<Resource, Workflow>();

/** The workflow of a state machine, whether its definition is an object, text with references in it, or a local file. */
export function workflowOf(machine: Resource): Workflow {
  let workflow = byMachine.get(machine);
  if (!workflow) byMachine.set(machine, (workflow = readWorkflow(machine)));
  return workflow;
}

function readWorkflow(machine: Resource): Workflow {
  const definition = DEFINITIONS.find((name) => (machine.keys([name, 'States']) ?? []).length > 0) ?? 'Definition';
  const type = typeOf(machine);
  const states: WorkflowState[] = [];
  const byPath = new Map<string, WorkflowState>();
  for (const state of stateMachineStates(machine)) {
    const within = enclosing(state.path, byPath);
    const read = readState(machine, state, within, type === 'EXPRESS' || within.some(startsExpress));
    byPath.set(state.path.join('\0'), read);
    states.push(read);
  }
  return { machine, type, definition, timeout: limitOf(machine, [definition], 'TimeoutSeconds'), states };
}

function typeOf(machine: Resource): Workflow['type'] {
  const value = machine.get('StateMachineType');
  if (value.kind === 'absent') return 'STANDARD';
  const text = isAssumed(value) ? undefined : asString(value)?.toUpperCase();
  return text === 'STANDARD' || text === 'EXPRESS' ? text : undefined;
}

/** States around a path; they come before what they hold. */
function enclosing(path: readonly string[], byPath: ReadonlyMap<string, WorkflowState>): WorkflowState[] {
  const found: WorkflowState[] = [];
  for (let length = path.length - 2; length > 2; length--) {
    const state = byPath.get(path.slice(0, length).join('\0'));
    if (state) found.push(state);
  }
  return found;
}

function startsExpress({ machine, path, type }: WorkflowState): boolean {
  const execution = machine.get([...path, 'ItemProcessor', 'ProcessorConfig', 'ExecutionType']);
  return type === 'Map' && asString(execution) === 'EXPRESS';
}

function readState(
  machine: Resource,
  state: MachineState,
  within: readonly WorkflowState[],
  isExpress: boolean,
): WorkflowState {
  const { path, type } = state;
  const catches = machine.list([...path, 'Catch']);
  return {
    ...state,
    machine,
    within,
    isExpress,
    call: type === 'Task' ? readCall(machine.get([...path, 'Resource'])) : undefined,
    timeout: limitOf(machine, path, 'TimeoutSeconds'),
    heartbeat: limitOf(machine, path, 'HeartbeatSeconds'),
    retriers: machine.indexes([...path, 'Retry'])?.map((index) => readRetrier(machine, [...path, 'Retry', `${index}`])),
    isCaught: catches && catches.length > 0,
    onlyCatches: onlyCaught(machine, [...path, 'Catch']),
  };
}

/** Wildcards of the Amazon States Language; the second leaves out timeouts. */
const WILDCARDS = ['States.ALL', 'States.TaskFailed'];

function onlyCaught(machine: Resource, path: readonly string[]): readonly string[] | undefined {
  const lists = (machine.indexes(path) ?? []).map((index) => machine.list([...path, `${index}`, 'ErrorEquals']));
  const errors = lists.flatMap((list) => list?.map(asString));
  const isKnown = errors.length > 0 && errors.every((error) => error !== undefined);
  return isKnown && !errors.some((error) => WILDCARDS.includes(error)) ? errors : undefined;
}

function readRetrier(machine: Resource, path: readonly string[]): Retrier {
  const errors = machine.list([...path, 'ErrorEquals'])?.map(asString);
  const jitter = machine.get([...path, 'JitterStrategy']);
  return {
    path,
    errors: errors?.every((error) => error !== undefined) ? errors : undefined,
    maxAttempts: numberOr(machine.get([...path, 'MaxAttempts']), DEFAULT_ATTEMPTS),
    interval: numberOr(machine.get([...path, 'IntervalSeconds']), 1),
    backoffRate: numberOr(machine.get([...path, 'BackoffRate']), DEFAULT_BACKOFF),
    isCapped: machine.get([...path, 'MaxDelaySeconds']).kind !== 'absent',
    hasJitter: jitter.kind === 'absent' ? false : isKnown(jitter) ? asString(jitter) === 'FULL' : undefined,
  };
}

/** A number; what only a parameter's default says is not known. */
export function numberOr(value: Value, otherwise: number): number | undefined {
  if (value.kind === 'absent') return otherwise;
  return isAssumed(value) ? undefined : asNumber(value);
}

function limitOf(machine: Resource, path: readonly string[], name: string): Limit {
  if (machine.get([...path, `${name}Path`]).kind !== 'absent') return 'dynamic';
  const value = machine.get([...path, name]);
  if (value.kind === 'absent') return 'none';
  return (isAssumed(value) ? undefined : constantOf(value)) ?? 'unknown';
}

const isAssumed = (value: Value) => value.kind === 'known' && value.assumed !== undefined;
const isKnown = (value: Value) => value.kind === 'known' && value.assumed === undefined;
