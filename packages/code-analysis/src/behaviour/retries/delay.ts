import type { TSESTree } from '@typescript-eslint/utils';
import type { Variable } from '../../syntax/scopes.js';
import { returnsOf } from '../../syntax/resolve.js';
import { valueOf } from '../../syntax/static-value.js';
import type { Frame } from '../../syntax/terminal.js';
import { ancestor, contains, isFunction, memberName, unwrap, type FunctionNode, type Node } from '../../syntax/tree.js';
import { originOf, place, type Call, type FileContext } from '../context.js';
import { counter, growthOf, type Growth } from './growth.js';
import { directlyWithin, within } from './regions.js';
import type { RetryDelay } from './types.js';

/** A pause in the code: its duration as an expression, and under which arguments that is to be read. */
export interface Pause {
  readonly node: Node;
  /** Undefined where other code decides. */
  readonly duration: Node | undefined;
  readonly frame?: Frame;
}

const pauseNames =
  /^(?:sleep|delay|wait|pause|snooze|back_?off|timeout|set_?timeout)(?:$|_?(?:ms|for|async|promise|promised|seconds?|sec|with|before|until))/i;
const waiting = /sleep|delay|backoff|back_off|throttl|limit|acquire|\bwait|pause|timeout/i;

/** All pauses within a region that belong to the function around it. */
export function pausesIn(file: FileContext, region: Node): readonly Pause[] {
  return directlyWithin(file, 'CallExpression', region)
    .filter(isWaitedFor)
    .flatMap((call) => pauseOf(file, call) ?? [])
    .concat(promisedIn(file, region));
}

/** A pause that nobody waits for is none. */
function isWaitedFor(call: Call): boolean {
  const parent = call.parent as Node;
  return /^(?:AwaitExpression|ReturnStatement|ArrowFunctionExpression|YieldExpression|MemberExpression)$/.test(
    parent.type,
  );
}

/** `new Promise((resolve) => setTimeout(resolve, ms))`. */
function promisedIn(file: FileContext, region: Node): readonly Pause[] {
  return directlyWithin(file, 'NewExpression', region).flatMap((made) => {
    if (made.callee.type !== 'Identifier' || made.callee.name !== 'Promise') return [];
    const timer = within(file, 'CallExpression', made).find((call) => isTimer(file, call));
    return timer ? [{ node: timer, duration: timer.arguments[1] }] : [];
  });
}

export function isTimer(file: FileContext, call: Call): boolean {
  const origin = file.origin(call.callee);
  return origin?.module === 'global' && origin.path.length === 1 && origin.path[0] === 'setTimeout';
}

function pauseOf(file: FileContext, call: Call): Pause | undefined {
  const callee = file.resolver.single(call.callee);
  const origin = originOf(callee);
  if (origin && /^(?:node:)?timers\/promises$/.test(origin.module)) return { node: call, duration: call.arguments[0] };
  if (origin?.module === 'global' && /^(?:Bun\.sleep|scheduler\.wait)$/.test(origin.path.join('.')))
    return { node: call, duration: call.arguments[0] };
  if (isTimer(file, call)) return undefined;
  if (callee?.kind === 'expression' && callee.path.length === 0 && isFunction(callee.node))
    return pauseInside(file, call, callee.node);
  const name = calleeName(call);
  const [duration] = call.arguments;
  if (!pauseNames.test(name)) return undefined;
  return { node: call, duration: duration && canBeDuration(unwrap(duration)) ? duration : undefined };
}

/** A function of this file that pauses. */
function pauseInside(file: FileContext, call: Call, fn: FunctionNode): Pause | undefined {
  const timers = within(file, 'CallExpression', fn).flatMap((inner) => {
    if (isTimer(file, inner)) return inner.arguments[1] ?? [];
    const origin = originOf(file.resolver.single(inner.callee));
    return origin && /^(?:node:)?timers\/promises$/.test(origin.module) ? (inner.arguments[0] ?? []) : [];
  });
  const named = pauseNames.test(calleeName(call));
  const [duration] = timers;
  if (!duration)
    return named && call.arguments[0] && isShort(fn) ? { node: call, duration: call.arguments[0] } : undefined;
  // A long function that has some timer inside is no pause: it may be a race with a limit.
  if (!named && !isShort(fn)) return undefined;
  const argument = parameterArgument(file, fn, duration, call);
  if (argument) return { node: call, duration: argument };
  return { node: call, duration, frame: { fn, args: call.arguments, outer: undefined } };
}

const isShort = (fn: FunctionNode) => fn.range[1] - fn.range[0] < 500;

function parameterArgument(file: FileContext, fn: FunctionNode, duration: Node, call: Call): Node | undefined {
  const value = unwrap(duration);
  if (value.type !== 'Identifier') return undefined;
  const variable = file.resolver.scopes.variableOf(value);
  const index = fn.params.findIndex((parameter) => {
    const name = parameter.type === 'AssignmentPattern' ? parameter.left : parameter;
    return name.type === 'Identifier' && file.resolver.scopes.variableOf(name) === variable;
  });
  return index < 0 ? undefined : call.arguments[index];
}

function canBeDuration(node: Node): boolean {
  return (
    node.type !== 'ObjectExpression' &&
    !isFunction(node) &&
    !(node.type === 'Literal' && typeof node.value === 'string')
  );
}

function calleeName({ callee }: Call): string {
  if (callee.type === 'MemberExpression') return memberName(callee) ?? '';
  return callee.type === 'Identifier' ? callee.name : '';
}

