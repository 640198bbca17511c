import type { TSESTree } from '@typescript-eslint/utils';
import { flowOf } from '../../syntax/control-flow/flow-of.js';
import { assign, type Value, type Valued } from '../../syntax/control-flow/evaluate.js';
import type { Edge, FlowGraph } from '../../syntax/control-flow/graph.js';
import { isReached } from '../../syntax/control-flow/walk.js';
import {
  ancestor,
  contains,
  functionAround,
  isFunction,
  keyName,
  memberName,
  unwrap,
  type FunctionNode,
  type Node,
} from '../../syntax/tree.js';
import { place, type Call, type FileContext } from '../context.js';
import { delayOf, isTimer, pausesIn, readDuration, withoutPause } from './delay.js';
import { errorsOfCatch, isStatusTest, selected } from './errors.js';
import { answerOf, repeatedAfterFailure, type Repeated } from './attempts.js';
import { attemptsOfRecursion } from './counting.js';
import type { Segment } from './cycle.js';
import { handedOn } from './handed.js';
import { limitOf } from './limit.js';
import type { FoundRetry } from './loops.js';
import { isScript, purposeOf } from './purpose.js';
import { directlyWithin, textOf, within } from './regions.js';
import type { RetryDelay, RetryErrors, RetryLimit } from './types.js';

/** How a call of a function from inside itself comes about. */
interface Again {
  readonly fn: FunctionNode;
  readonly call: Call;
  readonly timer: Call | undefined;
  readonly cause: TSESTree.CatchClause | FunctionNode | TSESTree.IfStatement;
  /** What fails before the function calls itself, where both are in the function's own code. */
  readonly repeated: Repeated | undefined;
}

/** Functions that call themselves again, at once or by a timer, after they have failed. */
export function repeatedFunctions(file: FileContext): readonly FoundRetry[] {
  return file.once(repeatedFunctions, () => findRepeated(file));
}

function findRepeated(file: FileContext): readonly FoundRetry[] {
  const found = new Map<FunctionNode, FoundRetry>();
  for (const call of file.nodes('CallExpression')) {
    const again = againOf(file, call);
    if (again && !found.has(again.fn)) found.set(again.fn, factOf(file, again));
  }
  return [...found.values()];
}

function againOf(file: FileContext, call: Call): Again | undefined {
  const timed = isTimer(file, call) ? call.arguments[0] : undefined;
  const callee = timed ? calledBy(timed) : call.callee;
  if (!callee) return undefined;
  const fn = enclosingTarget(file, call, callee);
  if (!fn) return undefined;
  const repeated = functionAround(call) === fn ? repeatedBefore(file, fn, call) : undefined;
  const cause = causeOf(file, call, fn) ?? (repeated && fn);
  if (!cause || (!repeated && isBranchOfResult(file, cause, fn))) return undefined;
  return { fn, call, timer: timed ? call : timerAround(file, call, fn), cause, repeated };
}

/** What the function waits for, and calls itself after it has failed and only then. */
function repeatedBefore(file: FileContext, fn: FunctionNode, call: Call): Repeated | undefined {
  const graph = flowOf(fn);
  const ends = graph?.at.get(call);
  if (!graph || !ends) return undefined;
  for (const node of directlyWithin(file, 'AwaitExpression', fn)) {
    if (contains(node, call)) continue;
    const repeated = repeatedAfterFailure(file, graph, node, ends, () => true);
    if (repeated?.endsBySuccess === 'always') return repeated;
  }
  return undefined;
}

/** `setTimeout(load, 100)`, `setTimeout(this.load.bind(this), 100)`. */
function calledBy(argument: Node): Node | undefined {
  const value = unwrap(argument);
  if (value.type === 'Identifier' || value.type === 'MemberExpression') return value;
  if (value.type !== 'CallExpression' || value.callee.type !== 'MemberExpression') return undefined;
  return memberName(value.callee) === 'bind' ? value.callee.object : undefined;
}

/** The function that a callee names, where it lies around the call. */
function enclosingTarget(file: FileContext, call: Node, callee: Node): FunctionNode | undefined {
  const plain = unwrap(callee);
  const name =
    plain.type === 'Identifier' ? plain.name : plain.type === 'MemberExpression' ? memberName(plain) : undefined;
  if (name === undefined || !isNameAround(call, name)) return undefined;
  const terminal = file.resolver.single(callee);
  if (terminal?.kind !== 'expression' || terminal.path.length > 0 || !isFunction(terminal.node)) return undefined;
  return terminal.node !== call && contains(terminal.node, call) ? terminal.node : undefined;
}

