import type { TSESTree } from '@typescript-eslint/utils';
import { flowOf } from '../../syntax/control-flow/flow-of.js';
import { whenThrown } from '../../syntax/control-flow/paths.js';
import { returnsOf } from '../../syntax/resolve.js';
import { isFunction, keyName, memberName, unwrap, type FunctionNode, type Node } from '../../syntax/tree.js';
import type { FileContext } from '../context.js';
import { within } from '../retries/regions.js';

/**
 * The `Promise.allSettled` over the records of a handler whose rejections are in no list of failures, since all that is put
 * into it belongs to promises that were fulfilled; `open` where it cannot be told whether any is rejected.
 */
export function lostRejections(file: FileContext, fn: FunctionNode): TSESTree.CallExpression | 'open' | undefined {
  const [settles, ...others] = within(file, 'CallExpression', fn).filter(
    ({ callee }) => file.origin(callee)?.path.join('.') === 'Promise.allSettled',
  );
  const work = settles && workOf(file, settles);
  if (!settles || others.length > 0 || !work) return undefined;
  const named = within(file, 'Property', fn).filter((property) => keyName(property) === 'itemIdentifier');
  const isLost = named.length > 0 && named.every((property) => outcomeOf(file, property, fn) === 'fulfilled');
  if (!isLost) return undefined;
  if (mayReject(file, work)) return settles;
  return catchesAll(work) ? undefined : 'open';
}

/** True for a function in which nothing that may throw stands outside of a `try`. */
function catchesAll(fn: FunctionNode): boolean {
  const graph = flowOf(fn);
  if (!graph) return false;
  return [...graph.at.keys()].every((node) => !whenThrown(graph, node).includes(graph.thrown));
}

/** The function that makes each promise: `records.map(send)`. */
function workOf(file: FileContext, { arguments: [list] }: TSESTree.CallExpression): FunctionNode | undefined {
  const node = list && unwrap(list);
  if (node?.type !== 'CallExpression' || node.callee.type !== 'MemberExpression' || memberName(node.callee) !== 'map')
    return undefined;
  const [callback] = node.arguments;
  return callback && functionOf(file, callback);
}

function functionOf(file: FileContext, node: Node): FunctionNode | undefined {
  const terminal = file.resolver.single(node);
  return terminal?.kind === 'expression' && terminal.path.length === 0 && isFunction(terminal.node)
    ? terminal.node
    : undefined;
}

const deepest = 4;

/** Whether a function surely lets failures of calls over the network through. */
function mayReject(file: FileContext, fn: FunctionNode, depth = 0): boolean {
  const graph = flowOf(fn);
  if (!graph || depth > deepest) return false;
  const awaited = [...graph.at.keys()].flatMap((node) =>
    node.type === 'AwaitExpression' && whenThrown(graph, node).includes(graph.thrown) ? [node.argument] : [],
  );
  const returned = fn.body?.type === 'BlockStatement' ? returnsOf(fn) : fn.body ? [fn.body] : [];
  return [...awaited, ...returned].some((given) => {
    const call = unwrap(given);
    if (call.type !== 'CallExpression') return false;
    const inner = functionOf(file, call.callee);
    if (inner) return mayReject(file, inner, depth + 1);
    const origin = file.origin(call.callee);
    return origin?.module === 'global' ? origin.path[0] === 'fetch' : isPackage(origin?.module ?? '.');
  });
}

const isPackage = (module: string): boolean => !/^[./#~]|^node:/.test(module);

type Outcome = 'fulfilled' | 'rejected' | 'any';
const opposite: Readonly<Record<Outcome, Outcome>> = { fulfilled: 'rejected', rejected: 'fulfilled', any: 'any' };

/** Of which promises a place speaks, by the tests around it. */
function outcomeOf(file: FileContext, place: Node, fn: FunctionNode): Outcome {
  for (let node = place; node.parent && node !== fn; node = node.parent) {
    const { parent } = node;
    let found: Outcome = 'any';
    if (parent.type === 'IfStatement' || parent.type === 'ConditionalExpression') {
      const test = tested(file, parent.test);
      if (node === parent.consequent) found = test;
      else if (node === parent.alternate) found = opposite[test];
    } else if (parent.type === 'LogicalExpression' && parent.operator === '&&' && node === parent.right)
      found = tested(file, parent.left);
    else if (parent.type === 'BlockStatement') found = afterLeaving(file, parent, node);
    else if (parent.type === 'ForOfStatement' && node === parent.body) found = ofList(file, parent.right);
    else if (parent.type === 'CallExpression' && node !== parent.callee && parent.callee.type === 'MemberExpression')
      found = ofList(file, parent.callee.object);
    if (found !== 'any') return found;
  }
  return 'any';
}

/** `if (one.status === 'rejected') continue;` before a statement. */
function afterLeaving(file: FileContext, block: TSESTree.BlockStatement, statement: Node): Outcome {
  for (const before of block.body) {
    if (before === statement) break;
    if (before.type !== 'IfStatement' || before.alternate) continue;
    const last = before.consequent.type === 'BlockStatement' ? before.consequent.body.at(-1) : before.consequent;
    const leaves = last?.type === 'ContinueStatement' || last?.type === 'ReturnStatement';
    const found = leaves ? opposite[tested(file, before.test)] : 'any';
    if (found !== 'any') return found;
  }
  return 'any';
}

/** Of which promises a list speaks that was filtered. */
function ofList(file: FileContext, list: Node, depth = 0): Outcome {
  const terminal = depth < deepest ? file.resolver.single(list) : undefined;
  const node = terminal?.kind === 'expression' ? terminal.node : unwrap(list);
  if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return 'any';
  const [callback] = node.arguments;
  const test = memberName(node.callee) === 'filter' && callback ? functionOf(file, callback) : undefined;
  const returned = test && (test.body?.type === 'BlockStatement' ? returnsOf(test)[0] : test.body);
  const own = returned ? tested(file, returned) : 'any';
  return own === 'any' ? ofList(file, node.callee.object, depth + 1) : own;
}

/** What a test says of the outcome of a promise where it holds. */
function tested(file: FileContext, given: Node, depth = 0): Outcome {
  const node = unwrap(given);
  if (depth > deepest) return 'any';
  if (node.type === 'UnaryExpression' && node.operator === '!') return opposite[tested(file, node.argument, depth + 1)];
  if (node.type === 'LogicalExpression') {
    const [left, right] = [tested(file, node.left, depth + 1), tested(file, node.right, depth + 1)];
    if (node.operator === '&&') return left === 'any' ? right : left;
    return left === right ? left : 'any';
  }
  if (node.type === 'CallExpression') {
    const fn = functionOf(file, node.callee);
    const [returned] = fn ? (fn.body?.type === 'BlockStatement' ? returnsOf(fn) : [fn.body]) : [];
    return returned ? tested(file, returned, depth + 1) : 'any';
  }
  if (node.type !== 'BinaryExpression' || !/^[!=]==?$/.test(node.operator)) return 'any';
  const word = [node.left, node.right].map(outcomeNamed).find((one) => one !== undefined);
  if (word === undefined) return 'any';
  return node.operator.startsWith('!') ? opposite[word] : word;
}

function outcomeNamed(node: Node): Outcome | undefined {
  if (node.type !== 'Literal') return undefined;
  return node.value === 'fulfilled' || node.value === 'rejected' ? node.value : undefined;
}
