import type { TSESTree } from '@typescript-eslint/utils';
import { limits, tooManySteps } from '../syntax/limits.js';
import { positionAt } from '../syntax/source.js';
import type { Frame } from '../syntax/terminal.js';
import { ancestor, contains, isFunction, keyName, memberName, type FunctionNode, type Node } from '../syntax/tree.js';
import { calleePlace, calleeText } from './callee.js';
import { judgeCall, type OutboundCall } from './calls.js';
import { insertionInto } from './arguments.js';
import { place, type Call, type FileContext } from './context.js';
import { isConditional, reachedBy } from './timeouts/branch-of-call.js';
import { givenElsewhere, type GivenElsewhere } from './timeouts/callers-elsewhere.js';
import type { Clients } from './clients.js';
import type { Judged } from './options.js';
import type { SourcePlace, WrapperOption } from './modules/types.js';
import type { Bound, CallFact } from './types.js';

/** What a function does around an outbound call: how it stands by itself, and which arguments of its callers decide. */
export interface Wrapper {
  readonly fn: FunctionNode;
  readonly call: OutboundCall;
  readonly status: Bound['status'];
  readonly options: readonly WrapperOption[];
}

export interface SiteResult {
  readonly call: OutboundCall;
  readonly judged: Judged;
  readonly bound: Bound;
  /** Calls in this file that go through the function around the call. */
  readonly callers: readonly CallFact[];
  readonly wrapper: Wrapper | undefined;
  /** Functions that pass their own parameters on to that one. */
  readonly outer: readonly Wrapper[];
}

/** Judges a call together with the function around it, whose parameters may carry the options. */
export function judgeSite(clients: Clients, call: OutboundCall): SiteResult {
  const judged = judgeCall(clients, call);
  const { bound } = judged;
  const fn = decidingFunction(judged);
  if (bound.status === 'bounded' || !fn) {
    const around = ancestor(call.node, isFunction);
    return {
      call,
      judged,
      bound,
      callers: [],
      wrapper: around && { fn: around, call, status: bound.status, options: [] },
      outer: [],
    };
  }
  const options = wrapperOptions(judged, fn);
  const byDefault = defaultBound(clients, call, judged, fn);
  const callers = clients.file.callersOf(fn).flatMap((caller): CallFact[] => {
    const reached = reachedBy(clients.file, fn, call.node, caller);
    if (reached === 'no') return [];
    const fact = callerFact(clients, call, fn, caller, options);
    if (reached === 'yes' || fact.bound.status === 'bounded') return [fact];
    return [{ ...fact, bound: inOneBranch(fact.bound), hangsOnWrapper: true }];
  });
  const closed = callers.length > 0 && isClosed(clients, fn);
  const settled = closed && callers.every((caller) => caller.bound.status === 'bounded');
  // Nobody leaves it out, so what happens then does not count.
  const given = closed && callers.every(({ bound: { status } }) => status === 'bounded' || status === 'undetermined');
  const all = given ? bound : (byDefault ?? bound);
  const elsewhere = given || !byDefault ? 'nobody' : givenElsewhere(clients.file, fn, options);
  const own: Bound = settled
    ? { ...all, status: 'bounded', options: callers[0]?.bound.options ?? [] }
    : withCallersElsewhere(all, elsewhere, callers);
  const budget = callPaths(clients);
  budget.isCut = false;
  const outer = outerWrappers(clients, call, fn, budget);
  return {
    call,
    judged,
    bound: budget.isCut ? { ...bound, status: 'undetermined', missing: tooManySteps } : own,
    callers: [...callers, ...onePerPlace(outer.flatMap((one) => one.callers))],
    wrapper: { fn, call, status: statusOfWrapper(clients, call, fn), options },
    outer: outer.map(({ wrapper }) => wrapper),
  };
}

/** The call over the network that a call comes down to, where it goes through functions of other files. */
export function callBehind(file: FileContext, { node, wrapper }: OutboundCall): SourcePlace {
  const behind = wrapper?.fact.kind === 'wrapper' ? wrapper.fact.call : undefined;
  return behind ?? positionAt(file.source, calleePlace(node, file.source.text).range[0]);
}

