import type { TSESTree } from '@typescript-eslint/utils';
import {
  ancestor,
  contains,
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
import { counterNames } from './growth.js';
import { isTruthOf } from './limit.js';
import type { FoundRetry } from './loops.js';
import { isScript, purposeOf } from './purpose.js';
import { textOf, within } from './regions.js';
import type { RetryDelay, RetryErrors, RetryLimit } from './types.js';

/** How a call of a function from inside itself comes about. */
interface Again {
  readonly fn: FunctionNode;
  readonly call: Call;
  readonly timer: Call | undefined;
  readonly cause: TSESTree.CatchClause | FunctionNode | TSESTree.IfStatement;
}

/** Functions that call themselves again, at once or by a timer, after they have failed. */
export function repeatedFunctions(file: FileContext): readonly FoundRetry[] {
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
  const cause = causeOf(file, call, fn);
  if (!cause || isBranchOfResult(file, cause, fn)) return undefined;
  return { fn, call, timer: timed ? call : timerAround(file, call, fn), cause };
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
      label: timer ? 'This timer' : 'This call of itself',
      purpose: purposeOf(fn),
      script: isScript(file),
      limit: limitOf(file, again),
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

/** A recursion ends by a counter that is handed on and tested, by a flag, or by a counter of the object around it. */
function limitOf(file: FileContext, { fn, call, timer, cause }: Again): RetryLimit {
  const own = timer === call ? undefined : call;
  const tests = conditionsIn(file, fn);
  const text = tests.map((test) => textOf(file, test)).join('\n');
  if (/\.aborted\b/.test(text)) return { state: 'limited', by: 'signal' };
  if (own?.arguments.some((argument, i) => isFlag(argument, fn.params[i], text)))
    return { state: 'limited', by: 'count', attempts: 2 };
  const counters = countersOf(file, fn, own);
  const tested = counters.find((name) => new RegExp(`(?:\\b|#)${name.replace('#', '')}\\b`).test(text));
  if (tested !== undefined) return { state: 'limited', by: 'count' };
  if (/Date\.now|deadline|elapsed|expires?At|performance\.now/.test(text)) return { state: 'limited', by: 'deadline' };
  const decider = own && counters.find((name) => isPassedToTest(file, fn, own, name));
  if (decider !== undefined) return { state: 'unknown', why: `a function decides by \`${decider}\`` };
  const [counter] = counters;
  if (counter !== undefined) return { state: 'unlimited', cause: 'untested-counter', name: counter, at: place(call) };
  const named = tests.some((test) =>
    within(file, 'Identifier', test).some(
      ({ name }) => counterNames.test(name) || /retried|_retry|isRetry/i.test(name),
    ),
  );
  if (named) return { state: 'limited', by: 'count' };
  if (own && !passesTheSame(file, fn, own)) return { state: 'unknown', why: 'it is called again with other arguments' };
  if (setsFlagBefore(file, cause, text)) return { state: 'unknown', why: 'a variable that it sets may end it' };
  return { state: 'unlimited', cause: 'none', at: place(call) };
}

const speaking = /log|warn|info|error|debug|trace|record|increment|metric|span|emit/i;
const pausing = /sleep|delay|wait|pause|backoff|setTimeout/i;

/**
 * True when another function gets the counter and its answer counts: `shouldRetry(error, attempt)`,
 * `if (!delay) throw error` with `const delay = delayFor(attempt)`.
 */
function isPassedToTest(file: FileContext, fn: FunctionNode, own: Call, name: string): boolean {
  return within(file, 'CallExpression', fn).some((other) => {
    if (other === own || contains(own, other) || contains(other, own)) return false;
    const callee = textOf(file, other.callee);
    if (speaking.test(callee) || !other.arguments.some((argument) => handsOn(argument, name))) return false;
    const kept = ancestor(other, (node): node is TSESTree.VariableDeclarator => node?.type === 'VariableDeclarator');
    if (kept && contains(fn, kept) && other.parent.type !== 'AwaitExpression')
      return !pausing.test(callee) || conditionsIn(file, fn).some((test) => isTruthOf(file, test, kept.id));
    return conditionsIn(file, fn).some((test) => contains(test, other));
  });
}

/** The counter itself, or a member of an object that is handed over. */
function handsOn(argument: Node, name: string): boolean {
  if (argument.type === 'Identifier') return argument.name === name;
  if (argument.type !== 'ObjectExpression') return false;
  return argument.properties.some(
    (property) => property.type === 'Property' && property.value.type === 'Identifier' && property.value.name === name,
  );
}

/** A constant argument by which the function knows that it was called again: `load(url, false)`. */
function isFlag(argument: Node, parameter: Node | undefined, tests: string): boolean {
  if (argument.type !== 'Literal') return false;
  const name = parameter?.type === 'AssignmentPattern' ? parameter.left : parameter;
  if (name?.type === 'Identifier' && new RegExp(`\\b${name.name}\\b`).test(tests)) return true;
  return typeof argument.value === 'boolean';
}

function conditionsIn(file: FileContext, fn: FunctionNode): readonly Node[] {
  return [
    ...within(file, 'IfStatement', fn).map(({ test }) => test),
    ...within(file, 'ConditionalExpression', fn).map(({ test }) => test),
    ...within(file, 'LogicalExpression', fn),
    ...within(file, 'WhileStatement', fn).map(({ test }) => test),
    ...within(file, 'SwitchStatement', fn).map(({ discriminant }) => discriminant),
  ];
}

/** Names of what is counted from one call to the next. */
function countersOf(file: FileContext, fn: FunctionNode, call: Call | undefined): readonly string[] {
  const names: string[] = [];
  const isStep = (node: Node) =>
    (node.type === 'BinaryExpression' && /^[+-]$/.test(node.operator)) || node.type === 'UpdateExpression';
  for (const argument of call?.arguments ?? []) {
    const steps = isStep(argument)
      ? [argument]
      : [...within(file, 'BinaryExpression', argument), ...within(file, 'UpdateExpression', argument)].filter(isStep);
    for (const step of steps) {
      const counted =
        step.type === 'BinaryExpression' ? step.left : step.type === 'UpdateExpression' ? step.argument : undefined;
      const name = counted && lastName(unwrap(counted));
      if (name !== undefined) names.push(name);
    }
  }
  for (const { argument } of within(file, 'UpdateExpression', fn)) names.push(lastName(argument) ?? '');
  for (const { left, operator } of within(file, 'AssignmentExpression', fn))
    if (/^[+-]=$/.test(operator)) names.push(lastName(left) ?? '');
  return names.filter((name) => name !== '');
}

function lastName(node: Node): string | undefined {
  if (node.type === 'Identifier') return node.name;
  if (node.type === 'LogicalExpression') return lastName(unwrap(node.left));
  return node.type === 'MemberExpression' ? memberName(node) : undefined;
}

function passesTheSame(file: FileContext, fn: FunctionNode, call: Call): boolean {
  return call.arguments.every((argument, i) => {
    const parameter = fn.params[i];
    const name = parameter?.type === 'AssignmentPattern' ? parameter.left : parameter;
    if (argument.type === 'Literal') return true;
    if (argument.type !== 'Identifier' || name?.type !== 'Identifier') return false;
    return file.resolver.scopes.variableOf(argument) === file.resolver.scopes.variableOf(name);
  });
}

/** True when the failure sets something that the function tests. */
function setsFlagBefore(file: FileContext, cause: Node, tests: string): boolean {
  return within(file, 'AssignmentExpression', cause).some(({ left }) => {
    const name = lastName(left);
    return name !== undefined && new RegExp(`\\b${name.replace('#', '')}\\b`).test(tests);
  });
}
