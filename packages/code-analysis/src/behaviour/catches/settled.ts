import type { TSESTree } from '@typescript-eslint/utils';
import { deliveringSources } from '../../libraries/handlers.js';
import { ancestor, contains, isFunction, memberName, unwrap, type FunctionNode, type Node } from '../../syntax/tree.js';
import { recordBatchFacts } from '../batches/record-batches.js';
import { calleePlace, calleeText } from '../callee.js';
import { useOf } from '../batches/result-use.js';
import type { Call, FileContext } from '../context.js';
import { handlersOf } from '../handlers/handlers.js';
import { textOf, within } from '../retries/regions.js';
import { writtenValue } from './elements.js';
import { isReadAgain } from './one-of-many.js';
import { callbackOf, isMarkedBefore } from './quiet.js';
import { recordAfter } from './recorded.js';
import { isSpared } from './spared.js';
import { isUnheard, namesAround } from './treatment.js';
import type { FailureFact } from './types.js';
import type { Write, Writes } from './writes.js';

/** `await Promise.allSettled(items.map(write));`: it never throws, and nobody looks at what it keeps. */
export function settledFailures(file: FileContext, writes: Writes): readonly FailureFact[] {
  const hasPools = file.specifiers.includes(promisePool);
  if (!hasPools && !/\ballSettled\b/.test(file.source.text)) return [];
  return file.nodes('CallExpression').flatMap((call): readonly FailureFact[] => {
    const [list] = call.arguments;
    const fn = ancestor(call, isFunction);
    const isPool = hasPools && isPoolOf(file, call);
    if (!fn || !list || !(isPool || isAllSettled(file, call))) return [];
    if (!isUnread(file, call, isPool ? ['results'] : []) || isOfRecords(file, call)) return [];
    const work = isPool ? callbackOf(file, list) : unwrap(list);
    const write = work && (isFunction(work) ? writes.failingIn(work) : failingIn(file, writes, work));
    if (!write) return [];
    const { text } = file.source;
    const at = calleePlace(call, text);
    const treatment = treatmentOf(file, writes, call, work, fn, write);
    return [{ at, kind: 'settled', work: calleeText(write.call.callee, text), treatment, logged: false }];
  });
}

function isAllSettled(file: FileContext, { callee }: Call): boolean {
  if (callee.type !== 'MemberExpression' || memberName(callee) !== 'allSettled') return false;
  const origin = file.origin(callee);
  return origin?.module === 'global' && origin.path.join('.') === 'Promise.allSettled';
}

const promisePool = '@supercharge/promise-pool';

/**
 * `PromisePool.for(items).process(write)`: its promise is fulfilled whatever fails, with the errors in a member of the result,
 * unless a handler of errors is given (3.3.0, dist/promise-pool-executor.js, `handleErrorFor`).
 */
function isPoolOf(file: FileContext, { callee }: Call): boolean {
  if (callee.type !== 'MemberExpression' || memberName(callee) !== 'process') return false;
  let root = unwrap(callee.object);
  while (root.type === 'CallExpression' && root.callee.type === 'MemberExpression') {
    if (memberName(root.callee) === 'handleError') return false;
    root = unwrap(root.callee.object);
  }
  const made = root.type === 'NewExpression' ? root.callee : root;
  return file.origin(made)?.module === promisePool;
}

/**
 * True when code waits for the end, and looks at nothing of what has come of it.
 * @param harmless members that tell nothing of failures
 */
function isUnread(file: FileContext, call: Call, harmless: readonly string[]): boolean {
  const { parent } = call;
  const waits =
    parent.type === 'AwaitExpression' || (parent.type === 'MemberExpression' && memberName(parent) === 'then');
  if (!waits) return false;
  const { escapes, reads } = useOf(file, call);
  return !escapes && reads.every(({ name }) => harmless.includes(name));
}

/** The treatment of the records of a batch is judged by itself. */
function isOfRecords(file: FileContext, { range }: Call): boolean {
  return recordBatchFacts(file).some(({ at }) => range[0] <= at.range[1] && at.range[0] <= range[1]);
}

/** The first write whose failure ends one of the promises: `items.map(write)`, `[send(a), send(b)]`, `list.push(send(a))`. */
function failingIn(file: FileContext, writes: Writes, list: Node): Write | undefined {
  if (list.type === 'Identifier') return failingOf(file, writes, list);
  if (list.type === 'ArrayExpression') return writes.failingIn(list);
  if (list.type !== 'CallExpression' || list.callee.type !== 'MemberExpression') return undefined;
  if (memberName(list.callee) !== 'map') return undefined;
  const callback = callbackOf(file, list.arguments[0]);
  return callback && writes.failingIn(callback);
}

