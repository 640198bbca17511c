import { isComputing } from '../../libraries/concurrency.js';
import { ancestor, contains, isFunction, memberName, unwrap, type FunctionNode, type Node } from '../../syntax/tree.js';
import { isLog } from '../batches/result-use.js';
import { calleeOf, type Callee } from '../modules/callees/callee.js';
import type { CalleeFact } from '../modules/callees/types.js';
import type { Construction, FileContext } from '../context.js';
import type { Terminal } from '../../syntax/terminal.js';
import type { ImportRef, SourcePlace } from '../modules/types.js';
import { handlersOf } from '../handlers/handlers.js';
import { textOf, within } from '../retries/regions.js';
import { isOneConnection, sharesConnection } from './handles.js';
import { isInfinite, isNamedLikeLimiter, limiterUsed } from './limits.js';
import type { RemoteCalls } from './remote.js';
import type { FanOutFact } from './types.js';
import { isOfValue, isUsedAtOnce } from './values.js';

/** What is done for one element of a list. */
export interface Work {
  readonly work: FanOutFact['work'];
  readonly limit: FanOutFact['limit'];
  /** The call that is remote, where it is seen; where another file makes it, the call of that file's function. */
  readonly call?: Node;
  /** Where another file makes the remote call. */
  readonly elsewhere?: SourcePlace;
  /** One connection carries all of the calls. */
  readonly isShared?: boolean;
  /** Functions of other files that run, of which nothing is known. */
  readonly callees: readonly ImportRef[];
  /** Code runs that is not seen and is none of `callees`. */
  readonly isOpen: boolean;
  /** Parameters whose functions run as well: what those do is up to the callers. */
  readonly runs?: readonly number[];
}

/**
 * What a callback, or an expression that starts work, does; undefined when it is known to do nothing remote.
 *
 * @param called the function that callers give its parameters, where those are not part of the question
 */
export function workOf(file: FileContext, remote: RemoteCalls, node: Node, called?: FunctionNode): Work | undefined {
  const regions = regionsOf(file, node);
  if (!regions) return workOfFunction(file, node);
  const calls = regions.flatMap((region) => [
    ...within(file, 'CallExpression', region),
    ...within(file, 'NewExpression', region),
  ]);
  const own = mostTelling(calls, remote);
  const regular = calls.filter(
    (one) => !isAfterFailure(one) && !isOneConnection(file, one.callee) && !isLeftAlone(one) && !isClosing(one),
  );
  const others = regular.flatMap((one) => otherOf(file, remote, one) ?? []);
  const far = others.find(({ callee }) => callee.fact?.work === 'remote');
  const started = new Set([
    ...remote.keys(),
    ...others.flatMap((one) => (one.callee.fact?.work === 'remote' ? [one.call] : [])),
  ]);
  const limit = limitIn(file, started, calls);
  const callees = others.flatMap(({ call, callee }) => (callee.fact || isUsedAtOnce(file, call) ? [] : [callee.ref]));
  if (own) return { ...ofCall(remote, own), limit };
  if (far?.callee.fact?.at) return { ...ofCallee(far.call.callee, far.callee.fact, far.callee.fact.at), limit };
  const given = called ? regular.map((one) => givenFunctions(file, called, one)) : [];
  const runs = [...new Set(given.flatMap((one) => one ?? []))];
  const unseen = called ? regular.filter((_, index) => given[index] === undefined) : regular;
  const isOpen =
    others.some((one) => unseen.includes(one.call) && mayBeRemote(file, one)) ||
    unseen.some((one) => isForeign(file, one) && !others.some(({ call }) => call === one));
  if (!isOpen && callees.length === 0 && runs.length === 0) return undefined;
  return { work: 'elsewhere', limit, callees, isOpen, ...(runs.length > 0 && { runs }) };
}

/** `ids.map(load)` with a function of another file. */
function workOfFunction(file: FileContext, node: Node): Work | undefined {
  const callee = calleeOf(file, node);
  if (callee && isComputing(callee.ref.module)) return undefined;
  const { fact } = callee ?? {};
  if (fact?.work === 'local' && !fact.runs) return undefined;
  if (fact?.work === 'remote' && fact.at) return ofCallee(node, fact, fact.at);
  const isAsked = callee !== undefined && callee.fact === undefined;
  return { work: 'elsewhere', limit: 'none', callees: isAsked ? [callee.ref] : [], isOpen: !isAsked };
}

/** A call that takes a connection or socket tells more than one that shares one. */
function mostTelling(calls: readonly Construction[], remote: RemoteCalls): Construction | undefined {
  const found = calls.filter((one) => remote.has(one));
  return found.find((one) => !sharesConnection(remote.get(one) ?? 'http')) ?? found[0];
}

function ofCall(remote: RemoteCalls, call: Construction): Work {
  const isShared = sharesConnection(remote.get(call) ?? 'http');
  return { work: 'remote', limit: 'none', call: call.callee, callees: [], isOpen: false, isShared };
}

