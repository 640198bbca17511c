import type { TSESTree } from '@typescript-eslint/utils';
import { endsAbruptly, statementsAfter } from '../../syntax/control-flow/completions.js';
import { ancestor, contains, memberName, unwrap, type FunctionNode, type Node } from '../../syntax/tree.js';
import { calleeText } from '../callee.js';
import type { Call, FileContext } from '../context.js';
import type { Handler } from '../handlers/handlers.js';
import { directlyWithin, isLoop, textOf, within } from '../retries/regions.js';
import type { Catch } from './catch-sites.js';
import { isMarked, statementReaction } from './quiet.js';
import type { FailureFact } from './types.js';
import type { Writes } from './writes.js';

type Acknowledged = Pick<FailureFact, 'work' | 'treatment'>;

const brokers = /^(?:amqplib|amqp-connection-manager|@google-cloud\/pubsub|nats|rascal|rhea)(?:\/|$)/;
const acknowledging = /^(?:ack|ackAll)$/;
const committing = /^(?:commitOffsets|commitOffset|resolveOffset)$/;

/**
 * A consumer that pulls messages by itself, logs the failure of their treatment, and deletes or acknowledges them all the
 * same: `try { await save(message); } catch (error) { log(error); } await sqs.send(new DeleteMessageCommand(...));`.
 */
export function acknowledgedFailure(
  file: FileContext,
  writes: Writes,
  one: Catch,
  fn: FunctionNode,
  handler: Handler | undefined,
): Acknowledged | undefined {
  const { whole, body } = one;
  if (whole.type !== 'TryStatement' || body.type !== 'BlockStatement') return undefined;
  const work = treatmentWithin(file, writes, one);
  if (!work) return undefined;
  const acknowledges = (node: Node) => isAcknowledgement(file, writes, node, handler);
  const inCatch = body.body.some(acknowledges);
  const others = body.body.filter((statement) => !acknowledges(statement) && !givesMessage(file, statement, handler));
  if (others.some((statement) => statementReaction(file, statement) !== 'quiet')) return undefined;
  const isDone =
    inCatch ||
    (whole.finalizer?.body.some(acknowledges) ?? false) ||
    body.body.some((statement) => givesMessage(file, statement, handler)) ||
    (!endsAbruptly(body) && isAcknowledgedAfter(file, one, fn, handler, acknowledges));
  if (!isDone) return undefined;
  return { work: calleeText(work.callee, file.source.text), treatment: isMarked(file, body) ? 'marked' : 'dropped' };
}

/** The call that the block waits for last, apart from acknowledgements. */
function treatmentWithin(file: FileContext, writes: Writes, { tried }: Catch): Call | undefined {
  return directlyWithin(file, 'AwaitExpression', tried)
    .map(({ argument }) => unwrap(argument))
    .findLast((call): call is Call => call.type === 'CallExpression' && !deletesMessage(file, writes, call));
}

/** A statement that acknowledges in every case: what stands under a condition may be for what went well. */
function isAcknowledgement(file: FileContext, writes: Writes, node: Node, handler: Handler | undefined): boolean {
  if (node.type !== 'ExpressionStatement') return false;
  const value = unwrap(node.expression);
  const call = value.type === 'AwaitExpression' ? unwrap(value.argument) : value;
  if (call.type !== 'CallExpression') return false;
  if (deletesMessage(file, writes, call)) return true;
  const name = call.callee.type === 'MemberExpression' ? memberName(call.callee) : undefined;
  if (name === undefined) return false;
  if (committing.test(name)) return file.specifiers.includes('kafkajs');
  return (
    acknowledging.test(name) && (handler?.source === 'message' || file.specifiers.some((one) => brokers.test(one)))
  );
}

function deletesMessage(file: FileContext, writes: Writes, call: Node): boolean {
  return (
    writes.deletesOfMessages.some((node) => contains(call, node)) &&
    within(file, 'ArrowFunctionExpression', call).length === 0
  );
}

function isAcknowledgedAfter(
  file: FileContext,
  { whole, tried }: Catch,
  fn: FunctionNode,
  handler: Handler | undefined,
  acknowledges: (node: Node) => boolean,
): boolean {
  // A variable that is set when all went well may decide what is acknowledged.
  const loop = ancestor(whole, (node): node is Node => isLoop(node) || node === fn) ?? fn;
  const near = statementsAfter(whole, loop);
  if (near.some(acknowledges)) return true;
  if (loop === fn) return near.some((statement) => givesMessage(file, statement, handler));
  if (loop.type !== 'ForOfStatement' || keepsWhatWentWell(file, tried)) return false;
  const list = unwrap(loop.right);
  const beyond = statementsAfter(loop, fn);
  return beyond.some((statement) => acknowledges(statement) && names(file, statement, list));
}

/** `done.push(message)` in the block: only those may be acknowledged. */
function keepsWhatWentWell(file: FileContext, tried: Node): boolean {
  return (
    within(file, 'AssignmentExpression', tried).length > 0 ||
    within(file, 'CallExpression', tried).some(
      ({ callee }) => callee.type === 'MemberExpression' && /^(?:push|add|set)$/.test(memberName(callee) ?? ''),
    )
  );
}

/** True when a statement names the list that a loop goes over. */
function names(file: FileContext, statement: Node, list: Node): boolean {
  const text = textOf(file, list);
  return (['Identifier', 'MemberExpression'] as const).some((type) =>
    within(file, type, statement).some((node) => textOf(file, node) === text),
  );
}

/** sqs-consumer deletes the message, or the messages, that its handler gives back. */
function givesMessage(file: FileContext, statement: Node, handler: Handler | undefined): boolean {
  if (statement.type !== 'ReturnStatement' || !statement.argument || !handler) return false;
  if (!file.specifiers.includes('sqs-consumer') || handler.source !== 'message') return false;
  const [message] = handler.fn.params as readonly TSESTree.Node[];
  return (
    message?.type === 'Identifier' &&
    statement.argument.type === 'Identifier' &&
    statement.argument.name === message.name
  );
}