/** What the pauses of a region amount to; `waits` tells whether something else is waited for that may pause. */
export function delayOf(file: FileContext, pauses: readonly Pause[], otherwise: RetryDelay): RetryDelay {
  const all = pauses.map((pause) => readPause(file, pause));
  const first = (test: (one: RetryDelay) => boolean) => all.find(test);
  return (
    first((one) => one.kind === 'growing' && one.growth === 'exponential') ??
    first((one) => one.kind === 'growing') ??
    first((one) => one.kind === 'server') ??
    first((one) => one.kind === 'unknown') ??
    all.toSorted((a, b) => (b.ms ?? 0) - (a.ms ?? 0))[0] ??
    otherwise
  );
}

function readPause(file: FileContext, { node, duration, frame }: Pause): RetryDelay {
  const at = place(node);
  if (!duration)
    return { kind: 'unknown', jitter: 'unknown', capped: false, at, why: 'the pause is chosen by other code' };
  return { ...readDuration(file, duration, frame), at: place(written(file, duration) ?? node) };
}

/** Reads a duration as the pause between attempts. */
export function readDuration(file: FileContext, duration: Node, frame?: Frame): RetryDelay {
  return readGrowth(file, duration, growthOf(file, duration, argumentsOf(file, frame)), frame);
}

function readGrowth(file: FileContext, duration: Node, growth: Growth, frame: Frame | undefined): RetryDelay {
  const jitter = jitterOf(growth);
  const { capped } = growth;
  if (growth.varies === 'exponential' || growth.varies === 'linear')
    return { kind: 'growing', growth: growth.varies, jitter, capped };
  if (growth.server) return { kind: 'server', jitter, capped };
  if (growth.varies === 'unknown')
    return { kind: 'unknown', jitter, capped, why: 'the pause is computed by other code' };
  const known = file.resolver.resolve(duration, [], frame).map((terminal) => valueOf(file.resolver, terminal));
  const numbers = known.flatMap((value) =>
    value.kind === 'known' && typeof value.value === 'number' ? [value.value] : [],
  );
  const ms = numbers.length > 0 ? Math.max(...numbers) : undefined;
  return { kind: 'constant', jitter, capped, ...(ms !== undefined && { ms }) };
}

function jitterOf({ random, clamped }: Growth): RetryDelay['jitter'] {
  if (clamped) return 'clamped';
  if (random === 'no') return 'absent';
  return random === 'unknown' ? 'unknown' : 'present';
}

function argumentsOf(file: FileContext, frame: Frame | undefined): ReadonlyMap<Variable, Growth> {
  const bound = new Map<Variable, Growth>();
  for (const [i, parameter] of (frame?.fn.params ?? []).entries()) {
    const argument = frame?.args[i];
    const variable = parameter.type === 'Identifier' ? file.resolver.scopes.variableOf(parameter) : undefined;
    if (argument && variable) bound.set(variable, growthOf(file, argument));
  }
  return bound;
}

/** Where a duration is computed: the declaration of the variable that holds it, in the same function. */
function written(file: FileContext, duration: Node): Node | undefined {
  const value = unwrap(duration);
  if (value.type !== 'Identifier') return undefined;
  const variable = file.resolver.scopes.variableOf(value);
  const declarator = variable?.defs[0]?.node as Node | undefined;
  if (declarator?.type !== 'VariableDeclarator' || !declarator.init) return undefined;
  const owner = ancestor(declarator, isFunction);
  if (owner && !contains(owner, duration)) return undefined;
  return unwrap(declarator.init).type === 'Literal' ? undefined : declarator;
}

/** What stands for no pause: none, or an unknown one where other code is waited for that may pause. */
export function withoutPause(file: FileContext, regions: readonly Node[]): RetryDelay {
  const opaque = regions
    .flatMap((region) => directlyWithin(file, 'AwaitExpression', region))
    .find(({ argument }) => mayPause(file, argument));
  if (!opaque) return { kind: 'none', jitter: 'absent', capped: false };
  const why = `\`${calleeTextOf(file, opaque)}\` may pause`;
  return { kind: 'unknown', jitter: 'unknown', capped: false, at: place(opaque), why };
}

function mayPause(file: FileContext, argument: TSESTree.Expression): boolean {
  const call = unwrap(argument);
  if (call.type !== 'CallExpression') return call.type !== 'Literal';
  const callee = file.resolver.single(call.callee);
  if (callee?.kind === 'expression' && isFunction(callee.node))
    return waiting.test(file.source.text.slice(...callee.node.range));
  return true;
}

function calleeTextOf(file: FileContext, { argument }: TSESTree.AwaitExpression): string {
  const call = unwrap(argument);
  const node = call.type === 'CallExpression' ? call.callee : call;
  return file.source.text
    .slice(...node.range)
    .replace(/\s+/g, ' ')
    .slice(0, 60);
}

/** The pause that a function returns for the number of the attempt, its first parameter. */
export function readReturned(file: FileContext, fn: FunctionNode): RetryDelay {
  const counted = new Map<Variable, Growth>();
  for (const [i, parameter] of fn.params.entries()) {
    const variable = parameter.type === 'Identifier' ? file.resolver.scopes.variableOf(parameter) : undefined;
    if (variable && i === 0) counted.set(variable, counter);
  }
  const returned = returnsOf(fn).filter((value) => !(value.type === 'Literal' && typeof value.value !== 'number'));
  const read = returned.map((value) => readGrowth(file, value, growthOf(file, value, counted), undefined));
  return (
    read.find(({ kind }) => kind === 'growing') ??
    read.find(({ kind }) => kind === 'unknown' || kind === 'server') ??
    read[0] ?? { kind: 'unknown', jitter: 'unknown', capped: false, why: 'the pause is computed by other code' }
  );
}
