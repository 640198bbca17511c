import { ancestor, isFunction, memberName, unwrap, type Node } from '../../syntax/tree.js';
import { useOf, type ResultUse } from '../batches/result-use.js';
import { calleePlace, calleeText } from '../callee.js';
import type { Call, FileContext } from '../context.js';
import { handlersOf } from '../handlers/handlers.js';
import type { HandlerSource } from '../handlers/types.js';
import { writtenText } from '../mutations/objects.js';
import { functionName } from '../retries/purpose.js';
import { textOf } from '../retries/regions.js';
import { isMarked } from './quiet.js';
import type { FailureFact } from './types.js';
import { requestMethod } from './writes.js';

const modules = /^(?:global|node-fetch|cross-fetch|isomorphic-fetch|undici|node-fetch-native|@whatwg-node\/fetch)$/;
const bodies = /^(?:json|text|blob|arrayBuffer|buffer)$/;
const spared =
  /metric|telemetr|analytic|track|beacon|sentry|heartbeat|\bping\b|health|logs?\b|revoke|logout|cleanup|warm|webhook.?test/i;

/** Requests that change something by a client which resolves for a refusal too, and whether its status is read. */
export function uncheckedAnswers(file: FileContext): readonly FailureFact[] {
  if (!/fetch\b/i.test(file.source.text)) return [];
  return file.nodes('CallExpression').flatMap((call): readonly FailureFact[] => {
    if (!isFetch(file, call) || !isRemote(file, call)) return [];
    if (!/^(?:POST|PUT|PATCH)$/.test(requestMethod(file, call) ?? '')) return [];
    // A promise that nobody waits for is no answer that is expected.
    const isLastWord = isAnswerOfConsumer(file, call);
    if ((!isWaitedFor(call) && !isLastWord) || ancestor(call, isFunction) === undefined) return [];
    if (isCleaningUp(call)) return [];
    const treatment = treatmentOf(file, call, isLastWord);
    const { text } = file.source;
    return [
      { at: calleePlace(call, text), work: calleeText(call.callee, text), kind: 'answer', treatment, logged: false },
    ];
  });
}

/** `await fetch(...)`, `await fetch(...).then(...)`, `return fetch(...).then(...)`. */
function isWaitedFor(call: Call): boolean {
  if (call.parent.type === 'AwaitExpression') return true;
  const { parent: member } = call;
  if (member.type !== 'MemberExpression' || memberName(member) !== 'then') return false;
  let chain: Node = call;
  while (
    chain.parent?.type === 'MemberExpression' ||
    (chain.parent?.type === 'CallExpression' && chain.parent.callee === chain)
  )
    chain = chain.parent;
  return /^(?:AwaitExpression|ReturnStatement|ArrowFunctionExpression)$/.test(chain.parent?.type ?? '');
}

/** What has its messages from these takes a handler that returns for one that has done its work, whatever it returns; a timer comes back to what it has not done. */
const consumers: ReadonlySet<HandlerSource> = new Set(['job', 'message', 'sns', 'eventbridge', 's3', 'event']);

/** `return fetch(...)` of a handler whose answer nobody reads, so that a refused request counts as done. */
function isAnswerOfConsumer(file: FileContext, call: Call): boolean {
  const value = call.parent.type === 'AwaitExpression' ? call.parent : call;
  const { parent } = value;
  const isReturned =
    parent.type === 'ReturnStatement' || (parent.type === 'ArrowFunctionExpression' && parent.body === value);
  const fn = ancestor(call, isFunction);
  return isReturned && handlersOf(file).all.some((one) => one.fn === fn && consumers.has(one.source));
}

/** `fetch` itself, or a function of the project that stands for it under its name. */
function isFetch(file: FileContext, call: Call): boolean {
  const callee = unwrap(call.callee);
  const name =
    callee.type === 'Identifier' ? callee.name : callee.type === 'MemberExpression' ? memberName(callee) : '';
  const origin = file.origin(callee);
  if (origin === undefined) return false;
  if (modules.test(origin.module)) return origin.module !== 'global' || origin.path.join('.') === 'fetch';
  return callee.type === 'Identifier' && name === 'fetch' && /^[.~#@]/.test(origin.module);
}

/** True for what is done in a `finally` or after a failure, beside the outcome that counts. */
function isCleaningUp(call: Call): boolean {
  let inner: Node = call;
  for (let above: Node | undefined = call.parent; above; inner = above, above = above.parent) {
    if (above.type === 'CatchClause' || (above.type === 'TryStatement' && above.finalizer === inner)) return true;
    if (isFunction(above)) return false;
  }
  return false;
}

/** An address without a host is that of the page's own server, in code for browsers. */
function isRemote(file: FileContext, { arguments: [address] }: Call): boolean {
  return address !== undefined && !/^\/(?!\/)/.test(writtenText(file, address) ?? '');
}

function treatmentOf(file: FileContext, call: Call, isLastWord: boolean): FailureFact['treatment'] {
  const use = isLastWord ? { escapes: false, reads: [] } : useOf(file, call);
  if (use.reads.some(({ name }) => /^(?:ok|status|statusText|statusCode)$/.test(name))) return 'told';
  if (use.escapes) return 'unclear';
  const context = `${functionName(call)} ${call.arguments[0] ? textOf(file, call.arguments[0]) : ''}`;
  if (spared.test(context)) return 'unclear';
  const parsed = use.reads.map(({ node }) => parsedBy(file, node));
  if (parsed.some((one) => one === undefined || one.escapes || one.reads.length > 0)) return 'unclear';
  const statement = ancestor(call, (node): node is Node => node?.type === 'ExpressionStatement');
  return statement && isMarked(file, statement) ? 'marked' : 'dropped';
}

/** What becomes of the parsed body of an answer; undefined where something else than the body is read. */
function parsedBy(file: FileContext, read: Node): ResultUse | undefined {
  const name = read.type === 'MemberExpression' ? memberName(read) : undefined;
  const { parent } = read;
  if (name === undefined || !bodies.test(name) || parent?.type !== 'CallExpression') return undefined;
  return useOf(file, parent);
}
