import type { TSESTree } from '@typescript-eslint/utils';
import { serverLibraries, type ServerLibrary, type ServerTimeout } from '../libraries/index.js';
import type { Terminal } from '../syntax/terminal.js';
import { memberName, unwrap, type Node } from '../syntax/tree.js';
import { place, type FileContext } from './context.js';
import { classifyDuration } from './duration.js';
import { serverMadeBy, serverOf, type Server } from './servers.js';
import type { DisabledTimeoutFact } from './types.js';

type Way = ServerTimeout['set'][number];

/** A limit that is written on a server: in its options, as its property, or by a method. */
interface Setting {
  readonly server: Server;
  readonly timeout: ServerTimeout;
  readonly values: readonly Terminal[];
  /** Where the value stands. */
  readonly at: Node;
}

/** Limits of servers that the file switches off. */
export function disabledServerTimeouts(file: FileContext): DisabledTimeoutFact[] {
  const settings = [...optionSettings(file), ...propertySettings(file), ...methodSettings(file)];
  return settings.flatMap((setting) => {
    const odd = offValue(file, setting);
    if (odd === undefined) return [];
    const { server, timeout, at } = setting;
    const setElsewhere = settings.some((other) => isSameLimit(setting, other) && offValue(file, other) === undefined);
    return [
      {
        at: place(at),
        repair: repair(timeout),
        option: timeout.name,
        value: odd,
        target: 'server',
        label: server.library.label,
        bounds: timeout.bounds,
        boundedOtherwise: setElsewhere || hasLimitPerRequest(file),
      },
    ];
  });
}

/** `createServer({ requestTimeout: 0 })`. */
function optionSettings(file: FileContext): Setting[] {
  return file.calls.flatMap((call) => {
    const server = serverMadeBy(file, call);
    if (!server) return [];
    const construct = call.type === 'NewExpression';
    const shapes = server.library.servers.filter((shape) => Boolean(shape.construct) === construct);
    const indices = [...new Set(shapes.flatMap((shape) => shape.options))];
    // Writing out a limit that the library does not have by itself takes nothing away.
    const limits = timeoutsOf(server.library, 'option').filter((timeout) => timeout.defaultValue !== undefined);
    return limits.flatMap((timeout): Setting[] => {
      for (const index of indices) {
        const argument = call.arguments[index];
        if (!argument || argument.type === 'SpreadElement') continue;
        const values = file.resolver.resolve(argument, timeout.name.split('.'));
        const written = values.find((value) => value.written)?.written;
        if (written) return [{ server, timeout, values, at: written.type === 'Property' ? written.value : written }];
      }
      return [];
    });
  });
}

/** `server.requestTimeout = 0`. */
function propertySettings(file: FileContext): Setting[] {
  return file.assignments.flatMap(({ left, right, operator }): Setting[] => {
    if (left.type !== 'MemberExpression' || operator !== '=') return [];
    return settingsOn(file, left, 'property', right);
  });
}

/** `server.setTimeout(0)`. */
function methodSettings(file: FileContext): Setting[] {
  return file.calls.flatMap((call): Setting[] => {
    const callee = unwrap(call.callee);
    const [value] = call.arguments;
    if (call.type !== 'CallExpression' || callee.type !== 'MemberExpression' || !value) return [];
    return settingsOn(file, callee, 'method', value);
  });
}

function settingsOn(file: FileContext, member: TSESTree.MemberExpression, way: Way, value: Node): Setting[] {
  const name = memberName(member);
  if (!serverLibraries.some((library) => timeoutsOf(library, way).some((timeout) => timeout.name === name))) return [];
  const server = serverOf(file, member.object);
  const timeout = server && timeoutsOf(server.library, way).find((one) => one.name === name);
  return timeout ? [{ server, timeout, values: file.resolver.resolve(value), at: value }] : [];
}

function timeoutsOf(library: ServerLibrary, way: Way): readonly ServerTimeout[] {
  return library.timeouts.filter((timeout) => timeout.set.includes(way));
}

/** The value by which the limit is off; undefined when it is on, or when that cannot be told. */
function offValue(file: FileContext, { timeout, values }: Setting): string | undefined {
  const option = { path: timeout.name, takes: 'duration', unit: timeout.unit, covers: [], off: timeout.off } as const;
  const readings = values.map((value) => classifyDuration(file, value, option));
  return readings.every((reading) => reading.state === 'off') ? readings[0]?.odd : undefined;
}

function isSameLimit(one: Setting, other: Setting): boolean {
  return one.server.made === other.server.made && one.timeout.bounds === other.timeout.bounds;
}

/** True when a handler limits its own request, response or socket: `request.setTimeout(30_000)`. */
function hasLimitPerRequest(file: FileContext): boolean {
  return file.calls.some((call) => {
    const callee = unwrap(call.callee);
    const [value] = call.arguments;
    if (callee.type !== 'MemberExpression' || memberName(callee) !== 'setTimeout' || !value) return false;
    const receiver = file.resolver.single(callee.object);
    if (receiver?.kind !== 'parameter' || serverOf(file, callee.object)) return false;
    const values = file.resolver.resolve(value);
    const option = { path: '', takes: 'duration', covers: [], off: ['zero', 'null'] } as const;
    return values.every((one) => classifyDuration(file, { ...one, written: value }, option).state === 'set');
  });
}

function repair({ defaultValue, unit }: ServerTimeout): string {
  const value = defaultValue || (unit === 's' ? 30 : 30_000);
  return String(value).replace(/\B(?=(\d{3})+$)/g, '_');
}
