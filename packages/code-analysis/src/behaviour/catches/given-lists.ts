import { limits } from '../../syntax/limits.js';
import { isFunction, memberName, type FunctionNode, type Node } from '../../syntax/tree.js';
import type { Call, FileContext } from '../context.js';
import { writtenValue } from './elements.js';

/** True for a list that comes with the call of a function, or is made of such a list alone: `chunk(rows, 10)`. */
export function isGiven(file: FileContext, list: Node, fn: FunctionNode, depth = 0): boolean {
  if (depth > limits.hops.handler) return false;
  const made = writtenValue(file, list);
  const source = made.type === 'CallExpression' ? partOf(file, made) : undefined;
  if (source) return isGiven(file, source, fn, depth + 1);
  return file.resolver.resolve(list).every((terminal) => terminal.kind === 'parameter' && terminal.fn === fn);
}

/** The list that a call takes parts of, without waiting for anything. */
function partOf(file: FileContext, call: Call): Node | undefined {
  const { callee } = call;
  const method = callee.type === 'MemberExpression' ? memberName(callee) : undefined;
  if (callee.type === 'MemberExpression' && /^(?:slice|filter|map|flat|flatMap|concat)$/.test(method ?? ''))
    return callee.object;
  const [first] = call.arguments;
  const fn = file.resolver.single(callee);
  const isPlain = fn?.kind === 'module' || (fn?.kind === 'expression' && isFunction(fn.node) && !fn.node.async);
  return isPlain && first && first.type !== 'SpreadElement' && call.parent.type !== 'AwaitExpression'
    ? first
    : undefined;
}