/** True where a function around a node goes by a name; most calls are told apart by that. */
function isNameAround(node: Node, name: string): boolean {
  for (let fn = ancestor(node, isFunction); fn; fn = ancestor(fn, isFunction)) {
    const { id, parent } = fn;
    const holder = parent.type === 'VariableDeclarator' ? parent.id : undefined;
    const key = 'key' in parent ? keyName(parent as TSESTree.MethodDefinition) : undefined;
    const target = parent.type === 'AssignmentExpression' ? unwrap(parent.left) : undefined;
    const written = target?.type === 'MemberExpression' ? memberName(target) : undefined;
    const own = [id, holder, target].map((one) => (one?.type === 'Identifier' ? one.name : undefined));
    if (key === name || written === name || own.includes(name)) return true;
    // A wrapper such as `useCallback(fn)` stands between the function and its name.
    if (parent.type === 'CallExpression') return true;
  }
  return false;
}

const failures = /^(?:error|close|end|disconnect|timeout|aborted)$/;

/** Why the function is called again: a `catch`, a listener for failures, a test of the status. */
function causeOf(file: FileContext, call: Node, fn: FunctionNode): Again['cause'] | undefined {
  let inner = call;
  let test: TSESTree.IfStatement | undefined;
  for (let above = call.parent; above && inner !== fn; inner = above, above = above.parent) {
    if (above.type === 'CatchClause') return waits(file, above, fn) ? above : undefined;
    if (above.type === 'IfStatement' && above.test !== inner && isStatusTest(textOf(file, above.test))) test ??= above;
    if (above.type === 'CallExpression' && isFunction(inner) && above.callee.type === 'MemberExpression') {
      const name = memberName(above.callee);
      const [event] = above.arguments;
      if (name === 'then' && event === inner && followsStatus(file, inner, call)) return inner;
      if (name === 'catch' || (name === 'then' && above.arguments[1] === inner)) return inner;
      if (
        (name === 'on' || name === 'once' || name === 'addEventListener') &&
        event?.type === 'Literal' &&
        failures.test(String(event.value))
      )
        return inner;
    }
    if (
      above.type === 'AssignmentExpression' &&
      isFunction(inner) &&
      above.left.type === 'MemberExpression' &&
      /^on(?:error|close)$/.test(memberName(above.left) ?? '')
    )
      return inner;
  }
  return test;
}

/** True for `.then((r) => { if (r.ok) return r.json(); return load(url); })`: the call follows a status of failure only. */
function followsStatus(file: FileContext, callback: FunctionNode, call: Node): boolean {
  const graph = flowOf(callback);
  const [parameter] = callback.params;
  if (!graph || !parameter) return false;
  const [ends = []] = [...graph.at].flatMap(([node, blocks]) => (contains(node, call) ? [blocks] : []));
  const reaches = (status: number) => {
    const variables = new Map<Valued, Value>();
    assign({ resolver: file.resolver, variables, assumed: new Map() }, variables, parameter, answerOf(status));
    const mayTake = ({ kind }: Edge) => kind !== 'throw';
    const walk = { resolver: file.resolver, starts: [graph.entry], variables, mayTake };
    return isReached(walk, (block) => ends.includes(block)) === true;
  };
  return reaches(503) && !reaches(200);
}

/** True for a failure of something that was waited for; code that only computes is not retried by calling itself. */
function waits(file: FileContext, handler: TSESTree.CatchClause, fn: FunctionNode): boolean {
  const attempt = handler.parent;
  return fn.async || (attempt !== undefined && within(file, 'AwaitExpression', attempt).length > 0);
}

/** A status that names a state and not a failure: `if (job.status === 'RUNNING')`. */
function isBranchOfResult(file: FileContext, cause: Again['cause'], fn: FunctionNode): boolean {
  if (cause.type !== 'IfStatement') return false;
  const text = textOf(file, cause.test);
  return !/\b[45]\d\d\b|\.ok\b/.test(text) || !contains(fn, cause);
}

