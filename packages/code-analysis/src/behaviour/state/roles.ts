import type { TSESTree } from '@typescript-eslint/utils';
import {
  caching,
  countsForOthers,
  idsOfMessages,
  limits,
  ofTheProcess,
  ofTheStart,
  onceOnly,
  says,
  sessions,
  wordsOf,
} from '../../libraries/state-words.js';
import { endsAbruptly } from '../../syntax/control-flow/completions.js';
import { ancestor, contains, isFunction, memberName, unwrap, type FunctionNode, type Node } from '../../syntax/tree.js';
import { isLog } from '../batches/result-use.js';
import { isForLogsOnly } from '../batches/logged-only.js';
import type { FileContext } from '../context.js';
import { handlersOf } from '../handlers/handlers.js';
import { within } from '../retries/regions.js';
import { isCooldown } from './cooldowns.js';
import { countsFailures, isBreaker } from './hand-made-breakers.js';
import type { Holder } from './holders.js';
import { isSaidOnce } from './said-once.js';
import type { StateFact } from './types.js';
import { outermost, type Use } from './uses.js';

type Role = StateFact['role'];

/** What a holder is for, by what the functions do with it; the uses are those that run after the start. */
export function roleOf(file: FileContext, holder: Holder, uses: readonly Use[]): Role {
  const words = wordsOf(holder.name);
  if (isChain(uses)) return 'lock';
  if (isBreaker(file, uses) || (holder.kind !== 'value' && isSaidOnce(file, uses))) return 'other';
  if (holder.kind === 'value') {
    if (countsFailures(file, uses)) return 'other';
    if (isLock(file, uses, words)) return 'lock';
    return isCounter(file, holder, uses, words) ? 'counter' : 'other';
  }
  const kinds = new Set(uses.map(({ kind }) => kind));
  const stores = uses.filter(({ kind }) => kind === 'store' || kind === 'push');
  const reads = uses.filter(({ kind }) => kind === 'lookup' || kind === 'iterate' || kind === 'size');
  if (stores.some((store) => isCooldown(store, uses))) return 'rate-limit';
  if (stores.length === 0 || reads.length === 0 || stores.some(({ value, key }) => isLive(file, value ?? key)))
    return 'other';
  if (says(words, onceOnly)) return 'other';
  if (says(words, limits) && isCompared(file, uses)) return says(words, /^(web)?sockets?$/) ? 'other' : 'rate-limit';
  if (says(words, ofTheProcess)) return kinds.has('lookup') && isReadThrough(file, uses) ? 'cache' : 'other';
  if (isCountOfRunning(uses)) return 'other';
  if (stores.some((store) => isGuarded(file, store, uses))) {
    const removals = uses.filter(({ kind, fn }) => kind === 'remove' && stores.some((store) => sameCode(store.fn, fn)));
    const isSwept = removals.some(({ node }) => isInSweep(node, uses));
    // How often something is done: what is too old is forgotten, and twice does no harm.
    if (isSwept && stores.every(({ value }) => value && isTime(file, value))) return 'other';
    return removals.length > 0 && !isSwept ? 'lock' : 'deduplication';
  }
  if (kinds.has('lookup') && isReadThrough(file, uses)) return 'cache';
  // What is called a cache, and is asked before it is filled, holds what can be worked out again.
  if (says(words, caching) && !says(words, sessions)) {
    const isAsked = (store: Use) =>
      store.value && uses.some((use) => isAskedFirst(file, use, store) || isAskedByCaller(file, use, store));
    if (stores.every(isAsked)) return 'cache';
  }
  if (kinds.has('drain') || (holder.kind === 'array' && kinds.has('clear'))) return 'other';
  if (says(words, sessions)) return 'session';
  return isRebuilt(file, stores, uses) ? 'other' : 'records';
}

/**
 * `tail = tail.then(work)`, `tails.set(key, (tails.get(key) ?? Promise.resolve()).then(work))`: one after the other, as if
 * there were no other process.
 */
function isChain(uses: readonly Use[]): boolean {
  return uses.some(({ kind, value }) => {
    const call = value ? unwrap(value) : undefined;
    if ((kind !== 'assign' && kind !== 'store') || call?.type !== 'CallExpression') return false;
    const { callee } = call;
    if (callee.type !== 'MemberExpression' || !/^(?:then|finally)$/.test(memberName(callee) ?? '')) return false;
    return uses.some((use) => /^(?:read|lookup)$/.test(use.kind) && contains(callee.object, use.node));
  });
}

