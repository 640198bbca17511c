import { isFunction, memberName, type FunctionNode, type Node } from '../../syntax/tree.js';
import type { Call, FileContext } from '../context.js';
import { directlyWithin, within } from '../retries/regions.js';

/** Functions that are given to these run later, or alone: nobody around the call hears of their failures. */
const later =
  /^(?:on|once|addListener|addEventListener|subscribe|tap|forEach|setTimeout|setInterval|setImmediate|nextTick|queueMicrotask|use|get|post|consume|process|run|define|register)$/;

/**
 * Calls within a node whose failure comes out of it: something takes their promise, and no `catch` within the node does.
 * Those in functions that are handed to a call which is itself waited for belong to them: `await tx(async () => save())`.
 */
export function callsLettingOut(file: FileContext, node: Node): readonly Call[] {
  return within(file, 'CallExpression', node).filter((call) => isHeld(call) && comesOut(file, call, node));
}

function comesOut(file: FileContext, call: Node, node: Node): boolean {
  let inner: Node = call;
  for (let above = call.parent; above && inner !== node; inner = above, above = above.parent) {
    if (above.type === 'TryStatement' && above.handler && above.block === inner)
      if (directlyWithin(file, 'ThrowStatement', above.handler).length === 0) return false;
    if (isFunction(inner)) {
      const holder = handedTo(inner);
      if (!holder || !isHeld(holder)) return false;
    }
  }
  return true;
}

/** The call that a function is an argument of, where it runs as a part of that call. */
export function handedTo(fn: FunctionNode): Call | undefined {
  const { parent } = fn;
  if (parent?.type !== 'CallExpression' || !parent.arguments.includes(fn as never)) return undefined;
  const { callee } = parent;
  const name =
    callee.type === 'MemberExpression' ? memberName(callee) : callee.type === 'Identifier' ? callee.name : '';
  return later.test(name ?? '') || name === 'catch' ? undefined : parent;
}

/** True when something takes the promise, so that its failure comes out where the call stands. */
function isHeld(call: Node): boolean {
  let value = call;
  while (
    value.parent?.type === 'MemberExpression' ||
    value.parent?.type === 'ChainExpression' ||
    (value.parent?.type === 'CallExpression' && value.parent.callee === value)
  ) {
    if (value.parent.type === 'MemberExpression' && memberName(value.parent) === 'catch') return false;
    value = value.parent;
  }
  return value.parent?.type !== 'ExpressionStatement' && value.parent?.type !== 'UnaryExpression';
}
