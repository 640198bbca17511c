import { isFunction, type FunctionNode, type Node } from '../../syntax/tree.js';
import type { Call, FileContext } from '../context.js';
import { statementsAfter } from '../../syntax/control-flow/completions.js';
import { directlyWithin, textOf, within } from '../retries/regions.js';
import type { Catch } from './catch-sites.js';
import { isMarked, reactionOf } from './quiet.js';

/** Parameters by which a function answers whoever waits for it. */
const answering = /^(?:reply|callback|cb|done|next|respond|sendResponse|resolve)$/;

/**
 * The name of the callback by which the tried code answers, where the `catch` does not: whoever waits for it waits until
 * a timeout of its own, if it has any.
 */
export function unansweredCallback(file: FileContext, one: Catch, fn: FunctionNode): string | undefined {
  const { at, body, tried, whole } = one;
  if (at.type !== 'CatchClause' || directlyWithin(file, 'AwaitExpression', tried).length === 0) return undefined;
  const answer = directlyWithin(file, 'CallExpression', tried).find((call) => isAnswer(file, call));
  if (!answer || isMarked(file, at) || reactionOf(file, body) !== 'quiet') return undefined;
  const later = [body, ...statementsAfter(whole, fn), ...(finallyOf(whole) ?? [])];
  // Any other code that follows may answer by itself.
  if (later.some((node) => mentions(file, node, answer) || within(file, 'AwaitExpression', node).length > 0))
    return undefined;
  return textOf(file, answer.callee);
}

/** A call of a parameter of a function around it, as in `reply(null, id)`. */
function isAnswer(file: FileContext, { callee }: Call): boolean {
  if (callee.type !== 'Identifier' || !answering.test(callee.name)) return false;
  const [definition] = file.resolver.scopes.variableOf(callee)?.defs ?? [];
  return definition?.type === 'Parameter' && isFunction(definition.node as Node);
}

function finallyOf(whole: Node): readonly Node[] | undefined {
  return whole.type === 'TryStatement' && whole.finalizer ? [whole.finalizer] : undefined;
}

/** True when code uses a parameter of the function that the answer is a parameter of: `resolve`, or its `reject`. */
function mentions(file: FileContext, node: Node, { callee }: Call): boolean {
  const variable = callee.type === 'Identifier' ? file.resolver.scopes.variableOf(callee) : undefined;
  const [definition] = variable?.defs ?? [];
  return within(file, 'CallExpression', node).some((call) => {
    const names = [call.callee, ...call.arguments].filter(({ type }) => type === 'Identifier');
    return names.some((name) => {
      const [other] = file.resolver.scopes.variableOf(name as never)?.defs ?? [];
      return other?.type === 'Parameter' && other.node === definition?.node;
    });
  });
}
