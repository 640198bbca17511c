import { ancestor, contains, isFunction, unwrap, type FunctionNode, type Node } from '../../syntax/tree.js';
import { recordBatchFacts } from '../batches/record-batches.js';
import { calleeText } from '../callee.js';
import type { FileContext } from '../context.js';
import { handlersOf, type Handler } from '../handlers/handlers.js';
import { pausesIn } from '../retries/delay.js';
import { directlyWithin, textOf } from '../retries/regions.js';
import { acknowledgedFailure } from './acknowledged.js';
import { catchesOf, catchPlace, isLogFunction, type Catch } from './catch-sites.js';
import { httpAnswer } from './http-answers.js';
import { isPartOfEvent, passedOn } from './one-of-many.js';
import { isLogged, isMarked, reactionOf, statementReaction } from './quiet.js';
import { recordedFailure } from './recorded.js';
import { returnedFailure } from './returned.js';
import { isSpared } from './spared.js';
import type { FailureFact } from './types.js';
import { unansweredCallback } from './unanswered.js';
import { afterwards, isCalledByName, isForEach, isUndefined, treatmentOf } from './treatment.js';
import type { Writes } from './writes.js';

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
  const recorded = recordedFailure(file, writes, one, fn);
  if (recorded) return { ...base, ...recorded, kind: 'recorded' };
  const isOneOfMany = isPartOfEvent(file, one, fn);
  const write = writes.caughtIn(one.tried);
  const work = write?.call ?? (isOneOfMany && passedOn(file, one.tried));
  if (!work) return undefined;
  const treatment = treatmentOf(file, one, { fn, handler, work, isOneOfMany, write, writes });
  // Work of another file that may be lost, or that somebody else looks after, is no write that was promised here.
  if (write?.isFar && treatment === 'unclear') return undefined;
  return { ...base, kind: 'write', work: calleeText(work.callee, file.source.text), treatment };
}

/** A handler of events that catches all that its work throws, so that nothing is delivered again. */
function wholeHandler(file: FileContext, one: Catch, fn: FunctionNode, handler: Handler): FailureFact | undefined {
  if (one.whole.type !== 'TryStatement' || /^(?:http|cron)$/.test(handler.source)) return undefined;
  if (handler.source === 'webhook') return wholeWebhook(file, one, handler);
  if (directlyWithin(file, 'AwaitExpression', one.tried).length === 0) return undefined;
  if (isForEach(one.whole, fn) || hasRecordVerdict(file, one)) return undefined;
  const reaction = reactionOf(file, one.body);
  if (reaction === 'unclear' || afterwards(file, one.whole, fn) !== 'nothing' || isReadLater(file, one, fn))
    return undefined;
  const isAnswered = handler.source === 'unknown' && returnsValue(file, fn);
  // Who delivers messages and jobs reads nothing of what is returned.
  const isUnheard = reaction === 'success' && !/^(?:job|message|kafka)$/.test(handler.source);
  if (isUnheard || isAnswered || awaitsBefore(file, one, fn)) return undefined;
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

/** A handler whose sender sends again until it hears of a success, and hears of one after a failure as well. */
function wholeWebhook(file: FileContext, one: Catch, { name }: Handler): FailureFact | undefined {
  if (one.body.type !== 'BlockStatement' || directlyWithin(file, 'AwaitExpression', one.tried).length === 0)
    return undefined;
  const answers = one.body.body.filter((statement) => /^(?:success|default)$/.test(httpAnswer(file, statement) ?? ''));
  const others = one.body.body.filter((statement) => !answers.includes(statement));
  if (answers.length === 0 || others.some((statement) => statementReaction(file, statement) !== 'quiet'))
    return undefined;
  return {
    at: catchPlace(one),
    work: lastAwaited(file, one.tried),
    kind: 'handler',
    treatment: isMarked(file, one.at) ? 'marked' : 'dropped',
    logged: isLogged(file, one.body),
    handler: name,
  };
}

/** True when the tried block sets a variable that is read behind the `try`, or outside of the function. */
function isReadLater(file: FileContext, { tried, whole }: Catch, fn: FunctionNode): boolean {
  return directlyWithin(file, 'AssignmentExpression', tried).some(({ left }) => {
    const variable = left.type === 'Identifier' ? file.resolver.scopes.variableOf(left) : undefined;
    if (!variable) return left.type === 'Identifier';
    if (!variable.identifiers.every((name) => contains(fn, name as Node))) return true;
    return variable.references.some(({ identifier }) => identifier.range[0] >= whole.range[1]);
  });
}

/** True for a function whose caller is given an answer, as those behind an API are. */
function returnsValue(file: FileContext, fn: FunctionNode): boolean {
  return directlyWithin(file, 'ReturnStatement', fn).some(
    ({ argument }) => argument && !isUndefined(argument) && textOf(file, argument) !== 'Promise.resolve()',
  );
}

/** True when the handler does other work outside of the `try`, which may be what it is for; a pause is none. */
function awaitsBefore(file: FileContext, { whole }: Catch, fn: FunctionNode): boolean {
  const pauses = pausesIn(file, fn);
  return directlyWithin(file, 'AwaitExpression', fn).some(
    (node) => !contains(whole, node) && !pauses.some((pause) => contains(node, pause.node)),
  );
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
