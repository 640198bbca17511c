import { isFunction, memberName, type Node } from '../../syntax/tree.js';
import type { FileContext } from '../context.js';
import { handlersOf } from '../handlers/handlers.js';
import type { BufferFact } from './types.js';

/** Events that come again and again, as many as others send. */
const recurring = /^(data|message|request|connection|event|line|packet|record|job|notification|error|readable)$/;

/** What runs the code at a node: a handler, a listener of an emitter, or callers that are not known. */
export function feederOf(file: FileContext, node: Node): Pick<BufferFact, 'fedBy' | 'handler'> {
  const [handler] = handlersOf(file)
    .behind(node)
    .filter(({ source }) => source !== 'custom-resource');
  if (handler) return { fedBy: 'handler', ...(handler.name !== '' && { handler: handler.name }) };
  for (let inner: Node | undefined = node; inner; inner = inner.parent) {
    const call: Node | undefined = isFunction(inner) ? inner.parent : undefined;
    if (call?.type !== 'CallExpression' || call.callee.type !== 'MemberExpression') continue;
    const [event] = call.arguments;
    const isListener =
      /^(on|addListener|addEventListener)$/.test(memberName(call.callee) ?? '') && call.arguments[1] === inner;
    if (isListener && event?.type === 'Literal' && recurring.test(String(event.value)))
      return { fedBy: 'listener', handler: String(event.value) };
  }
  return { fedBy: 'unknown' };
}
