import { endsAbruptly, statementsAfter } from '../../syntax/control-flow/completions.js';
import { ancestor, isFunction, keyName, memberName, unwrap, type FunctionNode, type Node } from '../../syntax/tree.js';
import { limits } from '../../syntax/limits.js';
import { isLog } from '../batches/result-use.js';
import { calleeText } from '../callee.js';
import type { Call, FileContext } from '../context.js';
import { directlyWithin, isLoop, textOf, within } from '../retries/regions.js';
import type { Catch } from './catch-sites.js';
import { handedTo } from './letting-out.js';
import { isMarked, isMarkedAround, reactionOf } from './quiet.js';
import { isSpared } from './spared.js';
import { namesAround, setsBefore } from './treatment.js';
import type { FailureFact } from './types.js';
import type { Writes } from './writes.js';

type Recorded = Pick<FailureFact, 'work' | 'treatment' | 'record'>;

/** States by which a record says that nothing is left to do. */
const done =
  /^(?:processed|done|completed?|success(?:ful)?|succeeded|sent|handled|delivered|published|synced|finished|imported|uploaded|indexed)$/i;
const states = /^(?:\w*_?)?(?:status|state|result|outcome)$/i;
const flags =
  /^(?:is_?|was_?|has_?)?(?:processed|done|completed|sent|handled|delivered|published|synced|imported|uploaded|notified)$/i;
/** Members that say until when the work is done. */
const stamps =
  /^last_?(?:\w*_?)(?:at|on|check(?:ed)?|sync(?:ed)?|fetch(?:ed)?|poll(?:ed)?|run|import(?:ed)?|update(?:d)?|processed|sent|seen|date|time(?:stamp)?|cursor|id)$|^(?:processed|sent|synced|handled|completed|delivered|imported|published|notified|checked|fetched)_?(?:at|on|date)$/i;
/** Functions that say so by their names. */
const marking =
  /^(?:mark|set|flag)_?\w*(?:processed|done|sent|handled|complete[d]?|synced|delivered|succe\w+|finished|published|imported)$|^(?:set|update|save|store|record|advance|move|put|write)_?\w*(?:last_?\w*|updated(?:_?at|_?time(?:stamp)?)?|checked|synced|checkpoint|cursor|watermark|nonce|offset)$/i;

/**
 * A failure that is at most logged, after which the same path records the work as done: `try { await send(row); } catch
 * (error) { log(error); } await rows.setStatus(row.id, 'PROCESSED');`, in the function itself or in the one that calls it.
 */
export function recordedFailure(file: FileContext, writes: Writes, one: Catch, fn: FunctionNode): Recorded | undefined {
  if (reactionOf(file, one.body, true) !== 'quiet' || setsBefore(file, one)) return undefined;
  const work = writes.caughtIn(one.tried);
  if (!work || isSpared(namesAround(file, fn, work.call), work.isStored)) return undefined;
  // What is done after another failure is beside the outcome that counts.
  if (ancestor(one.whole, (node): node is Node => node?.type === 'CatchClause' || node === fn)?.type === 'CatchClause')
    return undefined;
  const record = recordAfter(file, leftBy(one, fn), fn);
  if (!record || within(file, record.type, one.tried).some((node) => node === record)) return undefined;
  const marked = isMarked(file, one.at.type === 'CatchClause' ? one.at : one.body) || isMarkedAround(file, one, fn);
  return {
    work: calleeText(work.call.callee, file.source.text),
    treatment: marked ? 'marked' : 'dropped',
    record: record.type === 'CallExpression' ? calleeText(record.callee, file.source.text) : textOf(file, record.left),
  };
}

/** What the path goes on behind: the `try` itself, the loop whose round the `catch` ends, or the whole function. */
function leftBy({ whole, body }: Catch, fn: FunctionNode): Node {
  if (!endsAbruptly(body)) return whole;
  const last = body.type === 'BlockStatement' ? body.body.at(-1) : undefined;
  if (last?.type !== 'ContinueStatement') return fn;
  return ancestor(whole, (node): node is Node => isLoop(node) || node === fn) ?? fn;
}

/**
 * What says, in every case after a node, that the work is done: in its function, and where that ends as after a success, in
 * the functions of this file that wait for it.
 */
export function recordAfter(file: FileContext, node: Node, fn: FunctionNode, depth = 0): Record | undefined {
  if (depth > limits.hops.handler) return undefined;
  const near = node === fn ? [] : statementsAfter(node, fn);
  for (const statement of near) {
    const record = recordIn(file, statement);
    if (record) return record;
    if (endsAbruptly(statement)) break;
  }
  const holder = handedTo(fn);
  const callers = holder ? [holder] : file.callersOf(fn);
  for (const call of callers) {
    const outer = ancestor(call, isFunction);
    // Whoever takes what it gives back may know more than it says.
    const found = outer && isAlone(call) && recordAfter(file, call, outer, depth + 1);
    if (found) return found;
  }
  return undefined;
}

type Record = Call | Extract<Node, { type: 'AssignmentExpression' }>;

/** `await handle(row);`, `await Promise.allSettled(rows.map(handle));` as a statement. */
function isAlone(call: Call): boolean {
  let value: Node = call;
  while (value.parent && /^(?:AwaitExpression|CallExpression|MemberExpression)$/.test(value.parent.type))
    value = value.parent;
  return value.parent?.type === 'ExpressionStatement';
}

function recordIn(file: FileContext, statement: Node): Record | undefined {
  if (!/^(?:ExpressionStatement|ReturnStatement)$/.test(statement.type)) return undefined;
  const call = directlyWithin(file, 'CallExpression', statement).find((one) => isRecord(file, one));
  if (call) return call;
  return directlyWithin(file, 'AssignmentExpression', statement).find(({ left, right }) => {
    if (left.type !== 'MemberExpression' || left.object.type === 'ThisExpression') return false;
    return saysDone(file, memberName(left) ?? '', right);
  });
}

function isRecord(file: FileContext, call: Call): boolean {
  if (isLog(file, call)) return false;
  const { callee } = call;
  const name =
    callee.type === 'MemberExpression' ? memberName(callee) : callee.type === 'Identifier' ? callee.name : '';
  if (marking.test(name ?? '')) return true;
  if (call.arguments.some((given) => given.type === 'Literal' && done.test(String(given.value))))
    return /status|state|^(?:update|set|mark|save)/i.test(name ?? '');
  return (
    /update|set|save|patch|put|upsert|insert|mark/i.test(textOf(file, callee)) &&
    call.arguments.some((given) =>
      directlyWithin(file, 'Property', given).some((one) => saysDone(file, keyName(one) ?? '', one.value)),
    )
  );
}

/** `status: 'DONE'`, `processed: true`, `lastCheck: new Date()`. */
function saysDone(file: FileContext, name: string, given: Node): boolean {
  const value = unwrap(given);
  if (states.test(name)) return done.test(lastWord(file, value));
  if (value.type === 'Literal') return flags.test(name) && value.value === true;
  return stamps.test(name) && /^new Date\(|\bDate\.now\(|^(?:dayjs|moment)\(|\bnow\b/i.test(textOf(file, value));
}

/** `Status.DONE` and `'done'` alike. */
function lastWord(file: FileContext, value: Node): string {
  if (value.type === 'Literal') return String(value.value);
  return value.type === 'MemberExpression' ? (memberName(value) ?? '') : textOf(file, value);
}
