import { ancestor, contains, isFunction, memberName, unwrap, type FunctionNode, type Node } from '../../syntax/tree.js';
import { calleePlace, calleeText } from '../callee.js';
import type { Call, FileContext } from '../context.js';
import { detachedFacts } from '../detached/detached.js';
import { handlersOf } from '../handlers/handlers.js';
import type { Found } from '../lazy.js';
import { farFunction } from './far-writes.js';
import { pausesIn } from '../retries/delay.js';
import { directlyWithin } from '../retries/regions.js';
import { isLogFunction } from './catch-sites.js';
import { answersByCallback } from './promised.js';
import { callbackOf, isLogged, isMarkedBefore, reactionOf } from './quiet.js';
import { isSpared } from './spared.js';
import { isCalledByName, isUnheard, namesAround } from './treatment.js';
import type { FailureFact } from './types.js';
import type { Write, Writes } from './writes.js';

/** A call with what the chain behind it does with a failure. */
export interface Chain {
  /** The call that starts the work. */
  readonly root: Call;
  /** Functions that are given to `then` and `finally`. */
  readonly steps: readonly FunctionNode[];
  /** What is given to `catch`, or to `then` as the second. */
  readonly taker: Node | undefined;
}

/** The same as a statement of its own. */
interface Floating extends Chain {
  readonly statement: Node;
}

/**
 * Writes whose promise nothing holds: `order.save();`, `void this.orders.store(row);`,
 * `orders.findOne(id).then((order) => orders.save(order));`, `queue.add(job).catch(() => {});`.
 */
export function floatingFailures(found: Found, writes: Writes): readonly FailureFact[] {
  const { file } = found;
  const reported: Node[] = [];
  return file.nodes('ExpressionStatement').flatMap((statement): readonly FailureFact[] => {
    const one = floatingOf(file, statement);
    const fn = one && ancestor(one.root, isFunction);
    if (!one || !fn || answersByCallback(file, one.root) || reported.some((outer) => contains(outer, statement)))
      return [];
    const write = writeOf(file, writes, one) ?? workOfHandler(file, one, fn);
    if (!write || isJudgedElsewhere(found, one)) return [];
    reported.push(statement);
    const { text } = file.source;
    const logged = one.taker !== undefined && isLoggedBy(file, one.taker);
    // Telemetry and its like is nobody's task.
    if (isSpared(namesAround(file, fn, write.call), write.isStored)) return [];
    const treatment = treatmentOf(file, writes, one, fn);
    if (!treatment) return [];
    const at = calleePlace(one.root, text);
    return [{ at, work: calleeText(one.root.callee, text), kind: 'unwaited', treatment, logged }];
  });
}

function floatingOf(file: FileContext, statement: Node): Floating | undefined {
  const chain = statement.type === 'ExpressionStatement' ? chainOf(file, statement.expression) : undefined;
  return chain && { ...chain, statement };
}

/** `void load().then(show)`; undefined for what is no call. */
export function chainOf(file: FileContext, expression: Node): Chain | undefined {
  let value = unwrap(expression);
  if (value.type === 'UnaryExpression' && value.operator === 'void') value = unwrap(value.argument);
  const steps: FunctionNode[] = [];
  let taker: Node | undefined;
  while (value.type === 'CallExpression') {
    const { callee } = value;
    const method = callee.type === 'MemberExpression' ? memberName(callee) : undefined;
    if (callee.type !== 'MemberExpression' || !/^(?:then|catch|finally)$/.test(method ?? ''))
      return { root: value, steps, taker };
    const [first, second] = value.arguments;
    const step = method === 'catch' ? undefined : callbackOf(file, first);
    if (step) steps.push(step);
    taker ??= method === 'catch' ? first : second;
    value = unwrap(callee.object);
  }
  return undefined;
}

/** What the chain writes first; requests by HTTP may be for nobody in particular. */
function writeOf(file: FileContext, writes: Writes, { root, steps }: Chain): Write | undefined {
  const own = writes.startedBy(root);
  if (own) return isWaitable(own) ? own : undefined;
  return steps
    .flatMap((step) => directlyWithin(file, 'CallExpression', step))
    .map((call) => writes.startedBy(call))
    .find((write) => write && isWaitable(write));
}

