import type { TSESTree } from '@typescript-eslint/utils';
import { endsAbruptly, statementsAfter } from '../../syntax/control-flow/completions.js';
import { ancestor, contains, isFunction, memberName, unwrap, type FunctionNode, type Node } from '../../syntax/tree.js';
import type { Call, FileContext } from '../context.js';
import type { Handler } from '../handlers/handlers.js';
import { pausesIn } from '../retries/delay.js';
import { functionName } from '../retries/purpose.js';
import { directlyWithin, isLoop, textOf, within } from '../retries/regions.js';
import type { Catch } from './catch-sites.js';
import { isGiven } from './given-lists.js';
import { isRepeated, listAround } from './one-of-many.js';
import { callbackOf, isLogged, isMarked, isMarkedAround, reactionOf, saysSuccess, statementReaction } from './quiet.js';
import { isSpared, wordsOf } from './spared.js';
import type { FailureFact } from './types.js';
import { httpAnswer } from './http-answers.js';
import { callsLettingOut } from './letting-out.js';
import type { Write, Writes } from './writes.js';

/** Functions that something starts which hears of no failure: listeners, start-up, handlers that no event is handed to. */
const unheard = /^on(?:[A-Z]|$)/;
const listening = /^handle(?:[A-Z]|$)/;
const starting = /^(?:main|start|run|init|boot|setup|listen|seed|migrate|worker|loop|tick|poll)/i;
/** A clock comes back to what it has not done. */
const clocked = /hourly|minutely|every_?(?:second|minute|hour)|cron/i;

export function isUnheard(fn: FunctionNode): boolean {
  const name = functionName(fn);
  // A method that handles something is called by whoever has it; a function of that name may be given to an emitter.
  if (name === 'handler' && fn.params.length === 0 && isCalledByName(fn)) return true;
  return (
    unheard.test(name) ||
    starting.test(name) ||
    clocked.test(name) ||
    (listening.test(name) && fn.parent.type !== 'MethodDefinition')
  );
}

/** What has failed, and where. */
export interface CaughtWork {
  readonly fn: FunctionNode;
  readonly handler: Handler | undefined;
  readonly work: Call;
  readonly isOneOfMany: boolean;
  /** What it writes; undefined where only its name says that it does. */
  readonly write: Write | undefined;
  /** All writes of the file. */
  readonly writes: Writes;
}

/** `await write().catch(() => null);`: whatever the callback gives, nobody takes it. */
function isThrownAway(file: FileContext, { whole, body }: Catch): boolean {
  if (whole.type !== 'CallExpression') return false;
  const held = whole.parent.type === 'AwaitExpression' ? whole.parent : whole;
  if (held.parent.type !== 'ExpressionStatement') return false;
  if (body.type !== 'BlockStatement') return isConstant(unwrap(body));
  const last = body.body.at(-1);
  return (
    last?.type === 'ReturnStatement' &&
    last.argument !== null &&
    isConstant(unwrap(last.argument)) &&
    body.body.slice(0, -1).every((statement) => statementReaction(file, statement) === 'quiet')
  );
}

function isConstant(value: Node): boolean {
  if (value.type === 'ArrayExpression') return value.elements.length === 0;
  if (value.type === 'ObjectExpression') return value.properties.length === 0;
  return value.type === 'Literal' || value.type === 'Identifier' || value.type === 'MemberExpression';
}

/** What becomes of a failure of work that a `catch` takes. */
export function treatmentOf(file: FileContext, one: Catch, caught: CaughtWork): FailureFact['treatment'] {
  const { fn, handler, work, isOneOfMany, write } = caught;
  const reaction = isThrownAway(file, one) ? 'quiet' : reactionOf(file, one.body, isOneOfMany);
  if (/^(?:told|unclear)$/.test(reaction) && answersAsAfterSuccess(file, one, caught)) return 'dropped';
  if (reaction === 'told') return 'told';
  if (reaction === 'unclear') return endsWithFailure(file, one) ? 'told' : 'unclear';
  if (isMarked(file, one.at.type === 'CatchClause' ? one.at : one.body) || isMarkedAround(file, one, fn))
    return 'marked';
  if (isSpared(namesAround(file, fn, work), write?.isStored)) return 'unclear';
  if (reaction === 'success' || (isOneOfMany && (endsAbruptly(one.body) || !setsBefore(file, one)))) return 'dropped';
  // What it is called for is the answer, and what it keeps by the way is kept by the next one.
  if (write?.isFar && looking.test(lastNameOf(file, work))) return 'unclear';
  if (write?.isFar && (write.kind === 'other' ? !isWhatItIsFor(file, one, caught) : isMadeAgain(file, one, caught)))
    return 'unclear';
  if (setsBefore(file, one)) return 'unclear';
  if (isLostPart(file, one, caught)) return 'dropped';
  if (isForEach(one.whole, fn))
    return afterwards(file, outermostLoop(one.whole, fn), fn) === 'success' ? 'dropped' : 'unclear';
  const after = afterwards(file, one.whole, fn);
  if (after === 'success') return 'dropped';
  const isNamed = handler === undefined && isCalledByName(fn) && !isUnheard(fn);
  const isHeard = isNamed || (isStep(fn) && isEmpty(one));
  if (givesResult(file, one)) return 'unclear';
  if (after === 'other' && goesOnUnknowing(file, one, caught) && !isMadeAgain(file, one, caught)) return 'dropped';
  return after === 'nothing' && isHeard ? 'dropped' : 'unclear';
}

