import { returnsOf } from '../../syntax/resolve.js';
import { isFunction, memberName, unwrap, type FunctionNode, type Node } from '../../syntax/tree.js';
import { awsOperations } from '../aws/operations.js';
import { isLog } from '../batches/result-use.js';
import { calleePlace, calleeText } from '../callee.js';
import type { Call, FileContext } from '../context.js';
import { handlersOf } from '../handlers/handlers.js';
import type { Found } from '../lazy.js';
import type { DetachedFact } from './types.js';

/** Work that handlers start on a platform which freezes them after their answer. */
export function detachedFacts({ file, clients, sites }: Found): readonly DetachedFact[] {
  const handlers = handlersOf(file).all.filter(({ host, fn }) => host === 'function' && !answersByCallback(fn));
  if (handlers.length === 0) return [];
  const remote = new Set<Node>([
    ...sites.map(({ call }) => call.node),
    ...awsOperations(file, clients).flatMap(({ sends }) => sends),
  ]);
  return file.calls.flatMap((call): readonly DetachedFact[] => {
    if (call.type !== 'CallExpression') return [];
    const inCallbacks = isLoopOfPromises(file, call);
    if (!inCallbacks && !startsWork(file, call, remote)) return [];
    const [handler] = handlersOf(file)
      .around(call)
      .filter((one) => handlers.includes(one));
    if (!handler) return [];
    const { text } = file.source;
    const state = inCallbacks ? loopState(call) : stateOf(call);
    return [
      { at: calleePlace(call, text), work: calleeText(call.callee, text), handler: handler.name, state, inCallbacks },
    ];
  });
}

/** Lambda waits for the event loop to be empty after a handler that is not asynchronous and returns no promise. */
function answersByCallback(fn: FunctionNode): boolean {
  return !fn.async && (fn.params.length >= 3 || returnsOf(fn).length === 0);
}

/** True for a call that returns a promise of work for sure. */
function startsWork(file: FileContext, call: Call, remote: ReadonlySet<Node>): boolean {
  const last = call.arguments.at(-1);
  if (last && isFunction(last) && call.arguments.length > 1) return false;
  if (remote.has(call)) return isPromise(file, call);
  if (isLog(file, call)) return false;
  const origin = file.origin(call.callee);
  if (origin?.module === 'global') return /^Promise\.(all|allSettled)$/.test(origin.path.join('.'));
  const callee = file.resolver.single(call.callee);
  return callee?.kind === 'expression' && callee.path.length === 0 && isFunction(callee.node) && callee.node.async;
}

/** Version 2 of the SDK sends nothing before `promise()` or a callback. */
function isPromise(file: FileContext, call: Call): boolean {
  const member = call.callee.type === 'MemberExpression' ? call.callee.object : undefined;
  const module = member ? file.origin(member)?.module : undefined;
  return module === undefined || !module.startsWith('aws-sdk') || nextMethod(call) === 'promise';
}

function nextMethod(node: Node): string | undefined {
  const { parent } = node;
  return parent?.type === 'MemberExpression' && parent.object === node ? memberName(parent) : undefined;
}

/** `items.forEach(async (item) => { await ... })`, and `map` whose list of promises nobody takes. */
function isLoopOfPromises(file: FileContext, { callee, arguments: [callback] }: Call): boolean {
  if (callee.type !== 'MemberExpression' || !/^(forEach|map)$/.test(memberName(callee) ?? '') || !callback)
    return false;
  const terminal = file.resolver.single(callback);
  return (
    terminal?.kind === 'expression' && terminal.path.length === 0 && isFunction(terminal.node) && terminal.node.async
  );
}

function loopState(call: Call): DetachedFact['state'] {
  const isForEach = call.callee.type === 'MemberExpression' && memberName(call.callee) === 'forEach';
  return isForEach || unwrap(call).parent?.type === 'ExpressionStatement' ? 'dropped' : 'awaited';
}

/** Follows a chain of `then`, `catch` and `finally` to what takes the promise. */
function stateOf(call: Call): DetachedFact['state'] {
  let value: Node = call;
  let catches = false;
  for (;;) {
    const parent: Node | undefined = value.parent;
    if (parent?.type === 'ChainExpression') value = parent;
    else if (
      parent?.type === 'MemberExpression' &&
      parent.object === value &&
      parent.parent.type === 'CallExpression'
    ) {
      const method = memberName(parent);
      if (!/^(then|catch|finally|promise|unwrap)$/.test(method ?? '')) return 'awaited';
      if (method === 'catch' || (method === 'then' && parent.parent.arguments.length > 1)) catches = true;
      value = parent.parent;
    } else break;
  }
  const { parent } = value;
  if (parent?.type === 'UnaryExpression' && parent.operator === 'void') return catches ? 'marked' : 'dropped';
  return parent?.type === 'ExpressionStatement' ? 'dropped' : 'awaited';
}
