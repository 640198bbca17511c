import { isFunction, memberName, unwrap, type FunctionNode } from '../../syntax/tree.js';
import { calleeText } from '../callee.js';
import { callsLettingOut } from '../catches/letting-out.js';
import type { FileContext } from '../context.js';
import { handlersOf } from '../handlers/handlers.js';

/** Pauses, which do not fail. */
const pausing = /sleep|delay|wait|timeout|pause|tick|immediate/i;

/** A call whose failure leaves an asynchronous executor. */
export interface OpenAwait {
  readonly work: string;
  /** A package or a method of an object does it, and no function of the project of which too little is known. */
  readonly isForeign: boolean;
}

/** The first call that an executor waits for, that no `catch` in it takes, and of which nothing shows that it cannot fail. */
export function uncaughtAwait(file: FileContext, executor: FunctionNode): OpenAwait | undefined {
  const { graph } = handlersOf(file);
  for (const call of callsLettingOut(file, executor)) {
    if (call.parent.type !== 'AwaitExpression' || isFunction(unwrap(call.callee))) continue;
    const work = calleeText(call.callee, file.source.text);
    if (pausing.test(work) || graph.callees(call).length > 0 || /^Promise\./.test(work)) continue;
    const isForeign = call.callee.type === 'MemberExpression' && memberName(call.callee) !== undefined;
    return { work, isForeign };
  }
  return undefined;
}
