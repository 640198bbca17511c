import { contains, memberName, type Node } from '../../syntax/tree.js';
import { calleePlace, calleeText } from '../callee.js';
import type { Call, FileContext } from '../context.js';
import { handlersOf } from '../handlers/handlers.js';
import { callbackOf, isMarkedBefore } from './quiet.js';
import type { FailureFact } from './types.js';
import type { Writes } from './writes.js';

/** Promises that nothing holds, so that the function says that it is done while they are not. */
export function unwaitedFailures(file: FileContext, writes: Writes, remote: ReadonlySet<Node>): readonly FailureFact[] {
  return file.nodes('CallExpression').flatMap((call) => droppedList(file, writes, call, remote) ?? []);
}

/**
 * `items.map(async (item) => { await remote(item); });`, whose list of promises is thrown away, and the same with
 * `forEach`, which makes none: a failure of one ends the process, or vanishes.
 */
function droppedList(
  file: FileContext,
  writes: Writes,
  call: Call,
  remote: ReadonlySet<Node>,
): readonly FailureFact[] | undefined {
  const method = call.callee.type === 'MemberExpression' ? memberName(call.callee) : undefined;
  if (method !== 'map' && method !== 'forEach') return undefined;
  // Whoever holds what `forEach` gives back holds nothing.
  if (method === 'map' && call.parent.type !== 'ExpressionStatement') return undefined;
  const callback = callbackOf(file, call.arguments[0]);
  if (!callback?.async) return undefined;
  const isRemote = [...remote].some((one) => contains(callback, one));
  if (!writes.failingIn(callback) && !(isRemote && method === 'map')) return undefined;
  // Functions of a platform that freezes them are judged by themselves.
  if (
    handlersOf(file)
      .around(call)
      .some(({ host }) => host === 'function')
  )
    return undefined;
  return [factOf(file, call, 'unwaited', isMarkedBefore(file, call) ? 'marked' : 'dropped')];
}

function factOf(
  file: FileContext,
  call: Call,
  kind: FailureFact['kind'],
  treatment: FailureFact['treatment'],
): FailureFact {
  const { text } = file.source;
  return { at: calleePlace(call, text), work: calleeText(call.callee, text), kind, treatment, logged: false };
}
