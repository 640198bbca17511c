import { contains, isFunction, memberName, unwrap, type FunctionNode, type Node } from '../../syntax/tree.js';
import { isLog } from '../batches/result-use.js';
import type { Construction, FileContext } from '../context.js';
import { handlersOf } from '../handlers/handlers.js';
import { within } from '../retries/regions.js';
import { isInfinite, isNamedLikeLimiter, limiterUsed } from './limits.js';
import type { RemoteCalls } from './remote.js';
import type { FanOutFact } from './types.js';

/** What is done for one element of a list. */
export interface Work {
  readonly work: FanOutFact['work'];
  readonly limit: FanOutFact['limit'];
  /** The remote call, where it is seen. */
  readonly call?: Construction;
}

/** What a callback, or an expression that starts work, does; undefined when it is known to do nothing remote. */
export function workOf(file: FileContext, remote: RemoteCalls, node: Node): Work | undefined {
  const regions = regionsOf(file, node);
  if (!regions) return { work: 'elsewhere', limit: 'none' };
  const calls = regions.flatMap((region) => [
    ...within(file, 'CallExpression', region),
    ...within(file, 'NewExpression', region),
  ]);
  const limit = limitIn(file, remote, calls);
  const call = calls.find((one) => remote.has(one));
  if (call) return { work: 'remote', limit, call };
  return calls.some((one) => isForeign(file, one)) ? { work: 'elsewhere', limit } : undefined;
}

/** The code that runs: the node itself, and functions of this file that it calls; undefined when it is in other files. */
function regionsOf(file: FileContext, node: Node): readonly Node[] | undefined {
  const { graph } = handlersOf(file);
  const plain = unwrap(node);
  if (isFunction(plain)) return graph.from(plain);
  if (plain.type === 'Identifier' || plain.type === 'MemberExpression') {
    const terminal = file.resolver.single(plain);
    return terminal?.kind === 'expression' && terminal.path.length === 0 && isFunction(terminal.node)
      ? graph.from(terminal.node)
      : undefined;
  }
  const called = within(file, 'CallExpression', plain).flatMap((call) => graph.calledBy(call));
  return [plain, ...new Set(called.flatMap((fn: FunctionNode) => graph.from(fn)))];
}

/** Calls through which the work has to go, and which may make it wait for its turn. */
function limitIn(file: FileContext, remote: RemoteCalls, calls: readonly Construction[]): Work['limit'] {
  const limits = calls.flatMap((call): readonly Work['limit'][] => {
    if (remote.has(call)) return [];
    const limiter = limiterUsed(file, call.callee);
    if (limiter) return isInfinite(file, limiter) ? [] : ['set'];
    if (isNamedLikeLimiter(call.callee)) return ['elsewhere'];
    return handsOver(file, remote, call) ? ['elsewhere'] : [];
  });
  return limits.includes('set') ? 'set' : limits.includes('elsewhere') ? 'elsewhere' : 'none';
}

/** Functions that run what they are given at once, and at most again or with a clock beside it. */
const plain =
  /retry|retries|backoff|trace|span|segment|measure|timed?$|timeout|catch|wrap|try|instrument|^(map|then|finally|forEach|flatMap|filter|reduce|sort|find|some|every|all|allSettled|race|setTimeout|nextTick|setImmediate|on|once|promisify|from|assign)$/i;

/** True for code of other files that is given the remote call to run, and may do so later. */
function handsOver(file: FileContext, remote: RemoteCalls, call: Construction): boolean {
  const { callee } = call;
  const name =
    callee.type === 'MemberExpression' ? memberName(callee) : callee.type === 'Identifier' ? callee.name : '';
  if (plain.test(name ?? '') || callee.type === 'Super') return false;
  if (call.type === 'NewExpression' && name === 'Promise') return false;
  const holds = call.arguments.some(
    (argument) => isFunction(argument) && [...remote.keys()].some((one) => contains(argument, one)),
  );
  if (!holds) return false;
  const terminal = file.resolver.single(callee);
  return !(terminal?.kind === 'expression' && isFunction(terminal.node));
}

const local =
  /^(JSON|Math|Object|Array|String|Number|Boolean|Date|Buffer|Promise|Map|Set|URL|URLSearchParams|Error|console|crypto|parseInt|parseFloat|encodeURIComponent|decodeURIComponent|RegExp|Symbol|BigInt|structuredClone|setTimeout|clearTimeout|require|process|Intl|AbortSignal|AbortController|Headers|TextEncoder|TextDecoder|Uint8Array)\b/;
const builtIn =
  /^(node:)?(fs|path|os|crypto|util|url|zlib|stream|events|assert|buffer|child_process|perf_hooks|querystring|timers)(\/|$)/;

/** A call of code of which this file does not show what it does: of other files, and of packages that are not known. */
function isForeign(file: FileContext, call: Construction): boolean {
  if (call.type !== 'CallExpression' || isLog(file, call)) return false;
  const terminal = file.resolver.single(call.callee);
  if (terminal?.kind === 'module') return !builtIn.test(terminal.module);
  if (terminal?.kind === 'global') return !local.test(terminal.path.join('.'));
  return terminal?.kind === 'parameter';
}