/** The bound of a call whose limit may be left out, when all who are known to call the function around it pass one. */
function withCallersElsewhere(bound: Bound, elsewhere: GivenElsewhere, here: readonly CallFact[]): Bound {
  if (bound.status === 'bounded' || elsewhere === 'nobody' || elsewhere === 'not-by-all') return bound;
  if (here.some((caller) => caller.bound.status === 'unbounded' || caller.bound.status === 'partly')) return bound;
  if (elsewhere === 'by-all' && here.every((caller) => caller.bound.status === 'bounded'))
    return { ...bound, status: 'bounded' };
  const missing = 'it may be left out, and not all who call it from other files are known';
  return { ...bound, status: 'undetermined', missing };
}

function statusOfWrapper(clients: Clients, call: OutboundCall, fn: FunctionNode): Bound['status'] {
  const { status } = boundWithout(clients, call, fn);
  return status !== 'bounded' && isConditional(clients.file, fn, call.node) ? 'undetermined' : status;
}

/** A function that passes its own parameters on to the function around a call, with its callers in this file. */
interface OuterWrapper {
  readonly wrapper: Wrapper;
  readonly callers: readonly CallFact[];
}

/** Worst first: of several ways to one caller the worst counts. */
const byStatus: readonly Bound['status'][] = ['unbounded', 'partly', 'undetermined', 'bounded'];

/** Functions that call each other are callers on many ways, and still one place each. */
function onePerPlace(facts: readonly CallFact[]): readonly CallFact[] {
  const byPlace = new Map<number, CallFact>();
  for (const fact of facts) {
    const [start] = fact.at.range;
    const known = byPlace.get(start);
    if (!known || byStatus.indexOf(fact.bound.status) < byStatus.indexOf(known.bound.status)) byPlace.set(start, fact);
  }
  return [...byPlace.values()];
}

/** How many more callers are judged for the calls of a file, and whether some were left out. */
interface CallPaths {
  left: number;
  isCut: boolean;
}

const callPaths = ({ file }: Clients): CallPaths =>
  file.once(callPaths, () => ({ left: limits.callPaths, isCut: false }));

/**
 * @param budget how many more callers are judged
 * @param frame the calls from the function down to the one with the call
 */
function outerWrappers(
  clients: Clients,
  call: OutboundCall,
  fn: FunctionNode,
  budget: CallPaths,
  frame?: Frame,
  depth: number = limits.hops.wrapper,
): readonly OuterWrapper[] {
  if (depth === 0) return [];
  return clients.file.callersOf(fn).flatMap(({ arguments: args }): readonly OuterWrapper[] => {
    if (budget.left <= 0) {
      budget.isCut = true;
      return [];
    }
    budget.left -= 1;
    const own: Frame = { fn, args, outer: undefined };
    const inner = frame ? withOuter(frame, own) : own;
    const judged = judgeCall(clients, call, inner);
    const around = decidingFunction(judged);
    if (!around || isInside(inner, around)) return [];
    const options = wrapperOptions(judged, around);
    const alone = judgeCall(clients, call, withOuter(inner, { fn: around, args: [], outer: undefined })).bound;
    const wrapper = { fn: around, call, status: alone.status, options };
    const callers = clients.file
      .callersOf(around)
      .slice(0, Math.max(0, budget.left))
      .map((caller) => callerFact(clients, call, around, caller, options, inner));
    budget.left -= callers.length;
    return [{ wrapper, callers }, ...outerWrappers(clients, call, around, budget, inner, depth - 1)];
  });
}

/** The bound of a call that an argument of a caller, which is not known, leads to or does not. */
function inOneBranch(bound: Bound): Bound {
  return {
    ...bound,
    status: 'undetermined',
    missing: 'an argument decides whether the call without a timeout is made',
  };
}

/** The function whose parameters decide, when the bound hangs on nothing else. */
export function decidingFunction({ bound, parameters }: Judged): FunctionNode | undefined {
  if (bound.status !== 'undetermined') return undefined;
  return parameters.find((parameter) => parameter.fn)?.fn;
}

function wrapperOptions({ read }: Judged, fn: FunctionNode): WrapperOption[] {
  const seen = new Map<string, WrapperOption>();
  for (const { readings, option } of read) {
    for (const { parameter, parameterTakes = option.takes } of readings) {
      if (parameter?.fn !== fn) continue;
      const [index, path] = [parameter.index, parameter.path.join('.')];
      const key = `${index}.${path}`;
      if (!seen.has(key)) seen.set(key, { parameter: index, path, takes: parameterTakes });
    }
  }
  return [...seen.values()];
}

