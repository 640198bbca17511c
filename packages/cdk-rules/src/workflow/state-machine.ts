import type { Resource } from '../graph/graph.js';
import { LIMITS } from '../limits.js';
import { asString, branches } from '../values/values.js';

/** A state of a state machine, where it stands, and what it calls. */
export interface MachineState {
  readonly name: string;
  /** Path of the state from the properties of the state machine. */
  readonly path: readonly string[];
  /** `Type` of the state. */
  readonly type: string;
  /** `Resource` of a task as text; empty where it is a reference or not known. */
  readonly service: string;
  /** Whether a `Catch` leads to this state, directly or through other states. */
  readonly handlesFailures: boolean;
}

/** Properties that may hold the definition; one in a file or bucket is not looked at here. */
const DEFINITIONS = ['DefinitionString', 'Definition'];

interface Found {
  readonly name: string;
  readonly path: readonly string[];
  readonly group: readonly string[];
}

const byMachine = new WeakMap<Resource, readonly MachineState[]>();

/**
 * All states of a state machine, those of parallel branches and maps included; none when the definition is not known, or has more
 * states than are looked at.
 */
export function stateMachineStates(machine: Resource): readonly MachineState[] {
  let states = byMachine.get(machine);
  if (!states) byMachine.set(machine, (states = readStates(machine)));
  return states;
}

function readStates(machine: Resource): readonly MachineState[] {
  const found: Found[] = [];
  for (const definition of DEFINITIONS) collect(machine, [definition], found);
  if (found.length > LIMITS.states) {
    machine.tell((found[0] as Found).path, `it has more than ${LIMITS.states} states`);
    return [];
  }
  const handlers = failureHandlers(machine, found);
  return found.map(({ name, path }) => {
    const resource = machine.get([...path, 'Resource']);
    return {
      name,
      path,
      type: asString(machine.get([...path, 'Type'])) ?? '',
      service: resource.kind === 'external' ? resource.text : (asString(resource) ?? ''),
      handlesFailures: handlers.has(path.join('\0')),
    };
  });
}

function collect(machine: Resource, group: readonly string[], found: Found[]): void {
  for (const name of machine.keys([...group, 'States']) ?? []) {
    if (found.length > LIMITS.states) return;
    const path = [...group, 'States', name];
    found.push({ name, path, group });
    for (const nested of ['Iterator', 'ItemProcessor']) {
      if (machine.get([...path, nested]).kind !== 'absent') collect(machine, [...path, nested], found);
    }
    for (const index of machine.indexes([...path, 'Branches']) ?? [])
      collect(machine, [...path, 'Branches', String(index)], found);
  }
}

/** Paths (joined) of the states that are reached from a `Catch`. */
function failureHandlers(machine: Resource, states: readonly Found[]): ReadonlySet<string> {
  const handlers = new Set<string>();
  const text = (path: readonly (string | number)[]): string[] =>
    branches(machine.get(path)).flatMap(({ value }) => {
      const name = asString(value);
      return name === undefined ? [] : [name];
    });
  const next = states.flatMap(({ path, group }) =>
    (machine.indexes([...path, 'Catch']) ?? []).flatMap((index) =>
      text([...path, 'Catch', index, 'Next']).map((name) => [...group, 'States', name]),
    ),
  );
  for (let path = next.pop(); path; path = next.pop()) {
    const key = path.join('\0');
    if (handlers.has(key)) continue;
    handlers.add(key);
    const group = path.slice(0, -2);
    for (const name of text([...path, 'Next'])) next.push([...group, 'States', name]);
  }
  return handlers;
}