/** The code that fills it empties it first, so nothing of an earlier run is left. */
function isRebuilt(file: FileContext, stores: readonly Use[], uses: readonly Use[]): boolean {
  const { graph } = handlersOf(file);
  const keeps = ({ value }: Use) => value !== undefined && uses.some(({ node }) => contains(value, node));
  const resets = uses.flatMap((use) =>
    use.fn && isStartOfRun(use) && !keeps(use)
      ? [{ fn: use.fn, at: use.node.range[0], reached: graph.from(use.fn) }]
      : [],
  );
  return stores.every(({ node }) =>
    resets.some(({ fn, at, reached }) => {
      if (contains(fn, node)) return at < node.range[0];
      return reached.some((one) => contains(one, node));
    }),
  );
}

/** `active.set(key, active.get(key) + 1)`, and one less in a `finally`: what this process has under way. */
function isCountOfRunning(uses: readonly Use[]): boolean {
  const isUp = ({ kind, value }: Use) =>
    kind === 'store' && value?.type === 'BinaryExpression' && value.operator === '+' && isLiteral(value.right, 1);
  return uses.some(isUp) && uses.some(({ kind, node }) => (kind === 'remove' || kind === 'store') && isInFinally(node));
}

function isInFinally(node: Node): boolean {
  const around = ancestor(node, isTry);
  return around?.finalizer ? contains(around.finalizer, node) : false;
}

const isTry = (node: Node | null | undefined): node is TSESTree.TryStatement => node?.type === 'TryStatement';

/** True inside of a loop over all that is held. */
function isInSweep(node: Node, uses: readonly Use[]): boolean {
  return uses.some(({ kind, node: list }) => {
    const loop = kind === 'iterate' ? list.parent : undefined;
    return loop?.type === 'ForOfStatement' && contains(loop.body, node);
  });
}

function isTime(file: FileContext, value: Node): boolean {
  return /^(now\w*|Date\.now\(\)|performance\.now\(\)|new Date\(\).*)$/i.test(textOf(file, value));
}

/** True when one of two functions is inside the other, or they are the same. */
function sameCode(a: FunctionNode | undefined, b: FunctionNode | undefined): boolean {
  return a !== undefined && b !== undefined && (contains(a, b) || contains(b, a));
}

/** A flag that is set, looked at before that, and taken back by the same function. */
function isLock(file: FileContext, uses: readonly Use[], words: readonly string[]): boolean {
  if (says(words, ofTheStart)) return false;
  const writes = uses.filter(({ kind }) => kind === 'assign');
  const sets = writes.filter(({ value }) => isLiteral(value, true));
  return sets.some(
    (set) =>
      writes.some((other) => isLiteral(other.value, false) && sameCode(set.fn, other.fn)) &&
      uses.some(({ kind, node, fn }) => {
        const test = kind === 'read' && sameCode(set.fn, fn) ? ancestor(node, isIf) : undefined;
        return (
          test !== undefined && contains(test.test, node) && endsAbruptly(test.consequent) && !onlyLogs(file, test)
        );
      }),
  );
}

function onlyLogs(file: FileContext, { consequent }: TSESTree.IfStatement): boolean {
  return consequent.type === 'ExpressionStatement' && isLogStatement(file, consequent);
}

function isLiteral(value: Node | undefined, wanted: unknown): boolean {
  return value?.type === 'Literal' && value.value === wanted;
}

const isIf = (node: Node | null | undefined): node is TSESTree.IfStatement => node?.type === 'IfStatement';

/** A number that only grows and on which something other than logs depends. */
function isCounter(file: FileContext, { declared }: Holder, uses: readonly Use[], words: readonly string[]): boolean {
  if (
    says(words, countsForOthers) ||
    (says(words, idsOfMessages) && says(words, /^ids?$/)) ||
    uses.some(({ kind }) => kind === 'down')
  )
    return false;
  const init = declared.parent?.type === 'VariableDeclarator' ? declared.parent.init : valueOfMember(declared.parent);
  if (init?.type !== 'Literal' || typeof init.value !== 'number') return false;
  const ups = uses.filter(({ kind }) => kind === 'up');
  if (ups.length === 0 || uses.some((use) => isStartOfRun(use))) return false;
  const reads = [
    ...uses.filter(({ kind }) => kind === 'read').map(({ node }) => node),
    ...ups.map(({ node }) => node).filter(({ parent }) => parent && !isStatement(parent)),
  ];
  return reads.some((read) => !isForLogsOnly(file, read) && !isRemainder(read) && !isBesideUnique(file, read));
}

