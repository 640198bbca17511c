import { ancestor, contains, isFunction, unwrap, type FunctionNode, type Node } from '../../syntax/tree.js';
import { awsOperations } from '../aws/operations.js';
import { calleeText } from '../callee.js';
import type { Call, FileContext } from '../context.js';
import { handlersOf } from '../handlers/handlers.js';
import type { Found } from '../lazy.js';
import { functionName } from '../retries/purpose.js';
import { directlyWithin, textOf, within } from '../retries/regions.js';
import { absenceOf, isQuietBefore } from './absence.js';
import { catchesOf, catchPlace } from './catch-sites.js';
import { isLogged, isMarked } from './quiet.js';
import type { FailureFact } from './types.js';
import type { Writes } from './writes.js';

/** Reads whose failure looks like an answer: "it is not there", "there are none". */
export function misreadFailures(found: Found, writes: Writes): readonly FailureFact[] {
  const { file, clients } = found;
  const sends = awsOperations(file, clients).flatMap((operation) => operation.sends);
  return catchesOf(file).flatMap((one): readonly FailureFact[] => {
    const fn = ancestor(one.at, isFunction);
    if (!fn) return [];
    const answer = answerOf(one.body);
    const kind = (answer && kindOf(file, answer, one.tried, fn, sends, writes)) ?? absenceOf(found, one, fn);
    if (!kind) return [];
    const isTold = within(file, 'IfStatement', one.body).length > 0 && !isQuietBefore(file, one.body);
    const treatment = isTold
      ? 'told'
      : isMarked(file, one.at.type === 'CatchClause' ? one.at : one.body)
        ? 'marked'
        : 'dropped';
    return [{ at: catchPlace(one), ...kind, treatment, logged: isLogged(file, one.body) }];
  });
}

/** What a `catch` returns at its end. */
function answerOf(body: Node): Node | undefined {
  if (body.type !== 'BlockStatement') return unwrap(body);
  const last = body.body.at(-1);
  return last?.type === 'ReturnStatement' && last.argument ? unwrap(last.argument) : undefined;
}

function kindOf(
  file: FileContext,
  answer: Node,
  tried: Node,
  fn: FunctionNode,
  sends: readonly Node[],
  writes: Writes,
): { readonly kind: 'existence' | 'list'; readonly work: string } | undefined {
  const asked = sends.find((send) => contains(tried, send));
  const isFalse = answer.type === 'Literal' && answer.value === false;
  if (isFalse && asked?.type === 'CallExpression' && /exist/i.test(functionName(fn)))
    return { kind: 'existence', work: calleeText(asked.callee, file.source.text) };
  if (!isEmptyList(file, answer) || !decidesOnDeletion(file, fn, writes)) return undefined;
  const awaited = directlyWithin(file, 'AwaitExpression', tried)[0];
  const call: Call | undefined =
    awaited && unwrap(awaited.argument).type === 'CallExpression' ? (unwrap(awaited.argument) as Call) : undefined;
  return call && { kind: 'list', work: calleeText(call.callee, file.source.text) };
}

/** `[]`, and `names.map(() => undefined)`. */
function isEmptyList(file: FileContext, answer: Node): boolean {
  if (answer.type === 'ArrayExpression') return answer.elements.length === 0;
  return /\.map\(\(\)\s*=>\s*(?:undefined|null)\)$/.test(textOf(file, answer));
}

/** True when one function of this file asks for the list, and in another step deletes. */
function decidesOnDeletion(file: FileContext, fn: FunctionNode, writes: Writes): boolean {
  if (writes.deletes.length === 0) return false;
  const { graph } = handlersOf(file);
  const isInside = (functions: readonly FunctionNode[], node: Node) => functions.some((one) => contains(one, node));
  return [...file.nodes('FunctionDeclaration'), ...file.nodes('ArrowFunctionExpression')].some((root) => {
    const reached = graph.from(root);
    return isInside(reached, fn) && writes.deletes.some((one) => isInside(reached, one) && !contains(fn, one));
  });
}
