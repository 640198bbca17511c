import { contains, functionAround, memberName, unwrap, type FunctionNode, type Node } from '../../syntax/tree.js';
import { calleePlace, calleeText } from '../callee.js';
import type { Call, FileContext } from '../context.js';
import { packageBehind } from '../handlers/packages-behind.js';
import type { Found } from '../lazy.js';
import { directlyWithin, textOf, within } from '../retries/regions.js';
import type { ReadThroughFact } from './types.js';

/**
 * Clients of caches that are asked over the network, so that a call may fail. Sources: ioredis 5 `built/Redis.d.ts`, redis 5,
 * memcached 2, memjs 1.3, @upstash/redis 1.35, @vercel/kv 3, @keyv/redis 5 (keyv itself emits failures and answers undefined).
 */
const remote =
  /^(?:ioredis|iovalkey|redis|@redis\/client|@valkey\/valkey-glide|memcached|memjs|@upstash\/redis|@vercel\/kv)(?:\/|$)/;
const looking = /^(?:get|hget|getBuffer|getex)$/i;
const filling = /^(?:set|setex|psetex|setnx|hset)$/i;

/**
 * Functions that look in a cache, and otherwise load a value and put it there: whether they still answer when the cache
 * does not.
 */
export function readThroughFacts({ file }: Found): readonly ReadThroughFact[] {
  if (!/\.(?:set|setex|psetex|setnx|hset)\b/i.test(file.source.text)) return [];
  return file.nodes('CallExpression').flatMap((lookup): readonly ReadThroughFact[] => {
    const fn = functionAround(lookup);
    if (!fn || !isMethod(lookup, looking)) return [];
    const kept = keptAfter(file, lookup, fn);
    if (!kept || !remote.test(packageBehind(file, kept.receiver) ?? '')) return [];
    const { text } = file.source;
    const states = [lookup, kept.store].map((call) => stateOf(file, call, kept.load));
    const state = states.includes('required') ? 'required' : states.includes('unknown') ? 'unknown' : 'optional';
    const at = states[0] === state || !kept.isWaitedFor ? lookup : kept.store;
    return [
      {
        at: calleePlace(at, text),
        cache: calleeText(kept.receiver, text),
        state,
        source: calleeText(kept.load.callee, text),
      },
    ];
  });
}

interface Kept {
  readonly receiver: Node;
  readonly store: Call;
  readonly isWaitedFor: boolean;
  /** The call that loads the value where the cache does not have it. */
  readonly load: Call;
}

/** What a function loads and keeps after it has looked for it under the same key. */
function keptAfter(file: FileContext, lookup: Call, fn: FunctionNode): Kept | undefined {
  const receiver = receiverOf(lookup);
  const key = lookup.arguments[0];
  if (!receiver || !key || !isHandedBack(file, lookup, fn)) return undefined;
  const sameCache = (call: Call) => {
    const other = receiverOf(call);
    return other !== undefined && textOf(file, other) === textOf(file, receiver);
  };
  for (const store of within(file, 'CallExpression', fn)) {
    const [where, ...values] = store.arguments;
    if (!where || !isMethod(store, filling) || !sameCache(store) || textOf(file, where) !== textOf(file, key)) continue;
    if (store.range[0] < lookup.range[1]) continue;
    const load = values.map((value) => loadBehind(file, value, lookup)).find((one) => one !== undefined);
    if (load) return { receiver, store, load, isWaitedFor: awaited(store) };
  }
  return undefined;
}

/** The call that was waited for after the lookup, and whose result a value is made of. */
function loadBehind(file: FileContext, value: Node, lookup: Call): Call | undefined {
  for (const name of [value, ...within(file, 'Identifier', value)]) {
    const variable = name.type === 'Identifier' ? file.resolver.scopes.variableOf(name) : undefined;
    for (const { writeExpr } of variable?.references ?? []) {
      let made = writeExpr ? unwrap(writeExpr as Node) : undefined;
      if (made?.type !== 'AwaitExpression') continue;
      made = unwrap(made.argument);
      if (made.type === 'CallExpression' && made.range[0] > lookup.range[1]) return made;
    }
  }
  return undefined;
}

/** True when what is found is what the function answers: not a mark that something was done. */
function isHandedBack(file: FileContext, lookup: Call, fn: FunctionNode): boolean {
  let value: Node = lookup;
  while (value.parent && /^(?:AwaitExpression|MemberExpression|TSAsExpression)$/.test(value.parent.type))
    value = value.parent;
  while (value.parent?.type === 'CallExpression' && value.parent.callee === value) {
    value = value.parent;
    while (value.parent && /^(?:AwaitExpression|MemberExpression|TSAsExpression)$/.test(value.parent.type))
      value = value.parent;
  }
  const holder = value.parent;
  if (holder?.type !== 'VariableDeclarator' || holder.id.type !== 'Identifier') return false;
  const references = file.resolver.scopes.variableOf(holder.id)?.references ?? [];
  return directlyWithin(file, 'ReturnStatement', fn).some(
    ({ argument }) => argument && references.some(({ identifier }) => contains(argument, identifier as Node)),
  );
}

/** Whether the failure of a call of the cache ends the function. */
function stateOf(file: FileContext, call: Call, load: Call): ReadThroughFact['state'] {
  if (!awaited(call)) return isCaughtByChain(call) ? 'optional' : 'unknown';
  for (let inner: Node = call, above = call.parent as Node | undefined; above; inner = above, above = above.parent) {
    if (
      above.type === 'FunctionDeclaration' ||
      above.type === 'FunctionExpression' ||
      above.type === 'ArrowFunctionExpression'
    )
      break;
    if (above.type !== 'TryStatement' || !above.handler || above.block !== inner) continue;
    const throws = directlyWithin(file, 'ThrowStatement', above.handler.body).length > 0;
    if (throws) continue;
    // What also takes the failure of the load may load again, or answer with nothing.
    return contains(above.block, load) && !says(file, above.handler.body, load) && call.range[0] < load.range[0]
      ? 'unknown'
      : 'optional';
  }
  return 'required';
}

const says = (file: FileContext, node: Node, { callee }: Call): boolean =>
  within(file, 'CallExpression', node).some((call) => textOf(file, call.callee) === textOf(file, callee));

const awaited = (call: Call): boolean => call.parent.type === 'AwaitExpression';

function isCaughtByChain({ parent }: Call): boolean {
  return parent.type === 'MemberExpression' && /^(?:catch|then)$/.test(memberName(parent) ?? '');
}

function isMethod({ callee }: Call, names: RegExp): boolean {
  return callee.type === 'MemberExpression' && names.test(memberName(callee) ?? '');
}

const receiverOf = ({ callee }: Call): Node | undefined =>
  callee.type === 'MemberExpression' ? callee.object : undefined;