function valueOfMember(node: Node | undefined): Node | null | undefined {
  return node?.type === 'PropertyDefinition' || node?.type === 'Property' ? node.value : undefined;
}

function isStatement({ type }: Node): boolean {
  return type === 'ExpressionStatement' || type === 'ForStatement';
}

/** `count = 0` or `seen.clear()` as a statement of the function itself: each run begins anew. */
function isStartOfRun({ kind, node, fn }: Use): boolean {
  return (
    (kind === 'assign' || kind === 'clear') &&
    node.parent?.type === 'ExpressionStatement' &&
    node.parent.parent === fn?.body
  );
}

/** What no other instance has. */
const unique = /random|uuid|hostname|process\.pid|\bpid\b|nonce|nanoid|ulid|instance_?id|machine_?id/i;

/** `${hostname()}-${process.pid}-${count++}`: beside what only this process has, it need not differ from others. */
function isBesideUnique(file: FileContext, node: Node): boolean {
  let whole = node;
  while (
    whole.parent &&
    /^(?:TemplateLiteral|BinaryExpression|ArrayExpression|CallExpression|MemberExpression)$/.test(whole.parent.type)
  )
    whole = whole.parent;
  if (whole === node) return false;
  const names = within(file, 'Identifier', whole).flatMap((one) => {
    const terminal = file.resolver.single(one);
    return terminal?.kind === 'expression' ? [textOf(file, terminal.node)] : [];
  });
  return [textOf(file, whole), ...names].some((text) => unique.test(text));
}

/** `items[next++ % items.length]` takes turns, whichever instance counts. */
function isRemainder(node: Node): boolean {
  const { parent } = node;
  return parent?.type === 'BinaryExpression' && parent.operator === '%';
}

/** True for values that cannot live elsewhere: functions, timers, objects of classes, open answers. */
function isLive(file: FileContext, value: Node | undefined): boolean {
  if (!value) return false;
  const plain = unwrap(value);
  if (isFunction(plain)) return true;
  if (plain.type === 'NewExpression')
    return !(plain.callee.type === 'Identifier' && /^(Date|Map|Set|Array|Object)$/.test(plain.callee.name));
  if (
    plain.type === 'Identifier' &&
    /^(res|response|ws|socket|reply|stream|conn|connection|client|controller|resolve|reject|timer|timeout|callback|cb|listener|handler|transport|server|child|promise)$/i.test(
      plain.name,
    )
  )
    return true;
  if (plain.type === 'ObjectExpression')
    return plain.properties.some((one) => one.type === 'Property' && isLive(file, one.value as Node));
  if (plain.type === 'CallExpression')
    return /^(setTimeout|setInterval|setImmediate)$/.test(textOf(file, plain.callee));
  const terminal = plain.type === 'Identifier' ? file.resolver.single(plain) : undefined;
  if (terminal?.kind !== 'expression' || terminal.path.length > 0 || terminal.node === plain) return false;
  return terminal.node.type === 'NewExpression' && isLive(file, terminal.node);
}

function textOf(file: FileContext, node: Node): string {
  return file.source.text.slice(...node.range);
}

/** Names that carry what was looked up: the lookup itself, and the variable that it is put into. */
function lookedUp(file: FileContext, { node }: Use): readonly Node[] {
  let value = outermost(node);
  while (value.parent?.type === 'AwaitExpression' || value.parent?.type === 'LogicalExpression')
    value = outermost(value.parent);
  const declarator = value.parent;
  if (declarator?.type !== 'VariableDeclarator' || declarator.id.type !== 'Identifier') return [node];
  const references = file.resolver.scopes.variableOf(declarator.id)?.references ?? [];
  return [node, ...references.filter((one) => one.isRead()).map((one) => one.identifier as Node)];
}

/** True when a number or a time that is held decides whether the function goes on. */
function isCompared(file: FileContext, uses: readonly Use[]): boolean {
  return uses.some(
    (use) =>
      (use.kind === 'lookup' || use.kind === 'size' || use.kind === 'iterate') &&
      lookedUp(file, use).some((read) => {
        const comparison = ancestor(read, isComparison);
        return comparison !== undefined && ancestor(comparison, isFunction) === ancestor(read, isFunction);
      }),
  );
}

const isComparison = (node: Node | null | undefined): node is TSESTree.BinaryExpression =>
  node?.type === 'BinaryExpression' && /^[<>]=?$/.test(node.operator);

/**
 * `if (seen.has(id)) return; seen.add(id);`: what was there before decides whether the work is done. The value that was
 * found is not the result, as it would be in a cache.
 */