/** The bound when the caller leaves out what it may leave out; undefined when it may not. */
function defaultBound(
  clients: Clients,
  call: OutboundCall,
  { parameters }: Judged,
  fn: FunctionNode,
): Bound | undefined {
  const own = parameters.filter((parameter) => parameter.fn === fn);
  if (!own.every((parameter) => canBeLeftOut(fn.params[parameter.index]))) return undefined;
  return boundWithout(clients, call, fn);
}

function boundWithout(clients: Clients, call: OutboundCall, fn: FunctionNode): Bound {
  return judgeCall(clients, call, { fn, args: [], outer: undefined }).bound;
}

export function canBeLeftOut(parameter: TSESTree.Parameter | undefined): boolean {
  if (!parameter) return true;
  if (parameter.type === 'AssignmentPattern') return true;
  return parameter.type !== 'TSParameterProperty' && parameter.type !== 'RestElement' && parameter.optional === true;
}

function callerFact(
  clients: Clients,
  call: OutboundCall,
  fn: FunctionNode,
  caller: Call,
  options: readonly WrapperOption[],
  inner?: Frame,
): CallFact {
  const { file } = clients;
  const own: Frame = { fn, args: caller.arguments, outer: undefined };
  const frame = inner ? withOuter(inner, own) : own;
  const bound = boundFrom(clients, call, frame, limits.callers);
  const hangsOn = bound.status === 'undetermined' && decidingFunction(judgeCall(clients, call, frame)) !== undefined;
  const index = options[0]?.parameter;
  const isObject = options.some((option) => option.path !== '');
  const insertion = index !== undefined && isObject ? insertionInto(file, caller, index) : undefined;
  return {
    at: place(caller),
    callee: calleePlace(caller, file.source.text),
    name: calleeText(caller.callee, file.source.text),
    library: file.reference(call),
    judgedAt: 'call',
    bound,
    wrapper: calleeText(caller.callee, file.source.text),
    through: callBehind(file, call),
    ...(hangsOn && { hangsOnWrapper: true }),
    ...(insertion && { insertion }),
  };
}

/** The bound under the arguments of one caller; where that passes on parameters of its own, under those of its callers. */
function boundFrom(clients: Clients, call: OutboundCall, frame: Frame, depth: number): Bound {
  const judged = judgeCall(clients, call, frame);
  const fn = decidingFunction(judged);
  if (!fn || depth === 0 || isInside(frame, fn)) return judged.bound;
  const callers = clients.file.callersOf(fn);
  if (callers.length === 0 || !isClosed(clients, fn)) return judged.bound;
  let first: Bound | undefined;
  for (const { arguments: args } of callers) {
    const bound = boundFrom(clients, call, withOuter(frame, { fn, args, outer: undefined }), depth - 1);
    // One caller that leaves it open decides, so that the others need not be asked.
    if (bound.status !== 'bounded') return judged.bound;
    first ??= bound;
  }
  return first ?? judged.bound;
}

function isInside(frame: Frame, fn: FunctionNode): boolean {
  for (let one: Frame | undefined = frame; one; one = one.outer) if (one.fn === fn) return true;
  return false;
}

function withOuter(frame: Frame, outermost: Frame): Frame {
  return { ...frame, outer: frame.outer ? withOuter(frame.outer, outermost) : outermost };
}

/** True for a function that only this file can call, and calls by name only. */
export function isClosed(clients: Clients, fn: FunctionNode): boolean {
  if (fn.parent.type === 'MethodDefinition') return isPrivate(clients, fn.parent);
  const name =
    fn.type === 'FunctionDeclaration' ? fn.id : fn.parent.type === 'VariableDeclarator' ? fn.parent.id : undefined;
  if (name?.type !== 'Identifier') return false;
  const declaration = fn.type === 'FunctionDeclaration' ? fn : fn.parent.parent;
  if (declaration?.parent?.type.startsWith('Export')) return false;
  const variable = clients.file.resolver.scopes.variableOf(name);
  return (variable?.references ?? []).every(({ identifier, init }) => {
    const parent = identifier.parent as Node | undefined;
    return init === true || (parent?.type === 'CallExpression' && parent.callee === identifier);
  });
}

/** True for a private method that is called by name only. */
function isPrivate({ file }: Clients, method: TSESTree.MethodDefinition): boolean {
  const name = keyName(method);
  if (name === undefined || !(name.startsWith('#') || method.accessibility === 'private')) return false;
  return file
    .nodes('MemberExpression')
    .filter((use) => memberName(use) === name)
    .every((use) => contains(method.parent, use) && use.parent.type === 'CallExpression' && use.parent.callee === use);
}
