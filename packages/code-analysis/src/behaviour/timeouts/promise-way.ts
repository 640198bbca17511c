import { limits } from '../../syntax/limits.js';
import { functionAround, isFunction, memberName, type FunctionNode, type Node } from '../../syntax/tree.js';
import type { Construction, FileContext } from '../context.js';

const chained = new Set(['then', 'catch', 'finally']);
/** The call `promise.then(...)`, `.catch(...)` or `.finally(...)` that an expression is the receiver of. */
export function chainOn(node: Node): Construction | undefined {
  const member = node.parent;
  if (member?.type !== 'MemberExpression' || member.object !== node || !chained.has(memberName(member) ?? ''))
    return undefined;
  return member.parent.type === 'CallExpression' && member.parent.callee === member ? member.parent : undefined;
}

/** The call that a function is handed to as a callback, and of a chain the promise that it waits for. */
export function callbackOf(fn: FunctionNode): { readonly call: Construction; readonly after?: Node } | undefined {
  const call = fn.parent;
  if (call.type !== 'CallExpression' && call.type !== 'NewExpression') return undefined;
  if (call.callee === fn) return { call };
  const { callee } = call;
  const isChained = callee.type === 'MemberExpression' && chained.has(memberName(callee) ?? '');
  return isChained ? { call, after: callee.object } : { call };
}

/**
 * What settles only when a promise has: the chains on it, what it is returned into, the `await` or `for await` that waits
 * for it, and what waits for the function around that. Nothing is given for a promise that nobody waits for here.
 */
export function wayOfPromise(file: FileContext, promise: Node, depth: number = limits.hops.promise): readonly Node[] {
  const way: Node[] = [];
  let node = promise;
  for (;;) {
    const above: Node | undefined = node.parent;
    if (!above) return way;
    const next = stepFrom(node, above);
    if (next === 'held') return [...way, ...waysOfHolder(file, above, depth)];
    if (next === undefined) return way;
    if ('answeredBy' in next) return [...way, ...waysOfCalls(file, next.answeredBy, depth)];
    if (next.type === 'AwaitExpression' || next.type === 'ForOfStatement') {
      way.push(next);
      // The function that waits is done when that is, and so is what waits for the function.
      const fn = functionAround(next);
      const taker = fn && callbackOf(fn)?.call;
      if (!taker) return fn ? [...way, ...waysOfCalls(file, fn, depth)] : way;
      way.push(taker);
      node = taker;
      continue;
    }
    if (next.type === 'CallExpression' || next.type === 'NewExpression') way.push(next);
    node = next;
  }
}

/** One step outwards; `held` where a variable takes the promise, the function that returns it, undefined at its end. */
function stepFrom(node: Node, above: Node): Node | 'held' | { readonly answeredBy: FunctionNode } | undefined {
  switch (above.type) {
    case 'AwaitExpression':
    case 'ChainExpression':
    case 'TSAsExpression':
    case 'TSNonNullExpression':
    case 'TSSatisfiesExpression':
    case 'ArrayExpression':
    case 'SpreadElement':
    case 'ConditionalExpression':
    case 'LogicalExpression':
      return above;
    case 'ForOfStatement':
      return above.await && above.right === node ? above : undefined;
    case 'MemberExpression':
      return above.object === node ? above : undefined;
    case 'CallExpression':
    case 'NewExpression':
      return above;
    case 'VariableDeclarator':
      return above.init === node ? 'held' : undefined;
    case 'AssignmentExpression':
      return above.right === node ? 'held' : undefined;
    case 'ReturnStatement':
    case 'ArrowFunctionExpression': {
      const fn = returningFunction(above);
      return fn && (callbackOf(fn)?.call ?? { answeredBy: fn });
    }
    default:
      return undefined;
  }
}

function waysOfHolder(file: FileContext, holder: Node, depth: number): readonly Node[] {
  const name =
    holder.type === 'VariableDeclarator' ? holder.id : holder.type === 'AssignmentExpression' ? holder.left : undefined;
  const variable = name?.type === 'Identifier' && depth > 0 ? file.resolver.scopes.variableOf(name) : undefined;
  if (!variable) return [];
  return variable.references
    .filter((one) => one.isRead())
    .map((one) => one.identifier as Node)
    .flatMap((read) => [read, ...wayOfPromise(file, read, depth - 1)]);
}

/** The calls in this file of a function whose promise is done when another one is. */
function waysOfCalls(file: FileContext, fn: FunctionNode, depth: number): readonly Node[] {
  const calls = depth > 0 ? file.callersOf(fn) : [];
  return calls.flatMap((call) => [call, ...wayOfPromise(file, call, depth - 1)]);
}

/** The function that a `return` or the body of an arrow ends. */
export function returningFunction(node: Node): FunctionNode | undefined {
  return node.type === 'ArrowFunctionExpression' ? node : functionAround(node);
}

/** The function that an argument is, written there or named. */
export function functionOf(file: FileContext, node: Node | undefined): FunctionNode | undefined {
  if (!node || isFunction(node)) return node;
  const terminal = file.resolver.single(node);
  return terminal?.kind === 'expression' && isFunction(terminal.node) ? terminal.node : undefined;
}
