import { contains, functionAround, isFunction, type Node } from '../../syntax/tree.js';
import type { Call, FileContext } from '../context.js';
import { textOf, within } from '../retries/regions.js';

/** What a record carries, by the names that its sources give it. */
const carried = /\b(?:body|data|Message|value|payload|detail)\b/;

/**
 * Where records are parsed one by one outside of the `try` that takes the failure of each: what cannot be parsed ends the
 * loop, and with it the whole batch, each time that it comes.
 * @param body the statement of the loop, or the callback for each record
 * @param isSettled the promises of the callback are waited for one by one, so that what one throws fails no other
 */
export function unreadableRecord(file: FileContext, body: Node, isSettled: boolean): Call | undefined {
  if (isSettled && isFunction(body) && body.async) return undefined;
  const owner = isFunction(body) ? body : functionAround(body);
  return within(file, 'CallExpression', body).find(
    (call) =>
      functionAround(call) === owner &&
      textOf(file, call.callee) === 'JSON.parse' &&
      call.arguments.some((given) => carried.test(textOf(file, given))) &&
      !isTried(call, body),
  );
}

/** True within a `try` of the body whose `catch` takes what is thrown. */
function isTried(call: Call, body: Node): boolean {
  for (let above: Node | undefined = call.parent; above && above !== body; above = above.parent)
    if (above.type === 'TryStatement' && above.handler && contains(above.block, call)) return true;
  return false;
}
