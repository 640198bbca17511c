import type { TSESTree } from '@typescript-eslint/utils';
import { endsAbruptly, statementsAfter } from '../../syntax/control-flow/completions.js';
import { ancestor, contains, isFunction, memberName, unwrap, type FunctionNode, type Node } from '../../syntax/tree.js';
import { recordBatchFacts } from '../batches/record-batches.js';
import { calleeText } from '../callee.js';
import { place, type Call, type FileContext } from '../context.js';
import { handlersOf, type Handler } from '../handlers/handlers.js';
import { functionName } from '../retries/purpose.js';
import { directlyWithin, isLoop, textOf, within } from '../retries/regions.js';
import { acknowledgedFailure } from './acknowledged.js';
import { catchesOf, isLogFunction, type Catch } from './catch-sites.js';
import { isPartOfEvent, passedOn } from './one-of-many.js';
import { callbackOf, isLogged, isMarked, reactionOf, saysSuccess, statementReaction } from './quiet.js';
import { returnedFailure } from './returned.js';
import { isSpared } from './spared.js';
import type { FailureFact } from './types.js';
import { unansweredCallback } from './unanswered.js';
import type { Writes } from './writes.js';

/** Functions that something starts which hears of no failure: listeners, start-up. */
const unheard = /^(?:on|handle)(?:[A-Z]|$)/;
const starting = /^(?:main|start|run|init|boot|setup|listen|seed|migrate|worker|loop|tick|poll)/i;

export function isUnheard(fn: FunctionNode): boolean {
  const name = functionName(fn);
  return unheard.test(name) || starting.test(name);
}

/** Failures that a `catch` takes. */
export function caughtFailures(file: FileContext, writes: Writes): readonly FailureFact[] {
  return catchesOf(file).flatMap((one) => {
    const fact = failureOf(file, writes, one);
    return fact ? [fact] : [];
  });
}

function failureOf(file: FileContext, writes: Writes, one: Catch): FailureFact | undefined {
  const fn = ancestor(one.at, isFunction);
  if (!fn) return undefined;
  const handler = handlersOf(file).all.find((known) => known.fn === fn);
  const base = { at: catchPlace(one), logged: isLogged(file, one.body) || isLogFunction(file, one.body) } as const;
  const returned = handler && returnedFailure(file, one, handler);
  if (returned)
    return {
      ...base,
      kind: 'returned',
      work: lastAwaited(file, one.tried),
      treatment: returned,
      handler: handler.name,
    };
  const acknowledged = acknowledgedFailure(file, writes, one, fn, handler);
  if (acknowledged) return { ...base, ...acknowledged, kind: 'acknowledged' };
  const whole = handler && wholeHandler(file, one, fn, handler);
  if (whole) return whole;
  const callback = unansweredCallback(file, one, fn);
  if (callback !== undefined)
    return { ...base, kind: 'unanswered', work: lastAwaited(file, one.tried), treatment: 'dropped', callback };
  if (dropsOtherErrors(file, writes, one, fn))
    return { ...base, kind: 'other-errors', work: lastAwaited(file, one.tried), treatment: 'dropped' };
  const isOneOfMany = isPartOfEvent(file, one, fn);
  const work = writes.failingIn(one.tried) ?? ownCall(writes, one.tried) ?? (isOneOfMany && passedOn(file, one.tried));
  if (!work) return undefined;
  return {
    ...base,
    kind: 'write',
    work: calleeText(work.callee, file.source.text),
    treatment: treatmentOf(file, one, { fn, handler, work, isOneOfMany, isStored: writes.changesRecord(work) }),
  };
}

/** The call itself, for the `catch` of a promise. */
function ownCall(writes: Writes, tried: Node): Call | undefined {
  let value = unwrap(tried);
  for (;;) {
    if (value.type !== 'CallExpression') return undefined;
    if (writes.has(value)) return value;
    if (value.callee.type !== 'MemberExpression') return undefined;
    value = unwrap(value.callee.object);
  }
}

