import { returnsOf } from '../../syntax/resolve.js';
import { isFunction, memberName, unwrap, type FunctionNode, type Node } from '../../syntax/tree.js';
import type { FileContext } from '../context.js';
import { chainOf, type Chain } from '../catches/floating.js';
import { answersByCallback } from '../catches/promised.js';
import type { DependencyFailures } from '../catches/dependency-failures.js';
import { failsFar } from '../catches/far-writes.js';
import { calleeText } from '../callee.js';

/** What of another system fails a function that is given as a value: one of this file, or of another one. */
export function failureOfGiven(file: FileContext, failures: DependencyFailures, value: Node): string | undefined {
  const plain = withoutBinding(value);
  for (const terminal of file.resolver.resolve(plain)) {
    if (terminal.kind === 'expression' && terminal.path.length === 0 && isFunction(terminal.node))
      return failureOfFunction(file, failures, terminal.node);
    if (failsFar(file, terminal)) return calleeText(plain, file.source.text);
  }
  return undefined;
}

/** `this.tick.bind(this)` is `this.tick`. */
function withoutBinding(value: Node): Node {
  const plain = unwrap(value);
  const isBound =
    plain.type === 'CallExpression' && plain.callee.type === 'MemberExpression' && memberName(plain.callee) === 'bind';
  return isBound && plain.callee.type === 'MemberExpression' ? plain.callee.object : plain;
}

/** The same of a function; one that is not asynchronous may give back the promise of another. */
function failureOfFunction(file: FileContext, failures: DependencyFailures, fn: FunctionNode): string | undefined {
  if (fn.async) return failures.ofFunction(fn);
  for (const value of returnsOf(fn)) {
    const chain = chainOf(file, value);
    const failing = chain && !chain.taker ? failureOfChain(file, failures, chain) : undefined;
    if (failing !== undefined) return failing;
  }
  return undefined;
}

/** What fails of the promise that a call gives at once, or of the functions in the chain behind it. */
export function failureOfChain(
  file: FileContext,
  failures: DependencyFailures,
  { root, steps }: Chain,
): string | undefined {
  if (answersByCallback(file, root)) return undefined;
  const isBegun = steps.length > 0 || failures.runsFunction(root) || failures.isEager(root);
  if (!isBegun) return undefined;
  const own = failures.ofCall(root);
  if (own !== undefined) return own;
  for (const step of steps) {
    const inner = failures.ofFunction(step);
    if (inner !== undefined) return inner;
  }
  return undefined;
}