/** `try { await write(); return total; } catch (error) { log(error); return total; }`: nobody can tell one from the other. */
function answersAsAfterSuccess(file: FileContext, one: Catch, { fn, work, write }: CaughtWork): boolean {
  const { body, tried } = one;
  if (!write || write.kind === 'other' || one.whole.type !== 'TryStatement' || body.type !== 'BlockStatement')
    return false;
  const failed = body.body.at(-1);
  if (failed?.type !== 'ReturnStatement' || failed.argument?.type !== 'Identifier') return false;
  const given = directlyWithin(file, 'ReturnStatement', tried);
  const answer = textOf(file, failed.argument);
  return (
    given.length > 0 &&
    given.every(({ argument }) => argument && textOf(file, argument) === answer) &&
    body.body.slice(0, -1).every((statement) => statementReaction(file, statement, true) === 'quiet') &&
    !setsBefore(file, one) &&
    !isMarked(file, one.at) &&
    !isMarkedAround(file, one, fn) &&
    !isSpared(namesAround(file, fn, work), write.isStored)
  );
}

/**
 * True for one of many that somebody has handed in: the others go on, and nobody hears of that one. What a function has
 * read itself its next run may read again.
 */
function isLostPart(file: FileContext, one: Catch, { fn, handler, write }: CaughtWork): boolean {
  if (!write || write.kind === 'other' || handler?.source === 'cron' || handler?.source === 'schedule') return false;
  const list = listAround(one.whole, fn);
  const outer = list && ancestor(list, isFunction);
  if (!outer || isRepeated(file, outer) || isUnheard(outer)) return false;
  return isGiven(file, list, outer);
}

/**
 * True where a record or a message is lost and the function goes on to its end as after a success: nothing that it does
 * later looks at what was to be written.
 */
function goesOnUnknowing(file: FileContext, one: Catch, { fn, handler, work, write, writes }: CaughtWork): boolean {
  if (!write || write.kind === 'other' || endsAbruptly(one.body) || isUnheard(fn)) return false;
  // What is told of after the write that counts is left to the reader.
  if (write.kind === 'message' && isAfterRecord(file, writes, one, fn)) return false;
  if (handler ? handler.source === 'cron' || handler.source === 'schedule' : !isCalledByName(fn)) return false;
  if (isAside(one.whole, fn) || isRepeated(file, fn)) return false;
  const receiver = work.callee.type === 'MemberExpression' ? textOf(file, work.callee.object) : undefined;
  return statementsAfter(ancestorStatement(one.whole), fn).every(
    (statement) =>
      within(file, 'ThrowStatement', statement).length === 0 &&
      !within(file, 'CallExpression', statement).some(
        ({ callee }) =>
          callee.type === 'MemberExpression' &&
          textOf(file, callee.object) === receiver &&
          looking.test(memberName(callee) ?? ''),
      ),
  );
}

/** True for a function that waits for nothing but to send, which is what it is for. */
function isWhatItIsFor(file: FileContext, { tried }: Catch, { fn, work }: CaughtWork): boolean {
  return (
    sending.test(lastNameOf(file, work)) &&
    directlyWithin(file, 'AwaitExpression', fn).every((node) => !contains(tried, node) || contains(node, work)) &&
    directlyWithin(file, 'AwaitExpression', tried).length > 0
  );
}

const lastNameOf = (file: FileContext, { callee }: Call): string =>
  (callee.type === 'MemberExpression' ? memberName(callee) : textOf(file, callee)) ?? '';

const sending = /^(?:send|publish|post|deliver|submit|dispatch|enqueue|make\w*Request)/i;