/** `catch (error)` without what follows, so that the finding stands on one line. */
function catchPlace({ at, body }: Catch): FailureFact['at'] {
  return at.type === 'CatchClause' ? { range: [at.range[0], body.range[0]] } : place(at);
}

/** What has failed, and where. */
interface CaughtWork {
  readonly fn: FunctionNode;
  readonly handler: Handler | undefined;
  readonly work: Call;
  readonly isOneOfMany: boolean;
  /** It changes a record of a database. */
  readonly isStored: boolean;
}

/** `await write().catch(() => null);`: whatever the callback gives, nobody takes it. */
function isThrownAway({ whole, body }: Catch): boolean {
  if (whole.type !== 'CallExpression' || body.type === 'BlockStatement') return false;
  const held = whole.parent.type === 'AwaitExpression' ? whole.parent : whole;
  return held.parent.type === 'ExpressionStatement' && isConstant(unwrap(body));
}

function isConstant(value: Node): boolean {
  if (value.type === 'ArrayExpression') return value.elements.length === 0;
  if (value.type === 'ObjectExpression') return value.properties.length === 0;
  return value.type === 'Literal' || value.type === 'Identifier' || value.type === 'MemberExpression';
}

function treatmentOf(
  file: FileContext,
  one: Catch,
  { fn, handler, work, isOneOfMany, isStored }: CaughtWork,
): FailureFact['treatment'] {
  const reaction = isThrownAway(one) ? 'quiet' : reactionOf(file, one.body, isOneOfMany);
  if (reaction === 'told') return 'told';
  if (reaction === 'unclear') return endsWithFailure(file, one) ? 'told' : 'unclear';
  if (isMarked(file, one.at.type === 'CatchClause' ? one.at : one.body)) return 'marked';
  if (isSpared(namesAround(file, fn, work), isStored)) return 'unclear';
  if (reaction === 'success' || (isOneOfMany && (endsAbruptly(one.body) || !setsBefore(file, one)))) return 'dropped';
  if (isForEach(one.whole, fn) || setsBefore(file, one)) return 'unclear';
  const after = afterwards(file, one.whole, fn);
  if (after === 'success') return 'dropped';
  const isNamed = handler === undefined && isCalledByName(fn) && !isUnheard(fn);
  const isHeard = isNamed || (isStep(fn) && isEmpty(one));
  return after === 'nothing' && isHeard && !givesResult(file, one) ? 'dropped' : 'unclear';
}

/** Names that say what a call is for: its own, and those of the function, the class and the file that it stands in. */
export function namesAround(file: FileContext, fn: FunctionNode, work: Call): string {
  return `${functionName(fn)} ${textOf(file, work.callee)} ${ownerName(fn)} ${fileName(file)}`;
}

function ownerName(fn: FunctionNode): string {
  const owner = ancestor(fn, (node): node is TSESTree.ClassDeclaration => node?.type === 'ClassDeclaration');
  return owner?.id?.name ?? '';
}

function fileName({ filename }: FileContext): string {
  return filename.replaceAll('\\', '/').split('/').slice(-2).join('/');
}

/** True for one of many in a loop or a callback of a list: the others go on. */
function isForEach(node: Node, fn: FunctionNode): boolean {
  for (let above = node.parent; above && above !== fn; above = above.parent) if (isLoop(above)) return true;
  return false;
}

/** `for (;;) { try { return work(); } catch (error) { if (enough) throw error; } }`: success or a failure ends it. */
function endsWithFailure(file: FileContext, { whole, body }: Catch): boolean {
  const loop = whole.parent?.type === 'BlockStatement' ? whole.parent.parent : whole.parent;
  if (!isLoop(loop) || loop.type === 'ForOfStatement') return false;
  const isEndless = !loop.test || (loop.test.type === 'Literal' && loop.test.value === true);
  const leaves = directlyWithin(file, 'BreakStatement', loop).length > 0;
  return isEndless && !leaves && directlyWithin(file, 'ThrowStatement', body).length > 0;
}

