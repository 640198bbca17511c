import { endsFunction } from '../../syntax/control-flow/completions.js';
import {
  ancestor,
  contains,
  functionAround,
  isFunction,
  memberName,
  type FunctionNode,
  type Node,
} from '../../syntax/tree.js';
import type { ClientLibrary } from '../../libraries/index.js';
import { originOf, type Construction, type FileContext } from '../context.js';
import { usesAfter } from './answer-uses.js';
import { callbackOf, wayOfPromise } from './promise-way.js';

/**
 * How much of a call the timer of its signal is there for.
 * - `whole`: until the answer has been read, as far as this file shows
 * - `headers`: it is cleared while the body is still to come
 * - `nothing`: it is cleared as soon as the call has been started
 */
export type TimerSpan = 'whole' | 'headers' | 'nothing';

/** @param bodyComesLater the call settles when the headers are there */
export function timerSpan(
  file: FileContext,
  timer: Construction,
  call: Construction,
  bodyComesLater: ClientLibrary['bodyComesLater'],
): TimerSpan {
  const clears = clearsOf(file, timer).filter((clear) => stopsOnSuccess(clear, call));
  if (clears.length === 0) return 'whole';
  const atOnce = clears.some(
    (clear) => functionAround(clear) === functionAround(call) && !isSettledBefore(file, call, clear),
  );
  if (atOnce) return 'nothing';
  const cut = usesAfter(file, call, bodyComesLater).some(({ at, later }) =>
    clears.some((clear) => !isInOtherBranch(clear, at) && (later === true || !isSettledBefore(file, at, clear))),
  );
  return cut ? 'headers' : 'whole';
}

/** Where a timer is cleared: `clearTimeout(timer)`, and where a function of this file that does so is called or handed over. */
function clearsOf(file: FileContext, timer: Construction): readonly Node[] {
  const target =
    timer.parent.type === 'VariableDeclarator'
      ? timer.parent.id
      : timer.parent.type === 'AssignmentExpression'
        ? timer.parent.left
        : undefined;
  const variable = target?.type === 'Identifier' ? file.resolver.scopes.variableOf(target) : undefined;
  return (variable?.references ?? []).flatMap(({ identifier }) => {
    const call = identifier.parent as Node | undefined;
    if (call?.type !== 'CallExpression' || call.arguments[0] !== identifier) return [];
    if (originOf(file.resolver.single(call.callee))?.path.at(-1) !== 'clearTimeout') return [];
    return usesOfHelper(file, call) ?? [call];
  });
}

/** Uses of the named function around a call that does nothing else: `const stop = () => clearTimeout(timer)`. */
function usesOfHelper(file: FileContext, call: Node): readonly Node[] | undefined {
  const fn = functionAround(call);
  const name =
    fn?.type === 'FunctionDeclaration' ? fn.id : fn?.parent.type === 'VariableDeclarator' ? fn.parent.id : undefined;
  if (!fn || name?.type !== 'Identifier' || fn.range[1] - fn.range[0] > 200) return undefined;
  const variable = file.resolver.scopes.variableOf(name);
  const reads = (variable?.references ?? []).filter((one) => one.isRead()).map((one) => one.identifier as Node);
  return reads.length > 0 ? reads : undefined;
}

/** False where a timer is cleared before the call, after a failure, or by an event. */
function stopsOnSuccess(clear: Node, call: Node): boolean {
  if (functionAround(clear) === functionAround(call) && clear.range[1] <= call.range[0])
    return isInFinally(clear, call);
  for (let above = clear.parent; above; above = above.parent) {
    if (contains(above, call)) return true;
    if (above.type === 'CatchClause') return false;
    if (!isFunction(above)) continue;
    const { call: taker, after } = callbackOf(above) ?? {};
    if (!taker) return false;
    const name = taker.callee.type === 'MemberExpression' ? memberName(taker.callee) : undefined;
    if (after ? name === 'catch' || taker.arguments[1] === above : taker.callee !== above) return false;
  }
  return true;
}

function isInFinally(clear: Node, call: Node): boolean {
  const attempt = ancestor(
    call,
    (node): node is Extract<Node, { type: 'TryStatement' }> => node?.type === 'TryStatement',
  );
  return Boolean(attempt?.finalizer && contains(attempt.finalizer, clear));
}

/** True for a timer that is cleared in a branch which leaves the function without a use: `if (!ok) { clearTimeout(t); throw ... }`. */
function isInOtherBranch(clear: Node, use: Node): boolean {
  let inner = clear;
  for (let above = clear.parent; above && !isFunction(above); inner = above, above = above.parent) {
    if (contains(inner, use)) return false;
    if (above.type === 'IfStatement' && inner !== above.test && endsFunction(inner)) return true;
  }
  return false;
}

/** True when a promise has settled wherever a place is reached, as far as the order of the code shows. */
function isSettledBefore(file: FileContext, promise: Node, place: Node): boolean {
  const settled = [promise, ...wayOfPromise(file, promise)];
  const waits = settled.filter(({ type }) => type === 'AwaitExpression' || type === 'ForOfStatement');
  let inner = place;
  for (let above = place.parent; above; inner = above, above = above.parent) {
    // Handed over by its name: `.finally(stop)`.
    const chain = above.type === 'CallExpression' && inner === place ? receiverOf(above, inner) : undefined;
    if (chain && settled.includes(chain)) return true;
    if (above.type === 'TryStatement' && above.finalizer === inner) {
      const { block, handler } = above;
      if (waits.some((one) => isInSame(one, inner) && (contains(block, one) || (handler && contains(handler, one)))))
        return true;
    } else if (isFunction(above)) {
      if (waits.some((one) => functionAround(one) === above && one.range[1] <= place.range[0])) return true;
      const after = callbackOf(above)?.after;
      if (after && settled.includes(after)) return true;
    }
  }
  return waits.some((one) => functionAround(one) === undefined && one.range[1] <= place.range[0]);
}

function receiverOf(call: Construction, argument: Node): Node | undefined {
  if (call.callee === argument || call.callee.type !== 'MemberExpression') return undefined;
  return /^(then|finally)$/.test(memberName(call.callee) ?? '') ? call.callee.object : undefined;
}

const isInSame = (one: Node, other: Node): boolean => functionAround(one) === (functionAround(other) as FunctionNode);
