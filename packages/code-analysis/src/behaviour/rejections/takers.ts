import {
  clocks,
  emitterModules,
  listening,
  serverMakers,
  startingEvents,
  timers,
} from '../../libraries/unheld-promises.js';
import { isInRange } from '../../libraries/versions.js';
import { ancestor, isClass, keyName, memberName, unwrap, type Node } from '../../syntax/tree.js';
import { calleeText } from '../callee.js';
import type { Construction, FileContext } from '../context.js';
import { moduleBehind } from '../handlers/registered.js';
import { limits } from '../../syntax/limits.js';
import { textOf } from '../retries/regions.js';

/** A function that is given to something which calls it and takes no promise from it. */
export interface Given {
  readonly value: Node;
  /** What calls it, as people read it: `setInterval`, `socket.on`. */
  readonly taker: string;
  /** It is called once, when the process starts or has just started. */
  readonly isAtStart: boolean;
  /** Why it cannot be told that it takes no promise. */
  readonly why?: string;
}

/** The functions that a call gives to timers, emitters, clocks and servers, which take no promise from them. */
export function givenAway(file: FileContext, call: Construction): readonly Given[] {
  const callee = unwrap(call.callee);
  const taker = calleeText(call.callee, file.source.text);
  const [first, second] = call.arguments;
  const method = callee.type === 'MemberExpression' ? memberName(callee) : undefined;
  const name = method ?? (callee.type === 'Identifier' ? callee.name : '');
  const given = (value: Node | undefined, isAtStart = false, why?: string): readonly Given[] =>
    value && value.type !== 'SpreadElement' ? [{ value, taker, isAtStart, ...(why !== undefined && { why }) }] : [];

  if (timers.has(name) && isTimer(file, call)) return given(first, name === 'setTimeout' || name === 'setImmediate');
  if (name === 'nextTick' && calleeText(callee, file.source.text) === 'process.nextTick') return given(first, true);
  if (callee.type === 'MemberExpression' && method !== undefined && listening.has(method)) {
    const event = first?.type === 'Literal' ? String(first.value) : '';
    return isEmitter(file, callee.object) ? given(second, startingEvents.has(event)) : [];
  }
  if (method === 'consume' && callee.type === 'MemberExpression' && moduleBehind(file, callee.object) === 'amqplib')
    return given(second);
  const origin = /^(?:create|get$|request$|connect$|Cron|from$|scheduleJob)/.test(name) && file.origin(callee);
  if (!origin) return [];
  const path = origin.path.filter((one) => one !== 'default').join('.');
  if (serverMakers[origin.module.replace('node:', '')]?.test(path)) return given(call.arguments.at(-1));
  return clocks.flatMap(({ module, versions, member, unless, ...clock }) => {
    if (module !== origin.module || clock.export !== path) return [];
    const version = file.version(module);
    if (version !== undefined && versions !== undefined && !isInRange(version, versions)) return [];
    if (unless?.test(module === 'node-schedule' ? file.source.text : textOf(file, call))) return [];
    const isOpen = versions !== undefined && version === undefined;
    const why = isOpen ? `${module} takes it from some version on, and its version is not known` : undefined;
    const values = member === undefined ? call.arguments : [memberOf(first, member)];
    return values.flatMap((value) => given(value, false, why));
  });
}

/** A timer of Node itself: those of `timers/promises` and of the project are something else. */
function isTimer(file: FileContext, { callee }: Construction): boolean {
  const origin = file.origin(callee);
  return origin !== undefined && /^(?:global|(?:node:)?timers)$/.test(origin.module);
}

function memberOf(value: Node | undefined, name: string): Node | undefined {
  if (value?.type !== 'ObjectExpression') return undefined;
  const found = value.properties.find((one) => one.type === 'Property' && keyName(one) === name);
  return found?.type === 'Property' ? found.value : undefined;
}

/** True for an object that calls its listeners as `EventEmitter` does: of a package, or of a class that extends it. */
function isEmitter(file: FileContext, node: Node, depth = 0): boolean {
  if (depth > limits.hops.router) return false;
  const plain = unwrap(node);
  if (plain.type === 'ThisExpression') {
    const base = ancestor(plain, isClass)?.superClass;
    const origin = base && file.origin(base);
    return origin !== undefined && origin !== null && isEmitterModule(origin.module);
  }
  const module = moduleBehind(file, plain);
  if (module !== undefined) return isEmitterModule(module);
  // `io.on('connection', (socket) => { socket.on(...); })`, `createServer((request) => { request.on(...); })`
  return file.resolver.resolve(plain).some((terminal) => {
    const giver = terminal.kind === 'parameter' && terminal.path.length === 0 ? terminal.fn?.parent : undefined;
    if (giver?.type !== 'CallExpression' && giver?.type !== 'NewExpression') return false;
    const { callee } = giver;
    if (callee.type === 'MemberExpression' && isEmitter(file, callee.object, depth + 1)) return true;
    return isEmitterModule(file.origin(callee)?.module ?? '');
  });
}

const isEmitterModule = (module: string): boolean => emitterModules.has(module.replace('node:', ''));