function isGuarded(file: FileContext, store: Use, uses: readonly Use[]): boolean {
  return uses.some((use) => {
    if (use.kind !== 'lookup' || !sameCode(use.fn, store.fn)) return false;
    const names = lookedUp(file, use);
    // What is given back is a result that is kept: `if (known === null) return undefined; return known;`
    if (names.some(({ parent }) => parent?.type === 'ReturnStatement')) return false;
    return names.some((read) => {
      const test = ancestor(read, isIf);
      if (!test || !contains(test.test, read) || ancestor(test, isFunction) !== ancestor(read, isFunction))
        return false;
      if (isNegated(read))
        return contains(test.consequent, store.node) && worksBeside(file, test.consequent, store.node);
      const before = endsAbruptly(test.consequent) && test.range[1] <= store.node.range[0];
      return before && !names.some((name) => contains(test.consequent, name)) && !looksAgain(test.consequent, uses);
    });
  });
}

function looksAgain(block: Node, uses: readonly Use[]): boolean {
  return uses.some(({ kind, node }) => kind === 'lookup' && contains(block, node));
}

function isNegated(node: Node): boolean {
  const { parent } = outermost(node);
  return parent?.type === 'UnaryExpression' && parent.operator === '!';
}

/** True when a block does something that lasts beside the store: not only logs, and no value that is worked out for it. */
function worksBeside(file: FileContext, block: Node, store: Node): boolean {
  const statements = block.type === 'BlockStatement' ? block.body : [block];
  return statements.some((statement) => {
    if (statement.type !== 'ExpressionStatement' || contains(statement, store)) return false;
    return (
      /^(await\s|[\w.]+\.(send|save|create|insert|publish|process)\()/.test(textOf(file, statement)) &&
      !isLogStatement(file, statement)
    );
  });
}

function isLogStatement(file: FileContext, statement: TSESTree.ExpressionStatement): boolean {
  const call = statement.expression.type === 'AwaitExpression' ? statement.expression.argument : statement.expression;
  return call.type === 'CallExpression' && isLog(file, call);
}

/** True for a lookup by the code that stores, or by a function that it calls before. */
function isAskedFirst(file: FileContext, { kind, fn, node }: Use, store: Use): boolean {
  if (kind !== 'lookup' || !fn || !store.fn) return false;
  if (sameCode(fn, store.fn)) return node.range[0] <= store.node.range[0];
  const { graph } = handlersOf(file);
  return within(file, 'CallExpression', store.fn).some(
    (call) => call.range[0] < store.node.range[0] && graph.calledBy(call).includes(fn),
  );
}

/** `return lookUp(key) ?? keep(key, await load(key))`: what asks and what stores are functions of one caller. */
function isAskedByCaller(file: FileContext, { kind, fn }: Use, store: Use): boolean {
  if (kind !== 'lookup' || !fn || !store.fn) return false;
  const { graph } = handlersOf(file);
  return file.calls.some((asks) => {
    if (!graph.calledBy(asks).includes(fn)) return false;
    const caller = ancestor(asks, isFunction);
    return (
      caller !== undefined &&
      within(file, 'CallExpression', caller).some(
        (call) => asks.range[0] < call.range[0] && graph.calledBy(call).includes(store.fn as FunctionNode),
      )
    );
  });
}

/** The same code looks a value up and, where it is missing, puts in one that it works out. */
function isReadThrough(file: FileContext, uses: readonly Use[]): boolean {
  return uses.some(
    (store) =>
      store.kind === 'store' &&
      store.value !== undefined &&
      isWorkedOut(file, store.value) &&
      uses.some((lookup) => isAskedFirst(file, lookup, store)),
  );
}

/** The result of a call or a new object, whether it stands there or in a variable. */
function isWorkedOut(file: FileContext, value: Node): boolean {
  const plain = unwrap(value);
  if (plain.type === 'AwaitExpression' || plain.type === 'CallExpression' || plain.type === 'NewExpression')
    return true;
  if (plain.type === 'ObjectExpression')
    return plain.properties.some(
      (one) =>
        one.type === 'Property' &&
        isWorkedOut(file, one.value as Node) &&
        !/^\w*(id|time|date|at|stamp|expir)/i.test(textOf(file, one.key)),
    );
  if (plain.type !== 'Identifier') return false;
  const references = file.resolver.scopes.variableOf(plain)?.references ?? [];
  return references.some(({ writeExpr }) => {
    const written = writeExpr ? unwrap(writeExpr as Node) : undefined;
    return written !== undefined && /^(AwaitExpression|CallExpression|NewExpression)$/.test(written.type);
  });
}