/** A function of another file that calls another system. */
function ofCallee(call: Node, { shared: isShared = false }: CalleeFact, elsewhere: SourcePlace): Work {
  return { work: 'remote', limit: 'none', call, elsewhere, callees: [], isOpen: false, isShared };
}

/** Methods of records that read or turn what is there. */
const atHand = /^(?:to[A-Z]\w*|get|json|text|trim|map|filter|entries|keys|values|has|includes|slice|split)$/;

/** `docs.map((doc) => doc.save())`: what is asked of records that another system has returned goes there. */
export function workOfRecords(file: FileContext, code: Node, work: Work): Work {
  const terminal = file.resolver.single(code);
  const fn = terminal?.kind === 'expression' ? terminal.node : undefined;
  const record = isFunction(fn) ? fn.params[0] : undefined;
  const variable = record?.type === 'Identifier' ? file.resolver.scopes.variableOf(record) : undefined;
  if (!isFunction(fn) || !variable) return work;
  const call = within(file, 'CallExpression', fn).find((one) => {
    const { callee } = one;
    if (callee.type !== 'MemberExpression' || callee.object.type !== 'Identifier') return false;
    const isOwn = file.resolver.scopes.variableOf(callee.object) === variable;
    return isOwn && !atHand.test(memberName(callee) ?? '') && (isPromised(one) || isReturned(one));
  });
  return call ? { ...work, work: 'remote', call: call.callee, callees: [], isOpen: false } : work;
}

interface Other {
  readonly call: Construction;
  readonly callee: Callee;
}

const isCatchOrFunction = (node: Node | null | undefined): node is Node =>
  node?.type === 'CatchClause' || isFunction(node);

/** A report of what went wrong is not the work. */
function isAfterFailure(call: Construction): boolean {
  return ancestor(call, isCatchOrFunction)?.type === 'CatchClause';
}

/** A call of a function of another file. */
function otherOf(file: FileContext, remote: RemoteCalls, call: Construction): Other | undefined {
  if (call.type !== 'CallExpression' || remote.has(call) || isLog(file, call)) return undefined;
  const callee = calleeOf(file, call.callee);
  return callee && !isComputing(callee.ref.module) ? { call, callee } : undefined;
}

/** A statement beside others that are awaited, such as `socket.on('data', add)`: it does its work before it returns. */
function isLeftAlone(call: Construction): boolean {
  if (call.parent.type !== 'ExpressionStatement') return false;
  const { callee } = call;
  const isTold = callee.type === 'MemberExpression' && /^(?:on|once|off|emit)$/.test(memberName(callee) ?? '');
  return isTold || ancestor(call, isFunction)?.async === true;
}

/** `queue.close()`: it ends a connection, of which there are as many as were opened. */
function isClosing({ callee, arguments: args }: Construction): boolean {
  const plain = unwrap(callee);
  return (
    args.length === 0 &&
    plain.type === 'MemberExpression' &&
    /^(?:close|disconnect|destroy|quit|end|stop|terminate|dispose|unsubscribe)$/.test(memberName(plain) ?? '')
  );
}

/** The parameters of `called` whose functions a call runs; undefined for a call that runs something else. */
function givenFunctions(file: FileContext, called: FunctionNode, call: Construction): readonly number[] | undefined {
  const own = parameterOf(file, called, call.callee);
  if (own !== undefined) return [own];
  const run = runBy(file, call);
  const functions = run?.map((node) => (isFunction(node) ? 'written' : parameterOf(file, called, node)));
  if (!functions || functions.includes(undefined)) return undefined;
  return functions.filter((one) => typeof one === 'number');
}

function parameterOf(file: FileContext, called: FunctionNode, node: Node): number | undefined {
  const terminal = file.resolver.single(node);
  return terminal?.kind === 'parameter' && terminal.fn === called && terminal.path.length === 0
    ? terminal.index
    : undefined;
}

/** The arguments that a call runs and besides which it does nothing remote: of a function of another file. */
function runBy(file: FileContext, call: Construction): readonly Node[] | undefined {
  const fact = calleeOf(file, call.callee)?.fact;
  const indexes = fact?.work === 'local' ? fact.runs : undefined;
  const nodes = indexes?.map((index) => call.arguments[index]) ?? [];
  return indexes && nodes.every((node) => node !== undefined) ? nodes : undefined;
}

/** What a package does is not known; of what its instances do, only what is waited for can be remote. */
function mayBeRemote(file: FileContext, { call, callee: { fact, isMethod } }: Other): boolean {
  if (isUsedAtOnce(file, call)) return false;
  if (fact?.work === 'local' && fact.runs) return !(runBy(file, call) ?? [call]).every(isFunction);
  return fact?.work === 'unknown' || (fact?.work === 'outside' && (!isMethod || isPromised(call) || isReturned(call)));
}