/** True when the tried block sets a variable of outside, by which later code may know that it failed. */
function setsBefore(file: FileContext, { tried }: Catch): boolean {
  return within(file, 'AssignmentExpression', tried).some(({ left }) => {
    const variable = left.type === 'Identifier' ? file.resolver.scopes.variableOf(left) : undefined;
    return !variable || !variable.identifiers.some((name) => contains(tried, name as Node));
  });
}

/** True when the tried block returns a value, which the caller misses after a failure. */
function givesResult(file: FileContext, { tried, whole }: Catch): boolean {
  if (whole.type === 'TryStatement' && whole.finalizer && endsWithoutResult(file, whole.finalizer)) return false;
  if (whole.type !== 'TryStatement') return isReturned(whole) && !endsWithNothing(file, tried);
  return directlyWithin(file, 'ReturnStatement', tried).some(
    ({ argument }) => argument && !saysSuccess(unwrap(argument)) && !isUndefined(argument) && !isNull(argument),
  );
}

/** `finally { return undefined; }`: whatever the block has returned is thrown away. */
function endsWithoutResult(file: FileContext, finalizer: Node): boolean {
  const last = directlyWithin(file, 'ReturnStatement', finalizer).at(-1);
  return last !== undefined && (!last.argument || isUndefined(last.argument));
}

/** True for a promise that the function gives back: `return client.send(command).catch(log)`. */
export function isReturned(whole: Node): boolean {
  const { parent } = whole.parent?.type === 'AwaitExpression' ? whole.parent : whole;
  return parent?.type === 'ReturnStatement' || isFunction(parent);
}

/** `client.send(command).then(() => log('sent'))`: a promise of nothing. */
function endsWithNothing(file: FileContext, promise: Node): boolean {
  const call = unwrap(promise);
  if (call.type !== 'CallExpression' || call.callee.type !== 'MemberExpression') return false;
  const fn = memberName(call.callee) === 'then' ? callbackOf(file, call.arguments[0]) : undefined;
  if (!fn) return false;
  if (fn.body.type !== 'BlockStatement') return fn.body.type === 'CallExpression' && isLogged(file, fn.body);
  return directlyWithin(file, 'ReturnStatement', fn).every(({ argument }) => !argument);
}

const isNull = (node: Node) => node.type === 'Literal' && node.raw === 'null';
const isUndefined = (node: Node) => node.type === 'Identifier' && node.name === 'undefined';

/** What follows in the function: nothing but logs, an answer that says success, or other code. */
function afterwards(file: FileContext, whole: Node, fn: FunctionNode): 'nothing' | 'success' | 'other' {
  if (!contains(fn.body, whole) || fn.body.type !== 'BlockStatement') return 'nothing';
  const statement = ancestorStatement(whole);
  const following = statementsAfter(statement, fn);
  const found = following.map((one) => {
    if (one.type === 'ReturnStatement' && one.argument && saysSuccess(unwrap(one.argument))) return 'success';
    if (answersSuccess(file, one)) return 'success';
    return statementReaction(file, one) === 'quiet' ? 'nothing' : 'other';
  });
  if (found.includes('other')) return 'other';
  return found.includes('success') ? 'success' : 'nothing';
}

function ancestorStatement(node: Node): Node {
  let inner = node;
  while (inner.parent && inner.parent.type !== 'BlockStatement') inner = inner.parent;
  return inner;
}

