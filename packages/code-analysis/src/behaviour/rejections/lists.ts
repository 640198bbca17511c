import { memberName, unwrap, type FunctionNode, type Node } from '../../syntax/tree.js';
import { calleePlace, calleeText } from '../callee.js';
import type { DependencyFailures } from '../catches/dependency-failures.js';
import { callbackOf } from '../catches/quiet.js';
import type { Call, FileContext } from '../context.js';
import type { RejectionFact } from './types.js';

/** The asynchronous callback of `rows.forEach(async ...)` and of `rows.map(async ...)`. */
export function elementsOf(file: FileContext, call: Call): FunctionNode | undefined {
  const method = call.callee.type === 'MemberExpression' ? memberName(call.callee) : undefined;
  if (method !== 'forEach' && method !== 'map') return undefined;
  const callback = callbackOf(file, call.arguments[0]);
  return callback?.async ? callback : undefined;
}

type ListStart = Pick<RejectionFact, 'at' | 'work' | 'dependency' | 'by'> & { readonly node: Node };

/** `Promise.all([rows.map(async ...), ids.map(async ...)])`: a list is no promise, so those in it are waited for by nobody. */
export function listsOfPromises(file: FileContext, failures: DependencyFailures, call: Call): readonly ListStart[] {
  const { callee, arguments: given } = call;
  const method = callee.type === 'MemberExpression' ? memberName(callee) : undefined;
  if (
    !/^(?:all|allSettled|any|race)$/.test(method ?? '') ||
    file.origin(callee)?.path.join('.') !== `Promise.${method ?? ''}`
  )
    return [];
  const [list] = given;
  const written = list ? unwrap(list) : undefined;
  if (written?.type !== 'ArrayExpression') return [];
  for (const element of written.elements) {
    const inner = element ? unwrap(element) : undefined;
    const callback = inner?.type === 'CallExpression' ? elementsOf(file, inner) : undefined;
    const dependency = callback && failures.ofFunction(callback);
    const { text } = file.source;
    if (dependency !== undefined)
      return [{ node: call, at: calleePlace(call, text), work: calleeText(callee, text), dependency, by: 'lists' }];
  }
  return [];
}