/** The same of a variable: what it is made of, and what is pushed to it. */
function failingOf(file: FileContext, writes: Writes, name: TSESTree.Identifier): Write | undefined {
  const made = file.resolver.single(name);
  const first = made?.kind === 'expression' && made.path.length === 0 ? unwrap(made.node) : undefined;
  const found = first && first.type !== 'Identifier' ? failingIn(file, writes, first) : undefined;
  if (found) return found;
  for (const { identifier } of file.resolver.scopes.variableOf(name)?.references ?? []) {
    const { parent } = identifier;
    if (parent.type !== 'MemberExpression' || memberName(parent) !== 'push') continue;
    const { parent: call } = parent;
    const given = call.type === 'CallExpression' ? call.arguments.map(unwrap) : [];
    for (const one of given) {
      const write = one.type === 'CallExpression' ? writes.of(one) : undefined;
      if (write) return write;
    }
  }
  return undefined;
}

function treatmentOf(
  file: FileContext,
  writes: Writes,
  call: Call,
  list: Node,
  fn: FunctionNode,
  { call: work, isStored }: Write,
): FailureFact['treatment'] {
  if (isMarkedBefore(file, call)) return 'marked';
  if (isSpared(namesAround(file, fn, work), isStored) || isUnheard(fn)) return 'unclear';
  const handlers = handlersOf(file).around(call);
  // A timer comes back to them, and so does the next run to what it reads itself.
  const many = manyBehind(file, list, work);
  const isGone = many !== undefined && isTaken(file, writes, many);
  if (!isGone && handlers.some(({ source }) => source === 'cron' || source === 'schedule')) return 'unclear';
  // Others beside it that may fail show that each is meant to be tried, whatever becomes of the rest.
  if (list.type === 'ArrayExpression' && !list.elements.every((one) => one && writes.failingIn(one))) return 'unclear';
  // What each of them notes outside may tell what has failed.
  if (notesOutside(file, list, work)) return 'unclear';
  // What was delivered once is taken for done.
  const isDelivered = handlers.some(({ source }) => deliveringSources.has(source));
  if (isGone || isDelivered || recordAfter(file, call, fn)) return 'dropped';
  return many && isFound(file, unwrap(many)) ? 'unclear' : 'dropped';
}

/** True for a list that is not found again, since whoever gave it has written down that it was given. */
function isTaken(file: FileContext, writes: Writes, many: Node): boolean {
  const made = writtenValue(file, many);
  const call = made.type === 'AwaitExpression' ? unwrap(made.argument) : made;
  return call.type === 'CallExpression' && writes.of(call)?.kind === 'record';
}

/**
 * True for promises whose code sets, counts or collects something that stands outside of it. What is noted before the write
 * tells nothing of its failure.
 */
function notesOutside(file: FileContext, list: Node, work: Call): boolean {
  const made = file.resolver.single(list);
  const code = made?.kind === 'expression' && made.path.length === 0 ? made.node : list;
  const isOutside = (node: Node) => {
    let root = unwrap(node);
    while (root.type === 'MemberExpression') root = unwrap(root.object);
    const variable = root.type === 'Identifier' ? file.resolver.scopes.variableOf(root) : undefined;
    return !variable?.identifiers.some((name) => contains(code, name as Node));
  };
  return (
    within(file, 'AssignmentExpression', code).some(({ left }) => isOutside(left)) ||
    within(file, 'UpdateExpression', code).some(({ argument }) => isOutside(argument)) ||
    within(file, 'CallExpression', code).some(
      ({ callee, range }) =>
        !(range[1] <= work.range[0] && contains(code, work)) &&
        callee.type === 'MemberExpression' &&
        /^(?:push|add|set)$/.test(memberName(callee) ?? '') &&
        unwrap(callee.object).type === 'Identifier' &&
        isOutside(callee.object),
    )
  );
}

/** True for a list that the function has asked for itself, so that the next run may find the same. */
function isFound(file: FileContext, list: Node): boolean {
  const variable = list.type === 'Identifier' ? file.resolver.scopes.variableOf(list) : undefined;
  const [definition] = variable?.defs ?? [];
  const made =
    definition?.type === 'Variable' && definition.node.type === 'VariableDeclarator' ? definition.node.init : list;
  if (!made) return true;
  const text = textOf(file, made as Node);
  // What is taken away or changed by being asked for is not found again.
  return !taking.test(text) && (isReadAgain(file, list) || /\bawait\b/.test(text));
}

const taking = /\b(?:\w*\.)*\$?(?:delete|remove|pop|shift|claim|take|receive|dequeue|insert|create|update)\w*\(/i;

/** The list whose elements the promises are made of: that of `map`, or of the loop in which they are pushed. */
function manyBehind(file: FileContext, list: Node, work: Call): Node | undefined {
  const terminal = list.type === 'Identifier' ? file.resolver.single(list) : undefined;
  const made = terminal?.kind === 'expression' ? unwrap(terminal.node) : list;
  if (made.type === 'CallExpression' && made.callee.type === 'MemberExpression') return made.callee.object;
  for (let above = work.parent as Node | undefined; above && !isFunction(above); above = above.parent)
    if (above.type === 'ForOfStatement') return above.right;
  return undefined;
}