/** True where the function has stored something before, whose failure comes out of it. */
function isAfterRecord(file: FileContext, writes: Writes, { whole }: Catch, fn: FunctionNode): boolean {
  return callsLettingOut(file, fn).some(
    (call) => call.range[1] <= whole.range[0] && writes.of(call)?.kind === 'record',
  );
}

/** Work that is derived from what is stored, and that other runs do over: by its name, or by what the log says. */
function isMadeAgain(file: FileContext, { body }: Catch, { fn, work }: CaughtWork): boolean {
  const said = [
    ...within(file, 'Literal', body).map(({ value }) => (typeof value === 'string' ? value : '')),
    ...within(file, 'TemplateElement', body).map(({ value }) => value.raw),
  ].join(' ');
  const done = textOf(file, work).slice(0, 200);
  const names = wordsOf(`${functionName(fn)} ${textOf(file, work.callee)} ${said}`);
  return isRepeated(file, fn) || derived.test(names) || isSpared(`${done.replace(/^[\w.]+/, '')} ${said}`);
}

const derived =
  /\b(?:re-?)?(?:sync|refresh|comput|calculat|index|reconcil|process)|discard|orphan|preview|summary|\bderiv|backfill/i;

const looking = /^(?:find|get|list|select|query|read|fetch|load|count|exists|head|describe)/i;

/** True for what is done after another failure, or at the end whatever has happened. */
function isAside(node: Node, fn: FunctionNode): boolean {
  for (let inner = node, above = node.parent; above && inner !== fn; inner = above, above = above.parent)
    if (above.type === 'CatchClause' || (above.type === 'TryStatement' && above.finalizer === inner)) return true;
  return false;
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
export function isForEach(node: Node, fn: FunctionNode): boolean {
  for (let above = node.parent; above && above !== fn; above = above.parent) if (isLoop(above)) return true;
  return false;
}

function outermostLoop(node: Node, fn: FunctionNode): Node {
  let found = node;
  for (let above = node.parent; above && above !== fn; above = above.parent) if (isLoop(above)) found = above;
  return found;
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
export function setsBefore(file: FileContext, { tried }: Catch): boolean {
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
export const isUndefined = (node: Node) => node.type === 'Identifier' && node.name === 'undefined';

/** What follows in the function: nothing but logs, an answer that says success, or other code. */
export function afterwards(file: FileContext, whole: Node, fn: FunctionNode): 'nothing' | 'success' | 'other' {
  if (!contains(fn.body, whole) || fn.body.type !== 'BlockStatement') return 'nothing';
  const statement = ancestorStatement(whole);
  const last = whole.type === 'TryStatement' ? whole.finalizer?.body.at(-1) : undefined;
  const following = [...(last?.type === 'ReturnStatement' ? [last] : []), ...statementsAfter(statement, fn)];
  const found = following.map((one) => {
    if (one.type === 'ReturnStatement' && one.argument && saysSuccess(unwrap(one.argument))) return 'success';
    if (httpAnswer(file, one) === 'success') return 'success';
    return statementReaction(file, one) === 'quiet' || isPause(file, one) ? 'nothing' : 'other';
  });
  if (found.includes('other')) return 'other';
  return found.includes('success') ? 'success' : 'nothing';
}

/** `await sleep(1000);` */
function isPause(file: FileContext, statement: Node): boolean {
  if (statement.type !== 'ExpressionStatement') return false;
  const waited = unwrap(statement.expression);
  return waited.type === 'AwaitExpression' && pausesIn(file, statement).length > 0;
}

function ancestorStatement(node: Node): Node {
  let inner = node;
  while (inner.parent && inner.parent.type !== 'BlockStatement') inner = inner.parent;
  return inner;
}

/** `load().then(async (answer) => { ... })`: a step of work that its caller waits for. */
function isStep(fn: FunctionNode): boolean {
  const { parent } = fn;
  if (parent.type !== 'CallExpression' || parent.callee.type !== 'MemberExpression') return false;
  return memberName(parent.callee) === 'then' && parent.arguments[0] === fn;
}

const isEmpty = ({ body }: Catch) => body.type === 'BlockStatement' && body.body.length === 0;

/** True for functions that other code calls by a name, and not for callbacks. */
export function isCalledByName(fn: FunctionNode): boolean {
  const { parent } = fn;
  if (fn.type === 'FunctionDeclaration') return true;
  if (parent?.type === 'MethodDefinition') return parent.kind === 'method';
  // `exports.save = async function () {}`
  if (parent?.type === 'AssignmentExpression') return parent.right === fn && parent.left.type === 'MemberExpression';
  return parent?.type === 'VariableDeclarator' || parent?.type === 'PropertyDefinition' || parent?.type === 'Property';
}
