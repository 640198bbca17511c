import type { TSESTree } from '@typescript-eslint/utils';
import { ancestor, contains, isFunction, memberName, unwrap, type Node } from '../../syntax/tree.js';
import { forgottenReadsIn } from '../catches/forgotten-reads.js';
import { callbackOf } from '../catches/quiet.js';
import { place, type FileContext } from '../context.js';
import type { Found } from '../lazy.js';
import { functionName } from '../retries/purpose.js';
import { textOf, within } from '../retries/regions.js';
import { sharedName } from './shared-state.js';
import { keptFailures } from './kept-failures.js';
import type { RefreshFact } from './types.js';

const kept =
  /cache|memo|snapshot|registry|flags?\b|config|settings|rates?\b|prices?\b|rules\b|routes\b|permission|catalog|jwks|keys\b|features?\b|allow|deny|block_?list|lookup|dictionar|translation|products?\b|policies|stale/i;
/** What is of no use once it has expired or broken, so that it is right to drop it. */
const perishable =
  /token|session|credential|auth|conn|client|socket|promise|pending|in_?flight|lock|timer|interval|error|loading|request|response/i;
const refreshing = /refresh|reload|rebuild|renew|sync|update|populate|load/i;

/** Where a file fetches anew what it keeps between requests. */
export function refreshFacts(found: Found): readonly RefreshFact[] {
  const { file } = found;
  if (!/\bawait\b/.test(file.source.text)) return keptFailures(found);
  const cleared = [...file.nodes('AssignmentExpression'), ...file.nodes('CallExpression')].flatMap(
    (node) => ofClearing(file, node) ?? [],
  );
  const swapped = file.nodes('AssignmentExpression').flatMap((node) => ofSwap(file, node) ?? []);
  return [...cleared, ...swapped, ...keptFailures(found)].toSorted((a, b) => a.at.range[0] - b.at.range[0]);
}

type Change = TSESTree.AssignmentExpression | TSESTree.CallExpression;

/** `cache = {}`, `cache.clear()`: what it empties. */
function clearedBy(file: FileContext, node: Change): string | undefined {
  if (node.type === 'AssignmentExpression')
    return node.operator === '=' && isEmpty(file, node.right) ? sharedName(file, node.left) : undefined;
  if (node.callee.type !== 'MemberExpression' || memberName(node.callee) !== 'clear') return undefined;
  return sharedName(file, node.callee.object);
}

function isEmpty(file: FileContext, value: Node): boolean {
  return /^(?:\{\s*\}|\[\s*\]|null|undefined|new (?:Map|Set)(?:<[^()]*>)?\(\))$/.test(textOf(file, unwrap(value)));
}

function isCache(file: FileContext, name: string, node: Node): boolean {
  if (perishable.test(name)) return false;
  return kept.test(name) || /cache/i.test(functionName(node)) || /cache/i.test(file.filename.split('/').at(-1) ?? '');
}

function ofClearing(file: FileContext, node: Change): RefreshFact | undefined {
  const cache = clearedBy(file, node);
  const fn = ancestor(node, isFunction);
  if (cache === undefined || !fn || !isCache(file, cache, node)) return undefined;
  const handler = ancestor(node, (one): one is TSESTree.CatchClause => one?.type === 'CatchClause');
  if (handler && contains(fn, handler)) {
    // `if (error instanceof NotFound) cached = null;`: the source says that there is nothing.
    if (isForOneError(file, node, handler)) return undefined;
    const isRefresh = fills(file, handler.parent.block, cache).some((fill) => waits(file, fill, handler.parent.block));
    return isRefresh ? { at: place(node), cache, state: 'cleared-on-failure' } : undefined;
  }
  const statement = node.parent;
  const block = statement.parent;
  if (statement.type !== 'ExpressionStatement' || block?.type !== 'BlockStatement') return undefined;
  const following = block.body.slice(block.body.indexOf(statement) + 1);
  const fill = following.flatMap((one) => fills(file, one, cache)).find((one) => waits(file, one, block, node));
  if (!fill || isRestored(file, following, cache)) return undefined;
  return refreshing.test(functionName(node)) || kept.test(cache)
    ? { at: place(node), cache, state: 'cleared-before' }
    : undefined;
}

/** True under a condition that asks which error a `catch` has caught. */
function isForOneError(file: FileContext, node: Node, { body, param }: TSESTree.CatchClause): boolean {
  const name = param?.type === 'Identifier' ? param.name : undefined;
  if (name === undefined) return false;
  const asks = within(file, 'IfStatement', body).filter(({ test }) => namesIn(file, test).includes(name));
  return asks.some(({ consequent }) => contains(consequent, node));
}

function namesIn(file: FileContext, region: Node): readonly string[] {
  return within(file, 'Identifier', region).map(({ name }) => name);
}

/** Where something is put into the cache. */
function fills(file: FileContext, region: Node, cache: string): readonly Node[] {
  const assigned = within(file, 'AssignmentExpression', region).filter(
    ({ left, right }) => !isEmpty(file, right) && (sharedName(file, left)?.startsWith(cache) ?? false),
  );
  const added = within(file, 'CallExpression', region).filter(
    ({ callee }) =>
      callee.type === 'MemberExpression' &&
      /^(?:set|add|push)$/.test(memberName(callee) ?? '') &&
      sharedName(file, callee.object) === cache,
  );
  return [...assigned, ...added];
}

/** True when something is waited for before the filling, after `from` where that is given. */
function waits(file: FileContext, fill: Node, region: Node, from?: Node): boolean {
  const start = from ? from.range[1] : region.range[0];
  return within(file, 'AwaitExpression', region).some(({ range }) => start <= range[0] && range[0] < fill.range[1]);
}

/** True when a `catch` puts back what was there. */
function isRestored(file: FileContext, statements: readonly Node[], cache: string): boolean {
  return statements.some((statement) =>
    within(file, 'CatchClause', statement).some(({ body }) => fills(file, body, cache).length > 0),
  );
}

/** `cache = await load()`, and what becomes of it when that fails. */
function ofSwap(file: FileContext, node: TSESTree.AssignmentExpression): RefreshFact | undefined {
  const cache = sharedName(file, node.left);
  if (cache === undefined || !/^(?:=|\?\?=|\|\|=)$/.test(node.operator) || !isCache(file, cache, node))
    return undefined;
  if (!ancestor(node, isFunction)) return undefined;
  const value = unwrap(node.right);
  if (value.type !== 'AwaitExpression') return undefined;
  const call = unwrap(value.argument);
  const callback =
    call.type === 'CallExpression' && call.callee.type === 'MemberExpression' && memberName(call.callee) === 'catch'
      ? callbackOf(file, call.arguments[0])
      : undefined;
  const read = call.type === 'CallExpression' ? forgottenReadsIn(file).ofCall(call) : undefined;
  if (read && node.operator === '=') {
    const { work, elsewhere } = read;
    const kept = { cache, state: 'failure-kept', work } as const;
    return elsewhere ? { at: place(node), ...kept, elsewhere } : { at: read.at, ...kept, keeper: place(node) };
  }
  const isLost = callback !== undefined && isEmpty(file, callback.body) && node.operator === '=';
  return { at: place(node), cache, state: isLost ? 'empty-on-failure' : 'swapped' };
}