/** `res.status(200).json({ ok: true })`, `res.sendStatus(202)`. */
function answersSuccess(file: FileContext, statement: Node): boolean {
  return /^(?:return\s+)?(?:await\s+)?(?:res|response|reply|ctx|c)\.(?:status\(2\d\d\)|sendStatus\(2\d\d\)|code\(2\d\d\)|(?:json|send)\(\{\s*(?:ok|success):\s*true)/.test(
    textOf(file, statement),
  );
}

/** `load().then(async (answer) => { ... })`: a step of work that its caller waits for. */
function isStep(fn: FunctionNode): boolean {
  const { parent } = fn;
  if (parent.type !== 'CallExpression' || parent.callee.type !== 'MemberExpression') return false;
  return memberName(parent.callee) === 'then' && parent.arguments[0] === fn;
}

const isEmpty = ({ body }: Catch) => body.type === 'BlockStatement' && body.body.length === 0;

/** True for functions that other code calls by a name, and not for callbacks. */
function isCalledByName(fn: FunctionNode): boolean {
  const { parent } = fn;
  if (fn.type === 'FunctionDeclaration') return true;
  if (parent?.type === 'MethodDefinition') return parent.kind === 'method';
  // `exports.save = async function () {}`
  if (parent?.type === 'AssignmentExpression') return parent.right === fn && parent.left.type === 'MemberExpression';
  return parent?.type === 'VariableDeclarator' || parent?.type === 'PropertyDefinition' || parent?.type === 'Property';
}

/** A handler of events that catches all that its work throws, so that nothing is delivered again. */
function wholeHandler(file: FileContext, one: Catch, fn: FunctionNode, handler: Handler): FailureFact | undefined {
  if (one.whole.type !== 'TryStatement' || /^(?:http|webhook|cron)$/.test(handler.source)) return undefined;
  if (directlyWithin(file, 'AwaitExpression', one.tried).length === 0) return undefined;
  if (isForEach(one.whole, fn) || hasRecordVerdict(file, one)) return undefined;
  const reaction = reactionOf(file, one.body);
  if (reaction === 'unclear' || afterwards(file, one.whole, fn) !== 'nothing' || setsBefore(file, one))
    return undefined;
  const isAnswered = handler.source === 'unknown' && returnsValue(file, fn);
  if (reaction === 'success' || isAnswered || awaitsBefore(file, one, fn)) return undefined;
  const work = lastAwaited(file, one.tried);
  if (isSpared(`${handler.name} ${work}`)) return undefined;
  const treatment = reaction === 'told' ? 'told' : isMarked(file, one.at) ? 'marked' : 'dropped';
  return {
    at: catchPlace(one),
    work,
    kind: 'handler',
    treatment,
    logged: isLogged(file, one.body),
    handler: handler.name,
  };
}

/** True for a function whose caller is given an answer, as those behind an API are. */
function returnsValue(file: FileContext, fn: FunctionNode): boolean {
  return directlyWithin(file, 'ReturnStatement', fn).some(
    ({ argument }) => argument && !isUndefined(argument) && textOf(file, argument) !== 'Promise.resolve()',
  );
}

/** True when the handler does other work outside of the `try`, which may be what it is for. */
function awaitsBefore(file: FileContext, { whole }: Catch, fn: FunctionNode): boolean {
  return directlyWithin(file, 'AwaitExpression', fn).some((node) => !contains(whole, node));
}

/** True where the treatment of the records of a batch is judged by itself. */
function hasRecordVerdict(file: FileContext, { at }: Catch): boolean {
  return recordBatchFacts(file).some(
    ({ at: record, treatment }) =>
      treatment === 'drops' && record.range[0] <= at.range[1] && at.range[0] <= record.range[1],
  );
}

/** The call that a block waits for last, as written. */
function lastAwaited(file: FileContext, tried: Node): string {
  const last = directlyWithin(file, 'AwaitExpression', tried).at(-1);
  const call = last && unwrap(last.argument);
  return call?.type === 'CallExpression' ? calleeText(call.callee, file.source.text) : 'the work';
}

/** A `catch` that queues a repair for one kind of error, and only logs the others. */
function dropsOtherErrors(file: FileContext, writes: Writes, { body, tried }: Catch, fn: FunctionNode): boolean {
  if (body.type !== 'BlockStatement' || !isCalledByName(fn)) return false;
  const last = body.body.at(-1);
  const branches = body.body.filter(({ type }) => type === 'IfStatement');
  if (last?.type !== 'IfStatement' || branches.length > 1 || !last.alternate) return false;
  if (directlyWithin(file, 'AwaitExpression', tried).length === 0 || isMarked(file, last.alternate)) return false;
  if (writes.failingIn(last.consequent) === undefined) return false;
  return reactionOf(file, last.alternate) === 'quiet' && isLogged(file, last.alternate);
}
