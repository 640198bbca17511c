import {
  contains,
  functionAround,
  isFunction,
  memberName,
  unwrap,
  type FunctionNode,
  type Node,
} from '../../syntax/tree.js';
import { calleePlace, calleeText } from '../callee.js';
import { forgottenReadsIn, type ForgottenReads } from '../catches/forgotten-reads.js';
import type { ForgottenRead } from '../catches/types.js';
import type { Call, FileContext } from '../context.js';
import { functionsIn } from '../handlers/functions.js';
import type { Found } from '../lazy.js';
import { textOf, within } from '../retries/regions.js';
import type { RefreshFact } from './types.js';

/** Functions that keep what a loader gives, whatever holds it: `getOrSet(key, load)`. */
const readingThrough =
  /^(?:getOr(?:Set|Create|Load|Fetch|Add|Compute|Else|Insert|Put|Refresh)\w*|get(?:And|Or)Set\w*|remember(?:Forever)?|withCache|cacheable|unstable_cache|fetchOrLoad)$/i;
/** The same of names that mean other things elsewhere. */
const ofCache = /^(?:wrap|fetch|cached?|get|memoi[sz]ed?|resolve)$/;
const putting = /^(?:set|setex|psetex|put|setRemote|setLocal|hset|setItem|store|save)$/i;
const named =
  /^(?:set|save|store|update|write|refresh|invalidate|warm|put)\w*(?:Cache\w*|Key)$|^cache(?:Set|Put|Store|Value|Result)$/i;
const caches = /cach|redis|lru|memo|\bkv\b/i;

/** Where a failed read looks like an empty answer, and a cache keeps that as the answer. */
export function keptFailures({ file }: Found): readonly RefreshFact[] {
  if (!/cach|redis|lru|remember|memo|getOr/i.test(file.source.text)) return [];
  const forgotten = forgottenReadsIn(file);
  const seen = new Set<number>();
  return file.nodes('CallExpression').flatMap((call): readonly RefreshFact[] => {
    const read = loaded(file, forgotten, call) ?? put(file, forgotten, call);
    if (!read) return [];
    const { text } = file.source;
    const consumer = calleePlace(call, text);
    const at = read.elsewhere ? consumer : read.at;
    if (seen.has(at.range[0])) return [];
    seen.add(at.range[0]);
    return [
      {
        at,
        cache: calleeText(call.callee, text),
        state: 'failure-kept',
        work: read.work,
        ...(read.elsewhere ? { elsewhere: read.elsewhere } : { keeper: consumer }),
      },
    ];
  });
}

/** The read behind the loader that a cache is given. */
function loaded(file: FileContext, forgotten: ForgottenReads, call: Call): ForgottenRead | undefined {
  const name = nameOf(call);
  const receiver = call.callee.type === 'MemberExpression' ? textOf(file, call.callee.object) : '';
  if (!readingThrough.test(name) && !(ofCache.test(name) && caches.test(`${receiver} ${name}`))) return undefined;
  for (const given of call.arguments)
    for (const fn of loaders(file, given)) {
      const read = forgotten.anywhereBehind(fn);
      if (read) return read;
    }
  return undefined;
}

/** `() => load()`, `load`, `this.load`, `this.load.bind(this)`. */
function loaders(file: FileContext, given: Node): readonly FunctionNode[] {
  const value = unwrap(given);
  if (isFunction(value)) return [value];
  if (
    value.type === 'CallExpression' &&
    value.callee.type === 'MemberExpression' &&
    memberName(value.callee) === 'bind'
  )
    return functionsIn(file, value.callee.object);
  return /^(?:Identifier|MemberExpression)$/.test(value.type) ? functionsIn(file, value) : [];
}

/** The read behind a value that was waited for, and is put into a cache whatever it is. */
function put(file: FileContext, forgotten: ForgottenReads, call: Call): ForgottenRead | undefined {
  const name = nameOf(call);
  const receiver = call.callee.type === 'MemberExpression' ? textOf(file, call.callee.object) : '';
  if (!named.test(name) && !(putting.test(name) && caches.test(receiver))) return undefined;
  if (call.arguments.length < 2) return undefined;
  for (const value of call.arguments.slice(1)) {
    const load = loadOf(file, value);
    const read = load && forgotten.ofCall(load);
    if (read && !isAsked(file, call, value)) return read;
  }
  return undefined;
}

/** The call that gave a value which is put into a cache as it is, or as text. */
function loadOf(file: FileContext, given: Node): Call | undefined {
  let value = unwrap(given);
  if (value.type === 'CallExpression' && textOf(file, value.callee) === 'JSON.stringify' && value.arguments[0])
    value = unwrap(value.arguments[0]);
  const variable = value.type === 'Identifier' ? file.resolver.scopes.variableOf(value) : undefined;
  const writes = variable?.references.filter((one) => one.isWrite()) ?? [];
  let made: Node = writes.length === 1 && writes[0]?.writeExpr ? unwrap(writes[0].writeExpr as Node) : value;
  if (made.type !== 'AwaitExpression') return undefined;
  made = unwrap(made.argument);
  return made.type === 'CallExpression' ? made : undefined;
}

/** True where something was asked of the value before: `if (rows.length > 0) cache.set(key, rows);`. */
function isAsked(file: FileContext, at: Node, value: Node): boolean {
  const fn = functionAround(at);
  const names = new Set(within(file, 'Identifier', value).map((one) => file.resolver.scopes.variableOf(one)));
  if (!fn) return true;
  const tests = [...within(file, 'IfStatement', fn), ...within(file, 'ConditionalExpression', fn)].map(
    ({ test }) => test,
  );
  const asks = within(file, 'LogicalExpression', fn)
    .filter(({ operator, right }) => operator === '&&' && contains(right, at))
    .map(({ left }) => left);
  return [...tests, ...asks].some(
    (test) =>
      test.range[0] < at.range[0] &&
      within(file, 'Identifier', test).some((one) => {
        const variable = file.resolver.scopes.variableOf(one);
        return variable !== undefined && names.has(variable);
      }),
  );
}

function nameOf({ callee }: Call): string {
  if (callee.type === 'MemberExpression') return memberName(callee) ?? '';
  return callee.type === 'Identifier' ? callee.name : '';
}
