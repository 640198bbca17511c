import { abortSignalTimeout, type ClientLibrary, type TimeoutOption } from '../libraries/index.js';
import type { Terminal } from '../syntax/terminal.js';
import { isFunction, keyName, memberName, type Node } from '../syntax/tree.js';
import { originOf, place, type Construction, type FileContext } from './context.js';
import { classifyDuration, type Reading } from './duration.js';
import { importedConstant } from './modules/imported-values.js';
import { signalFromElsewhere } from './timeouts/signals-elsewhere.js';
import { timerSpan } from './timeouts/timer-span.js';
import type { SignalFact } from './types.js';

/** What a signal does as a bound of a call. */
export function classifySignal(file: FileContext, terminal: Terminal): Reading {
  if (terminal.kind === 'absent') return { state: 'absent' };
  if (terminal.kind === 'parameter') return { state: 'opaque', why: 'the signal is a parameter', parameter: terminal };
  if (terminal.kind !== 'expression') return { state: 'opaque', why: 'the signal comes from elsewhere' };
  const { node, path, frame } = terminal;
  if (node.type === 'Literal' && node.value === null) return { state: 'off', odd: 'null' };
  if (node.type === 'CallExpression' && path.length === 0) return callSignal(file, node, terminal);
  if (node.type === 'NewExpression' && path.length === 1 && path[0] === 'signal') {
    const callee = originOf(file.resolver.single(node.callee, [], frame));
    if (callee?.path.join('.') === 'AbortController') return controllerSignal(file, node, terminal);
  }
  return { state: 'opaque', why: 'the signal comes from elsewhere' };
}

function callSignal(file: FileContext, node: Construction, { frame }: { frame?: unknown } & Terminal): Reading {
  const under = frame as Parameters<typeof file.resolver.resolve>[2];
  const callee = originOf(file.resolver.single(node.callee, [], under));
  const name = callee?.path.join('.') ?? '';
  const [first] = node.arguments;
  if (callee?.module === 'global' && name === 'AbortSignal.timeout') {
    const reading = first && duration(file, first, under, abortSignalTimeout);
    // Whatever it is given, it fires or throws: measured for every odd value.
    return reading?.state === 'set' ? reading : { state: 'set' };
  }
  if (callee?.module === 'global' && name === 'AbortSignal.any' && first) {
    const list = file.resolver.single(first, [], under);
    if (list?.kind !== 'expression' || list.node.type !== 'ArrayExpression')
      return opaque('its signals come from elsewhere');
    const each = list.node.elements.flatMap((element) =>
      element ? file.resolver.resolve(element, [], list.frame).map((one) => classifySignal(file, one)) : [],
    );
    return (
      each.find((one) => one.state === 'set') ??
      each.find((one) => one.state === 'opaque') ?? { state: 'off', odd: 'a signal that never fires' }
    );
  }
  const elsewhere = signalFromElsewhere(file, node.callee);
  if (elsewhere === 'unknown') return opaque('the signal is the result of a call');
  return elsewhere === 'ends' ? { state: 'set' } : { state: 'off', odd: 'a signal that never fires' };
}

/** The signal of a controller made in this file: what aborts it decides. */
function controllerSignal(file: FileContext, node: Node, terminal: Terminal): Reading {
  const frame = terminal.kind === 'expression' ? terminal.frame : undefined;
  const uses = usesOfValue(file, node);
  if (!uses) return opaque('the controller leaves the file');
  const aborts = uses.filter((use) => use.kind === 'abort').map((use) => use.node);
  for (const abort of aborts) {
    const timer = timerAround(file, abort);
    const [, ms] = timer?.arguments ?? [];
    if (!timer) continue;
    const reading = ms ? duration(file, ms, frame, { ...abortSignalTimeout, fails: [] }) : { state: 'set' as const };
    return { ...reading, timer };
  }
  if (aborts.length > 0) return opaque('the controller is aborted by other code, not by a timer');
  return uses.some((use) => use.kind === 'escape')
    ? opaque('the controller leaves the function')
    : { state: 'off', odd: 'a controller that nobody aborts', inert: node };
}

interface Use {
  readonly kind: 'abort' | 'signal' | 'escape';
  readonly node: Node;
}

