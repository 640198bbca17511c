import { ancestor, isFunction, memberName, type FunctionNode, type Node } from '../../syntax/tree.js';
import type { FileContext } from '../context.js';
import { exportedFunctions } from '../handlers/exported-functions.js';
import { handlersOf } from '../handlers/handlers.js';
import { completionsOf } from '../../syntax/control-flow/completions.js';

/**
 * Where an error ends:
 * - `caught`: something on every way catches it and goes on
 * - `throws`: it ends a request or event, or the start of the process
 * - `leaves`: it goes to callers in other files
 */
export type FailurePath = 'caught' | 'throws' | 'leaves';

/** Follows the error of a call outwards: through `try`, `catch` of promises, and the callers in this file. */
export function failurePath(
  file: FileContext,
  call: Node,
  followed: ReadonlySet<FunctionNode> = new Set(),
): FailurePath {
  let inner = call;
  for (let outer = inner.parent; outer; inner = outer, outer = inner.parent) {
    if (isCaughtBy(outer, inner)) return 'caught';
    if (!isFunction(outer)) continue;
    if (handlersOf(file).all.some(({ fn }) => fn === outer)) return 'throws';
    // A callback fails together with what it is given to.
    if (outer.parent.type === 'CallExpression' && outer.parent.callee !== outer)
      return ofCallback(file, outer, followed);
    return ofCallers(file, outer, followed);
  }
  return 'throws';
}

function isCaughtBy(outer: Node, inner: Node): boolean {
  if (outer.type === 'TryStatement')
    return outer.block === inner && outer.handler !== null && !isThrownAgain(outer.handler.body);
  if (outer.type !== 'MemberExpression' || outer.object !== inner || outer.parent.type !== 'CallExpression')
    return isSettled(outer, inner);
  const name = memberName(outer);
  return name === 'catch' || (name === 'then' && outer.parent.arguments.length > 1);
}

function isThrownAgain(body: Node): boolean {
  const all = completionsOf(body);
  return all.has('throw') && all.size === 1;
}

/** `Promise.allSettled([...])`. */
function isSettled(outer: Node, inner: Node): boolean {
  return (
    outer.type === 'CallExpression' &&
    outer.callee !== inner &&
    outer.callee.type === 'MemberExpression' &&
    memberName(outer.callee) === 'allSettled'
  );
}

function ofCallback(file: FileContext, fn: FunctionNode, followed: ReadonlySet<FunctionNode>): FailurePath {
  const path = failurePath(file, fn.parent, followed);
  // Outside of a function nobody knows who calls it and when.
  return path === 'throws' && !ancestor(fn, isFunction) ? 'leaves' : path;
}

function ofCallers(file: FileContext, fn: FunctionNode, followed: ReadonlySet<FunctionNode>): FailurePath {
  if (followed.has(fn)) return 'leaves';
  const next = new Set([...followed, fn]);
  const paths = file.callersOf(fn).map((call) => failurePath(file, call, next));
  if (paths.includes('throws')) return 'throws';
  const isExported = exportedFunctions(file).some((one) => one.fn === fn);
  return paths.length > 0 && !isExported && paths.every((path) => path === 'caught') ? 'caught' : 'leaves';
}