/** A handler whose message is done when it returns starts work that goes on for longer, whatever that is. */
function workOfHandler(
  file: FileContext,
  { root, steps, taker }: Chain,
  fn: FunctionNode,
): Pick<Write, 'call' | 'isStored'> | undefined {
  const handler = handlersOf(file).all.find((one) => one.fn === fn);
  if (!handler || handler.host === 'function' || !isAcknowledging(handler.source)) return undefined;
  const isAsync =
    steps.length > 0 ||
    taker !== undefined ||
    handlersOf(file)
      .graph.callees(root)
      .some(({ async }) => async) ||
    farFunction(file, root)?.isAsync === true;
  return isAsync ? { call: root, isStored: false } : undefined;
}

const isAcknowledging = (source: string): boolean => /^(?:job|message|kafka|sqs|event)$/.test(source);

const isWaitable = ({ kind, call, isAsync }: Write): boolean =>
  (isAsync && kind !== 'other') || (call.callee.type === 'MemberExpression' && memberName(call.callee) === 'sendMail');

/** Functions of a platform that freezes them are judged by themselves. */
function isJudgedElsewhere(found: Found, { root }: Chain): boolean {
  const detached = found.file.once(floatingFailures, () => detachedFacts(found));
  return detached.some(({ at }) => contains(root, at));
}

function isLoggedBy(file: FileContext, taker: Node): boolean {
  const body = callbackOf(file, taker)?.body;
  return body ? isLogged(file, body) : isLogFunction(file, taker);
}

/** Undefined where whoever takes the failure does something with it. */
function treatmentOf(
  file: FileContext,
  writes: Writes,
  { statement, root, taker }: Floating,
  fn: FunctionNode,
): FailureFact['treatment'] | undefined {
  if (taker) {
    const body = callbackOf(file, taker)?.body;
    const isQuiet = body ? reactionOf(file, body) === 'quiet' : isLogFunction(file, taker);
    if (!isQuiet) return undefined;
    // A message that is done before its work is, is not delivered again.
    const handler = handlersOf(file).all.find((one) => one.fn === fn);
    if (handler && isAcknowledging(handler.source))
      return isMarkedBefore(file, statement) || waitsForMore(file, statement, fn) ? 'unclear' : 'dropped';
    // That a failure is taken shows that it was thought of: it counts where the function promises nothing else.
    return isOnlyWork(file, writes, fn, root) && !isOpen(file, statement, fn) ? 'dropped' : 'unclear';
  }
  return isOpen(file, statement, fn) ? 'unclear' : 'dropped';
}

/** True when a function waits in the same branch for more than a pause, which may be the work that counts. */
function waitsForMore(file: FileContext, statement: Node, fn: FunctionNode): boolean {
  const branch = ancestor(statement, (node): node is Node => node?.type === 'SwitchCase' || node === fn) ?? fn;
  const pauses = pausesIn(file, fn);
  return directlyWithin(file, 'AwaitExpression', fn).some(
    (node) => contains(branch, node) && !pauses.some((pause) => contains(node, pause.node)),
  );
}

/** True where it cannot be told whether somebody counts on the work, or hears of its failure. */
function isOpen(file: FileContext, statement: Node, fn: FunctionNode): boolean {
  if (isMarkedBefore(file, statement)) return true;
  if (handlersOf(file).all.some((handler) => handler.fn === fn)) return false;
  if (isUnheard(fn)) return true;
  return !fn.async && !isCalledByName(fn);
}

/** True for an asynchronous function that waits for no other work that it does. */
function isOnlyWork(file: FileContext, writes: Writes, fn: FunctionNode, root: Call): boolean {
  if (!fn.async || !isCalledByName(fn)) return false;
  return !directlyWithin(file, 'CallExpression', fn).some((call) => !contains(root, call) && writes.of(call));
}
