import { ancestor, functionAround, memberName, type FunctionNode, type Node } from '../../syntax/tree.js';
import { useOf } from '../batches/result-use.js';
import { calleePlace, calleeText } from '../callee.js';
import type { Call, FileContext } from '../context.js';
import type { Found } from '../lazy.js';
import { handlersOf } from '../handlers/handlers.js';
import { directlyWithin } from '../retries/regions.js';
import { handedBackIn } from './handed-back.js';
import { isRepeated } from './one-of-many.js';
import { isMarkedBefore } from './quiet.js';
import { isSpared } from './spared.js';
import { tellingOf } from './telling.js';
import { isUnheard, namesAround } from './treatment.js';
import type { FailureFact } from './types.js';
import type { WriteKind, Writes } from './writes.js';

/**
 * Calls that wait for a function which tells of its failure only by what it returns, and do not read that:
 * `await sendMessage(order);` where `sendMessage` ends with `return { ok: false }`.
 */
export function unreadFailures(found: Found, writes: Writes): readonly FailureFact[] {
  const { file } = found;
  const telling = tellingOf(found, writes);
  return file.nodes('CallExpression').flatMap((call): readonly FailureFact[] => {
    const fn = functionAround(call);
    // Whoever calls a function that hands the answer back is asked instead.
    const isPassedOn = fn && file.callersOf(fn).length > 0 && handedBackIn(file).callsOf(fn).includes(call);
    if (!fn || isPassedOn || !isUnread(file, call)) return [];
    const kind = telling.of(call);
    if (!kind) return [];
    const { text } = file.source;
    const treatment = treatmentOf(file, writes, call, fn, kind);
    return [
      { at: calleePlace(call, text), work: calleeText(call.callee, text), kind: 'unread', treatment, logged: false },
    ];
  });
}

/** True when code waits for a call, by itself or with others, and looks at nothing of what it gives. */
function isUnread(file: FileContext, call: Call): boolean {
  const { parent } = call;
  // `send(order).then(() => done())`
  const goesOn = parent.type === 'MemberExpression' && memberName(parent) === 'then';
  if (!goesOn && !/^(?:Await|Arrow|Array|Return)/.test(parent.type)) return false;
  const { escapes, reads, isTested } = useOf(file, call);
  return !escapes && !isTested && reads.length === 0;
}

function treatmentOf(
  file: FileContext,
  writes: Writes,
  call: Call,
  fn: FunctionNode,
  kind: WriteKind,
): FailureFact['treatment'] {
  if (isMarkedBefore(file, call)) return 'marked';
  // What is put on a queue is there to be done, also where it is a report.
  const names =
    kind === 'message' ? namesAround(file, fn, call).replaceAll(/report/gi, '') : namesAround(file, fn, call);
  if (isSpared(names, kind === 'record') || isUnheard(fn) || isRepeated(file, fn)) return 'unclear';
  const handlers = handlersOf(file).around(call);
  // A timer comes back to what it has not done.
  if (handlers.some(({ source }) => source === 'cron' || source === 'schedule')) return 'unclear';
  if (isAfterFailure(call)) return kind === 'message' && !isThrownAgain(file, call) ? 'dropped' : 'unclear';
  // What is told of after the write that counts is left to the reader.
  const isBeside = directlyWithin(file, 'CallExpression', fn).some(
    (one) => one !== call && writes.of(one)?.kind === 'record',
  );
  return isBeside && kind !== 'record' ? 'unclear' : 'dropped';
}

const catching = (node: Node) => ancestor(node, (above): above is Node => above?.type === 'CatchClause');

function isAfterFailure(call: Call): boolean {
  return catching(call) !== undefined;
}

function isThrownAgain(file: FileContext, call: Call): boolean {
  const clause = catching(call);
  return clause !== undefined && directlyWithin(file, 'ThrowStatement', clause).length > 0;
}
