import { deliveringSources } from '../../libraries/handlers.js';
import { memberName, unwrap, type FunctionNode, type Node } from '../../syntax/tree.js';
import { recordBatchFacts } from '../batches/record-batches.js';
import type { Call, FileContext } from '../context.js';
import { handlersOf } from '../handlers/handlers.js';
import { functionName } from '../retries/purpose.js';
import { directlyWithin, isLoop, textOf } from '../retries/regions.js';
import type { Catch } from './catch-sites.js';

/** Reads of what there is to do, which a later run reads again. */
const readAgain = /^(?:\w*\.)*\$?(?:find|list|get|fetch|query|scan|load|select|search|read|receive|describe|all|due)/i;
const repeated =
  /cron|schedul|period|sweep|clean|housekeep|retr(?:y|ies)|dlq|daily|hourly|nightly|poll|sync|refresh|backfill|migrat|runner|expire|\breap|stale|purg|prun|reconcil|watchdog/i;
/** Names by which a function says that it changes something. */
const changing =
  /(?:^|[a-z0-9_])(?:Publish|Send|Save|Write|Create|Update|Upload|Enqueue|Persist|Store|Insert|Schedule|Dispatch|Submit)/;

/**
 * True for a `catch` around a part of an event or a job: in a loop over what came with it, or in a callback of `map`. When
 * the part fails, the whole is taken for done all the same, and nothing comes back to the part.
 */
export function isPartOfEvent(file: FileContext, one: Catch, fn: FunctionNode): boolean {
  if (isCoveredByRecords(file, one)) return false;
  const list = listAround(one.whole, fn);
  if (!list || isReadAgain(file, list)) return false;
  const handlers = handlersOf(file).behind(one.at);
  return (
    handlers.length > 0 &&
    handlers.every(({ source, name }) => deliveringSources.has(source) && !repeated.test(name)) &&
    !isRepeated(file, fn)
  );
}

/** True for a function or file that says by its name that it runs again and again. */
export function isRepeated(file: FileContext, fn: FunctionNode): boolean {
  return repeated.test(functionName(fn)) || repeated.test(file.path.split('/').slice(-2).join('/'));
}

/** The treatment of the records of a batch is judged by itself. */
function isCoveredByRecords(file: FileContext, { at }: Catch): boolean {
  return recordBatchFacts(file).some(({ at: { range } }) => range[0] <= at.range[1] && at.range[0] <= range[1]);
}

/** The list whose elements the code around a node handles one by one. */
export function listAround(node: Node, fn: FunctionNode): Node | undefined {
  for (let above = node.parent; above && above !== fn; above = above.parent)
    if (isLoop(above)) return above.type === 'ForOfStatement' ? above.right : undefined;
  const call = fn.parent;
  if (call.type !== 'CallExpression' || call.callee.type !== 'MemberExpression') return undefined;
  return /^(?:map|flatMap)$/.test(memberName(call.callee) ?? '') ? call.callee.object : undefined;
}

/** True for a list that is asked for in the run itself. */
export function isReadAgain(file: FileContext, list: Node): boolean {
  const terminal = file.resolver.single(list);
  // `(await find()).filter(isDue)`
  if (/\bawait\b/.test(textOf(file, terminal?.kind === 'expression' ? terminal.node : list))) return true;
  const value = terminal?.kind === 'expression' ? unwrap(terminal.node) : unwrap(list);
  return value.type === 'CallExpression' && readAgain.test(textOf(file, value.callee));
}

/** The first call in a block, or behind a promise, to other code that says by its name that it changes something. */
export function passedOn(file: FileContext, tried: Node): Call | undefined {
  const awaited = directlyWithin(file, 'AwaitExpression', tried).map(({ argument }) => argument);
  return [tried, ...awaited].map(unwrap).find((call): call is Call => {
    if (call.type !== 'CallExpression') return false;
    const { callee } = call;
    const name = callee.type === 'MemberExpression' ? memberName(callee) : nameOf(callee);
    return name !== undefined && changing.test(name.charAt(0).toUpperCase() + name.slice(1));
  });
}

const nameOf = (node: Node) => (node.type === 'Identifier' ? node.name : undefined);