function timerAround(file: FileContext, call: Call, fn: FunctionNode): Call | undefined {
  for (let node: Node | undefined = call.parent; node && node !== fn; node = node.parent) {
    if (node.type === 'CallExpression' && isTimer(file, node)) return node;
  }
  return undefined;
}

function factOf(file: FileContext, again: Again): FoundRetry {
  const { fn, call, timer, cause } = again;
  const above = cause.type === 'CatchClause' ? cause.parent : undefined;
  const attempt = above?.type === 'TryStatement' ? above : undefined;
  return {
    tried: attempt?.block ?? fn.body,
    fact: {
      at: place(timer ? timer.callee : call.callee),
      form: timer ? 'timer' : 'recursion',
      label: timer ? 'This timer' : 'This function, by calling itself,',
      purpose: purposeOf(file, fn, timer ? undefined : again.repeated?.node),
      script: isScript(file),
      limit: limitOfAgain(file, again),
      delay: pauseOf(file, again),
      errors: errorsOf(file, again, attempt),
      inner: [],
    },
  };
}

function pauseOf(file: FileContext, { fn, timer, cause, call }: Again): RetryDelay {
  if (timer) {
    const duration = timer.arguments[1];
    return duration
      ? { ...readDuration(file, duration), at: place(timer) }
      : { kind: 'none', jitter: 'absent', capped: false, at: place(timer) };
  }
  const pauses = [...pausesIn(file, cause), ...pausesIn(file, fn).filter(({ node }) => !contains(cause, node))];
  const chained = ancestor(
    call,
    (node): node is Call =>
      node?.type === 'CallExpression' && node.callee.type === 'MemberExpression' && memberName(node.callee) === 'then',
  );
  const others = chained && contains(fn, chained) ? pausesIn(file, chained) : [];
  return delayOf(file, [...pauses, ...others], withoutPause(file, [cause]));
}

function errorsOf(file: FileContext, { cause }: Again, attempt: TSESTree.TryStatement | undefined): RetryErrors {
  if (attempt) return errorsOfCatch(file, attempt, attempt);
  if (cause.type === 'IfStatement') return selected(file, [cause.test]);
  const tests = within(file, 'IfStatement', cause).map(({ test }) => test);
  return tests.length > 0 ? selected(file, tests) : { kind: 'unknown', about: [] };
}

/** Where the way to the next call may end: each function between the failure and the call, and the call itself. */
function limitOfAgain(file: FileContext, { fn, call, timer, repeated }: Again): RetryLimit {
  const graph = flowOf(fn);
  if (!graph) return { state: 'unknown', why: 'it goes through too many steps' };
  const handed = handedOn(file, fn, call);
  // A timer that is given the function itself calls it without arguments.
  const isPlain = timer !== call;
  const ways = repeated ? waysOf(fn, graph, call, repeated) : [segmentsTo(fn, call)];
  const limit = limitOf(file, call, ways, isPlain ? handed : new Map());
  const isOther = limit.cause === 'none' && [...handed.values()].some(({ kind }) => kind === 'unknown');
  if (isOther) return { state: 'unknown', why: 'it is called again with other arguments' };
  if (limit.state !== 'limited' || limit.attempts !== undefined) return limit;
  const attempts = attemptsOfRecursion(file, graph, fn, call);
  return attempts === undefined ? limit : { ...limit, attempts };
}

const everywhere = () => true;

function waysOf(fn: FunctionNode, graph: FlowGraph, call: Call, { failures, blocks }: Repeated): Segment[][] {
  const ends = graph.at.get(call) ?? [];
  return failures.map(({ starts, assumed }) => [
    { fn, starts, ends, isInside: everywhere, assumed },
    { fn, starts: [graph.entry], ends: [...blocks], isInside: everywhere, assumed: new Map() },
  ]);
}

/** The way from the beginning of a function through the functions inside it to a call. */
function segmentsTo(fn: FunctionNode, call: Node): Segment[] {
  const found: Segment[] = [];
  for (let inner: Node = call; inner !== fn;) {
    const around = functionAround(inner);
    const graph = around && flowOf(around);
    if (!graph) break;
    const ends = [...graph.at].flatMap(([node, blocks]) => (contains(node, inner) ? blocks.slice(0, 1) : []));
    const own = graph.at.get(inner) ?? ends.slice(0, 1);
    found.push({ fn: around, starts: [graph.entry], ends: own, isInside: everywhere, assumed: new Map() });
    inner = around;
  }
  return found;
}