/** `await one.load()`, `one.load().then(...)`. */
function isPromised({ parent }: Node): boolean {
  if (parent?.type === 'AwaitExpression') return true;
  return parent?.type === 'MemberExpression' && /^(then|catch|finally)$/.test(memberName(parent) ?? '');
}

const isReturned = ({ parent }: Node): boolean =>
  parent?.type === 'ReturnStatement' || parent?.type === 'ArrowFunctionExpression';

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
function limitIn(file: FileContext, remote: ReadonlySet<Node>, calls: readonly Construction[]): Work['limit'] {
  const limits = calls.flatMap((call): readonly Work['limit'][] => {
    if (remote.has(call)) return [];
    const limiter = limiterUsed(file, call.callee);
    if (limiter) return isInfinite(file, limiter) ? [] : ['set'];
    if (isNamedLikeLimiter(call.callee) && mayHoldBack(file, remote, call)) return ['elsewhere'];
    return handsOver(file, remote, call) ? ['elsewhere'] : [];
  });
  return limits.includes('set') ? 'set' : limits.includes('elsewhere') ? 'elsewhere' : 'none';
}

const waiting = /acquire|throttl|limit|sema|lock|mutex|slot|gate|wait|token|take|schedule/i;

/** True for what is given work, and for what is waited for before it: `limiter(() => load(id))`, `await semaphore.acquire()`. */
function mayHoldBack(file: FileContext, remote: ReadonlySet<Node>, call: Construction): boolean {
  const isGivenWork = call.arguments.some(
    (argument) =>
      isFunction(file.resolver.single(argument)?.node) ||
      argument.type === 'SpreadElement' ||
      [...remote].some((one) => contains(argument, one)),
  );
  return isGivenWork || (isPromised(call) && waiting.test(textOf(file, call.callee)));
}

/** Functions that run what they are given at once, and at most again or with a clock beside it. */
const plain =
  /retry|transaction|retries|backoff|trace|span|segment|measure|timed?$|timeout|catch|wrap|try|instrument|^(map|then|finally|forEach|flatMap|filter|reduce|sort|find|some|every|all|allSettled|race|setTimeout|nextTick|setImmediate|on|once|promisify|from|assign)$/i;

/** True for code of other files that is given the remote call to run, and may do so later. */
function handsOver(file: FileContext, remote: ReadonlySet<Node>, call: Construction): boolean {
  const { callee } = call;
  const name =
    callee.type === 'MemberExpression' ? memberName(callee) : callee.type === 'Identifier' ? callee.name : '';
  if (plain.test(name ?? '') || callee.type === 'Super') return false;
  if (call.type === 'NewExpression' && name === 'Promise') return false;
  const holds = call.arguments.some(
    (argument) => isFunction(argument) && [...remote].some((one) => contains(argument, one)),
  );
  if (!holds) return false;
  const terminal = file.resolver.single(callee);
  return !(terminal?.kind === 'expression' && isFunction(terminal.node));
}

const local =
  /^(JSON|Math|Object|Array|String|Number|Boolean|Date|Buffer|Promise|Map|Set|URL|URLSearchParams|Error|console|crypto|parseInt|parseFloat|encodeURIComponent|decodeURIComponent|RegExp|Symbol|BigInt|structuredClone|setTimeout|clearTimeout|require|process|Intl|AbortSignal|AbortController|Headers|TextEncoder|TextDecoder|Uint8Array|isNaN|isFinite|performance|queueMicrotask|btoa|atob)\b/;
/** A call of code of which this file does not show what it does: of other files, and of packages that are not known. */
function isForeign(file: FileContext, call: Construction): boolean {
  if (call.type !== 'CallExpression' || isLog(file, call) || isUsedAtOnce(file, call)) return false;
  const terminal = file.resolver.single(call.callee);
  if (terminal?.kind === 'module') return !isComputing(terminal.module);
  if (terminal?.kind === 'global') return !local.test(terminal.path.join('.'));
  if (terminal?.kind === 'parameter') return isPromised(call) || !isOfValue(call, terminal);
  return isPromised(call) && isMethodOfUnknown(file, call, terminal);
}

/** `await one.load()`, where nothing shows what `one` is; clients of known libraries are judged as such. */
function isMethodOfUnknown(file: FileContext, call: Construction, terminal: Terminal | undefined): boolean {
  if (unwrap(call.callee).type !== 'MemberExpression' || handlersOf(file).graph.calledBy(call).length > 0) return false;
  if (terminal?.kind !== 'expression') return terminal?.kind === 'unknown';
  const { node, path } = terminal;
  const isMade = node.type === 'CallExpression' || node.type === 'NewExpression';
  return isMade && path.length > 0 && file.known(node) === undefined && !/^Promise\b/.test(textOf(file, node.callee));
}