/** How the value of an expression is used, when it is held by one variable or class member; undefined otherwise. */
function usesOfValue(file: FileContext, node: Node): readonly Use[] | undefined {
  let holder: Node | undefined = node.parent;
  let value = node;
  while (
    holder &&
    (holder.type === 'TSAsExpression' || holder.type === 'AwaitExpression' || holder.type === 'TSNonNullExpression')
  ) {
    value = holder;
    holder = holder.parent;
  }
  if (holder?.type === 'MemberExpression' && holder.object === value && memberName(holder) === 'signal') return [];
  const target =
    holder?.type === 'VariableDeclarator'
      ? holder.id
      : holder?.type === 'AssignmentExpression'
        ? holder.left
        : undefined;
  if (target?.type === 'ObjectPattern') return takesSignalOnly(target) ? [] : undefined;
  if (target?.type !== 'Identifier' || holder?.parent?.parent?.type === 'ExportNamedDeclaration') return undefined;
  const variable = file.resolver.scopes.variableOf(target);
  return variable?.references
    .filter((reference) => reference.isRead())
    .map(({ identifier }) => useOf(identifier as Node));
}

function useOf(identifier: Node): Use {
  const user = identifier.parent;
  if (user?.type === 'MemberExpression' && user.object === identifier) {
    return { kind: memberName(user) === 'abort' ? 'abort' : 'signal', node: user };
  }
  const taken = user?.type === 'VariableDeclarator' && user.init === identifier && takesSignalOnly(user.id);
  const tested = user?.type === 'IfStatement' || user?.type === 'UnaryExpression' || user?.type === 'LogicalExpression';
  return { kind: taken || tested ? 'signal' : 'escape', node: identifier };
}

/** `{ signal }` and `{ signal: timeout }`. */
function takesSignalOnly(pattern: Node): boolean {
  return (
    pattern.type === 'ObjectPattern' &&
    pattern.properties.every((one) => one.type === 'Property' && keyName(one) === 'signal')
  );
}

/** The `setTimeout` call whose callback holds or is the node. */
function timerAround(file: FileContext, node: Node): Construction | undefined {
  for (let above: Node | undefined = node; above; above = above.parent) {
    const call: Node | undefined = above.parent;
    if (call?.type === 'CallExpression' && call.arguments[0] === above && isTimer(file, call)) return call;
    if (isFunction(above) && above.parent?.type === 'VariableDeclarator') return undefined;
  }
  return undefined;
}

function isTimer(file: FileContext, call: Construction): boolean {
  const callee = originOf(file.resolver.single(call.callee));
  return callee?.path.at(-1) === 'setTimeout';
}

function duration(
  file: FileContext,
  node: Node,
  frame: Parameters<FileContext['resolver']['resolve']>[2],
  option: TimeoutOption,
): Reading {
  const terminals = file.resolver.resolve(node, [], frame);
  const readings = terminals.map((terminal): Reading => ({
    ...(importedConstant(file, terminal, option) ?? classifyDuration(file, { ...terminal, written: node }, option)),
    parameterTakes: 'duration',
  }));
  return readings.find((one) => one.state === 'set') ?? readings[0] ?? { state: 'set' };
}

function opaque(why: string): Reading {
  return { state: 'opaque', why };
}

/** What is left of a signal whose timer is cleared while the call is under way. */
export function whileTimerRuns(
  file: FileContext,
  reading: Reading,
  call: Construction,
  { bodyComesLater = false }: Pick<ClientLibrary, 'bodyComesLater'>,
): Reading {
  if (!reading.timer || reading.state !== 'set') return reading;
  const span = timerSpan(file, reading.timer, call, bodyComesLater);
  if (span === 'nothing') return { state: 'off', odd: 'a signal whose timer is cleared before the answer comes' };
  return span === 'headers' ? { ...reading, covers: ['connect', 'response'], cleared: true } : reading;
}

/** Says what kind of signal stands in a call, for the checks on signals. */
export function signalFact(at: Node, call: Node, reading: Reading, terminal: Terminal): SignalFact | undefined {
  const common = { at: place(at), call: place(call) };
  if (reading.state === 'set') {
    const kind = reading.cleared ? 'cleared-at-headers' : 'timeout';
    return { ...common, kind, ...(reading.ms !== undefined && { ms: reading.ms }) };
  }
  if (reading.inert) return { ...common, kind: 'inert-controller', controller: place(reading.inert) };
  if (reading.state === 'absent') return terminal.written ? { ...common, kind: 'undefined' } : undefined;
  if (reading.state === 'off') return { ...common, kind: 'undefined' };
  return { ...common, kind: 'manual' };
}
