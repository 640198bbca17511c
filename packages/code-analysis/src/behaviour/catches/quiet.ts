import type { TSESTree } from '@typescript-eslint/utils';
import { isFunction, keyName, memberName, unwrap, type FunctionNode, type Node } from '../../syntax/tree.js';
import { isCounter } from '../batches/logged-only.js';
import { isLog } from '../batches/result-use.js';
import type { FileContext } from '../context.js';
import { directlyWithin, textOf, within } from '../retries/regions.js';
import type { Catch } from './catch-sites.js';

/** What code does with a failure that it has caught. */
export type Reaction =
  /** It logs at the most, and goes on. */
  | 'quiet'
  /** It returns what a success returns. */
  | 'success'
  /** It throws, or returns something that differs from a success. */
  | 'told'
  /** It does other work. */
  | 'unclear';

/** What people write where a failure may be lost on purpose. It makes nothing sound, but it leaves the verdict open. */
const marks =
  /best[- ]?effort|non[- ]?(?:blocking|critical|fatal|essential)|intentional|on purpose|deliberate|n(?:'t|ot) (?:to )?(?:be )?(?:block|fail|break|stop|prevent|interrupt|throw|matter|crash|affect|abort|rethrow|critical|fatal|important|essential)|never (?:throw|fail|block)|fire[- ]and[- ]forget/i;

/** True when code says in a comment or a message that a failure is meant to have no effect. */
export function isMarked(file: FileContext, ...nodes: readonly Node[]): boolean {
  return nodes.some((node) => marks.test(`${commentsIn(file, node)} ${messagesIn(file, node)}`));
}

/** The texts within a node. */
function messagesIn(file: FileContext, node: Node): string {
  return [
    ...within(file, 'Literal', node).map(({ value }) => (typeof value === 'string' ? value : '')),
    ...within(file, 'TemplateElement', node).map(({ value }) => value.raw),
  ].join(' ');
}

/** True when comments say so, in the statement around a node or before it. */
export function isMarkedBefore(file: FileContext, node: Node): boolean {
  let statement = node;
  while (statement.parent && statement.parent.type !== 'BlockStatement' && statement.parent.type !== 'Program')
    statement = statement.parent;
  return marks.test(`${commentsBefore(file, statement)} ${commentsIn(file, statement)}`);
}

/** What the comments in a `try` and before it say, and those before its function that say it of all that it does. */
export function isMarkedAround(file: FileContext, { whole, tried }: Catch, fn: FunctionNode): boolean {
  let holder: Node = fn;
  while (holder.parent && holder.parent.type !== 'BlockStatement' && !/Body$|^Program$/.test(holder.parent.type))
    holder = holder.parent;
  const near = `${commentsBefore(file, whole)} ${commentsIn(file, tried)}`;
  return marks.test(near) || vows.test(`${near} ${commentsBefore(file, holder)}`);
}

/** What a function promises of itself. */
const vows =
  /best[- ]?effort|never (?:throws?|fails?|block)|non[- ]?(?:blocking|critical|fatal)|fire[- ]and[- ]forget|(?:must|should) (?:not|never) (?:fail|block|break|throw)|(?:does|do)(?:n't| not) throw|in the background/i;

/** What the comments within a node say. */
function commentsIn(file: FileContext, { range: [start, end] }: Node): string {
  const inside = commentsOf(file).filter(({ range }) => range[0] >= start && range[1] <= end);
  return withoutRules(inside.map(({ value }) => value).join(' '));
}

/** A comment that names a rule, as those that switch it off do, says nothing of the code. */
const withoutRules = (text: string): string => text.replace(/\bno-[\w-]+/g, '');

const commentsOf = ({ source }: FileContext) => source.ast.comments ?? [];

/** The comments that stand directly before a node. */
function commentsBefore(file: FileContext, { range: [end] }: Node): string {
  let start = end;
  for (const { range } of commentsOf(file).toReversed())
    if (range[1] <= start && /^[\s(]*$/.test(file.source.text.slice(range[1], start))) [start] = range;
  return withoutRules(file.source.text.slice(start, end));
}

const tracing = /^(?:span|segment|subsegment|activeSpan|transaction|tracer)\b\??\./;

/**
 * Services that collect errors for people: nothing of the work is done again because of them. Sources: @sentry/core 10
 * `exports.d.ts`, @opentelemetry/api 1.9 `trace/span.d.ts`, newrelic 13 `api.js`, applicationinsights 3 `telemetryClient.d.ts`.
 */
const trackers =
  /(?:^|\.)(?:captureException|captureMessage|captureError|recordException|noticeError|trackException|withScope)$/;

/**
 * Numbers for people who watch: `metrics.putMetric(failed)`, `statsd.increment(name)`, `failures.inc()`, `endTimer({ ok: false })`.
 * Sources: prom-client 15 `index.d.ts`, hot-shots 11 `types.d.ts`, @opentelemetry/api 1.9 `metrics/Metric.d.ts`.
 */
const meters =
  /metrics?(?:service|client|publisher|recorder|collector)?(?:\(\))?\??\.\w+$|statsd\w*\??\.\w+$|(?:histogram|gauge|counter)\w*\??\.(?:inc|dec|set|observe|add|record|labels)$|\.inc$|(?:^|\.)(?:put|emit|record|report|increment|count|add|publish|push|send)\w*metrics?$|timer\w*end$|^(?:end|stop)\w*timer$/i;

/** Functions of the project that say by their names that they do the same. */
const ownTrackers = /(?:^|\.)(?:capture|trace|track|report|record)(?:Exception|Error)$/;

/** Takes back what was begun, of which the caller hears nothing. */
const takingBack = /\.(?:abort|abortTransaction|rollback|rollbackTransaction|endSession|release)$/;

/** `await tx.rollback()`, `await client.query('ROLLBACK')`; with the error it may hand it on. */
function isTakingBack(file: FileContext, { callee, arguments: [first] }: TSESTree.CallExpression): boolean {
  if (first?.type === 'Literal') return /^\s*rollback\b/i.test(String(first.value));
  return !first && takingBack.test(textOf(file, callee));
}

/** A call that people may read of later, and that nothing else depends on. */
function isNote(file: FileContext, call: TSESTree.CallExpression, tracked: boolean): boolean {
  const callee = textOf(file, call.callee);
  if (/\bfatal\b|exit/i.test(callee)) return false;
  return (
    isLog(file, call) ||
    isTakingBack(file, call) ||
    meters.test(callee) ||
    isQuietEach(file, call, tracked) ||
    tracing.test(callee) ||
    trackers.test(callee) ||
    (tracked && ownTrackers.test(callee))
  );
}

/** `spans.forEach((span) => span.end())`: a note for each. */
function isQuietEach(
  file: FileContext,
  { callee, arguments: given }: TSESTree.CallExpression,
  tracked: boolean,
): boolean {
  if (callee.type !== 'MemberExpression' || !/^(?:forEach|map|(?:iterate|each)\w*)$/.test(memberName(callee) ?? ''))
    return false;
  const last = given.at(-1);
  return last !== undefined && isFunction(last) && reactionOf(file, last.body, tracked) === 'quiet';
}

/**
 * What the body of a catch clause or of a callback of `catch` does.
 * @param tracked whether an error that is handed to a function of the project for errors is no more than logged
 */
export function reactionOf(file: FileContext, body: Node, tracked = false): Reaction {
  if (body.type !== 'BlockStatement') return expressionReaction(file, body, tracked);
  if (tellsOfOthers(file, body.body) || endsByThrowing(file, body)) return 'told';
  const found = new Set(body.body.map((statement) => statementReaction(file, statement, tracked)));
  return (['unclear', 'told', 'success', 'quiet'] as const).find((one) => found.has(one)) ?? 'quiet';
}

/** Whatever is done before, the failure comes out at the end. */
function endsByThrowing(file: FileContext, body: TSESTree.BlockStatement): boolean {
  if (body.body.at(-1)?.type !== 'ThrowStatement') return false;
  return (['ReturnStatement', 'ContinueStatement', 'BreakStatement'] as const).every(
    (type) => directlyWithin(file, type, body).length === 0,
  );
}

/** `if (!(error instanceof Known)) throw error;`: all but the errors that it names are thrown again. */
function tellsOfOthers(file: FileContext, body: readonly Node[]): boolean {
  const last = body.at(-1);
  return body.some((one) => {
    if (one.type !== 'IfStatement' || !kinds.test(textOf(file, one.test))) return false;
    const inner = endOf(one.consequent);
    if (one.alternate) return endOf(one.alternate)?.type === 'ThrowStatement' && !isDenied(one.test);
    if (inner?.type === 'ThrowStatement') return isDenied(one.test);
    return inner?.type === 'ReturnStatement' && last?.type === 'ThrowStatement' && !isDenied(one.test);
  });
}

/** What tells one kind of error from another. */
const kinds = /\binstanceof\b|\.(?:name|code|status|statusCode|message|\$metadata)\b/;

/** The last statement of a branch. */
function endOf(branch: Node): Node | undefined {
  return branch.type === 'BlockStatement' ? branch.body.at(-1) : branch;
}

function isDenied(test: Node): boolean {
  if (test.type === 'LogicalExpression') return test.operator === '&&' && isDenied(test.left) && isDenied(test.right);
  return (
    (test.type === 'UnaryExpression' && test.operator === '!') ||
    (test.type === 'BinaryExpression' && /^!==?$/.test(test.operator))
  );
}

function expressionReaction(file: FileContext, expression: Node, tracked: boolean): Reaction {
  const plain = unwrap(expression);
  if (plain.type === 'CallExpression' && isNote(file, plain, tracked)) return 'quiet';
  return returned(file, plain);
}

/** What one statement does after a failure. */
export function statementReaction(file: FileContext, statement: Node, tracked = false): Reaction {
  switch (statement.type) {
    case 'EmptyStatement':
    case 'ContinueStatement':
      return 'quiet';
    case 'ThrowStatement':
      return 'told';
    case 'ReturnStatement':
      return statement.argument ? returned(file, unwrap(statement.argument)) : 'quiet';
    case 'BlockStatement':
      return reactionOf(file, statement, tracked);
    case 'IfStatement': {
      const branches = [statement.consequent, ...(statement.alternate ? [statement.alternate] : [])];
      const found = branches.map((branch) => statementReaction(file, branch, tracked));
      if (statement.alternate && found.every((one) => one === 'told')) return 'told';
      return found.every((one) => one === 'quiet') ? 'quiet' : 'unclear';
    }
    case 'TryStatement': {
      const blocks = [statement.block, statement.handler?.body, statement.finalizer];
      const isQuiet = blocks.every((block) => !block || reactionOf(file, block, tracked) === 'quiet');
      return isQuiet ? 'quiet' : 'unclear';
    }
    case 'VariableDeclaration':
      return within(file, 'AwaitExpression', statement).length > 0 ? 'unclear' : 'quiet';
    case 'ExpressionStatement': {
      let value = unwrap(statement.expression);
      // `log.isEnabled && log.error(error)`
      if (value.type === 'LogicalExpression') value = unwrap(value.right);
      // `failed += 1`, which only a log says later.
      if (value.type === 'UpdateExpression') return isCounter(file, value.argument) ? 'quiet' : 'unclear';
      if (value.type === 'AssignmentExpression') return isCounter(file, value.left) ? 'quiet' : 'unclear';
      const call = value.type === 'AwaitExpression' ? unwrap(value.argument) : value;
      if (call.type !== 'CallExpression') return 'unclear';
      if (isAnsweredWith(call) || isGivenBack(file, call)) return 'told';
      return isNote(file, call, tracked) ? 'quiet' : 'unclear';
    }
    default:
      return 'unclear';
  }
}

/** `batchItemFailures.push({ itemIdentifier })`: the source of the batch delivers that record again. */
function isGivenBack(file: FileContext, { callee, arguments: [record] }: TSESTree.CallExpression): boolean {
  if (callee.type !== 'MemberExpression' || memberName(callee) !== 'push' || !record) return false;
  return (
    /\bitemIdentifier\b/.test(textOf(file, record)) || /(^|\.)batchItemFailures$/i.test(textOf(file, callee.object))
  );
}

/** `callback(error)`, `reject(error)`: whoever waits hears of it. */
function isAnsweredWith({ callee, arguments: [error] }: TSESTree.CallExpression): boolean {
  if (callee.type !== 'Identifier' || !/^(?:reply|callback|cb|done|next|reject)$/.test(callee.name)) return false;
  return (
    error !== undefined && error.type !== 'Literal' && !(error.type === 'Identifier' && error.name === 'undefined')
  );
}

function returned(file: FileContext, value: Node): Reaction {
  if (value.type === 'Identifier' && value.name === 'undefined') return 'quiet';
  if (value.type === 'UnaryExpression' && value.operator === 'void') return 'quiet';
  if (value.type === 'CallExpression') {
    const callee = textOf(file, value.callee);
    if (callee === 'Promise.resolve') return value.arguments[0] ? returned(file, unwrap(value.arguments[0])) : 'quiet';
    return callee === 'Promise.reject' ? 'told' : 'unclear';
  }
  return saysSuccess(value) ? 'success' : 'told';
}

const successNames = /^(?:success|ok|succeeded|sent|saved|delivered|published)$/;

/** `true`, `{ success: true }`, `{ statusCode: 200 }`, `{ status: 'ok' }`. */
export function saysSuccess(value: Node): boolean {
  if (value.type === 'Literal') return value.value === true;
  if (value.type !== 'ObjectExpression') return false;
  return value.properties.some((property) => {
    if (property.type !== 'Property' || property.value.type !== 'Literal') return false;
    const name = keyName(property) ?? '';
    const given = property.value.value;
    if (successNames.test(name)) return given === true;
    if (/^status(?:Code)?$/.test(name) && typeof given === 'number') return given >= 200 && given < 300;
    return name === 'status' && typeof given === 'string' && /^(?:ok|success)$/i.test(given);
  });
}

/** True when code writes a log. */
export function isLogged(file: FileContext, body: Node): boolean {
  return within(file, 'CallExpression', body).some((call) => isLog(file, call));
}

/** The function that a callback of `catch` is. */
export function callbackOf(file: FileContext, argument: Node | undefined): FunctionNode | undefined {
  const terminal = argument && file.resolver.single(argument);
  return terminal?.kind === 'expression' && terminal.path.length === 0 && isFunction(terminal.node)
    ? terminal.node
    : undefined;
}
