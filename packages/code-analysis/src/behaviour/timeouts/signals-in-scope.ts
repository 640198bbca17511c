import type { TSESTree } from '@typescript-eslint/utils';
import type { Variable } from '../../syntax/scopes.js';
import {
  contains,
  functionAround,
  isFunction,
  keyName,
  memberName,
  type FunctionNode,
  type Node,
} from '../../syntax/tree.js';
import { optionArgument, type OptionArgument } from '../arguments.js';
import { calleePlace, calleeText } from '../callee.js';
import type { Clients } from '../clients.js';
import { place, type FileContext } from '../context.js';
import { within } from '../retries/regions.js';
import { isClosed, type SiteResult } from '../wrappers.js';
import { givenOptions, givenSignal, isOverwritten, type GivenSignal } from './given-signals.js';
import type { SignalInScopeFact } from './types.js';

/** Calls that take a signal, in functions that are given one. */
export function signalsInScope(clients: Clients, sites: readonly SiteResult[]): readonly SignalInScopeFact[] {
  const { file } = clients;
  const known = new Map<FunctionNode, GivenSignal | undefined>();
  return sites.flatMap(({ call, judged }): SignalInScopeFact[] => {
    const { node, library } = call;
    const option = library.options.find((one) => one.takes === 'signal' && one.at !== 'client' && one.at !== 'chain');
    if (!option || call.wrapper) return [];
    const argument = optionArgument(file, node, call.options);
    const dropped =
      argument === 'none' || (argument !== 'opaque' && !holdsSignal(file, argument, option.path.split('.')));
    const found = functionWithSignal(file, node, known) ?? functionWithOptions(file, node, argument, dropped);
    if (!found || (found.given.asOptions && nobodyGivesSignal(clients, found.fn, found.given.parameter))) return [];
    const { given, fn } = found;
    const reaches = reachesCall(file, given, fn, node, dropped) || isReadAsSignal(judged, option.path, fn);
    return [
      {
        at: calleePlace(node, file.source.text),
        name: calleeText(node.callee, file.source.text),
        library: file.reference(call),
        signal: given.name,
        parameter: place(given.parameter),
        option: option.path,
        state: reaches ? 'forwarded' : dropped ? 'dropped' : 'elsewhere',
      },
    ];
  });
}

/**
 * The nearest function around a call that hands on options which it is given. Where these have no type, only a call that
 * puts another signal in the place of theirs counts.
 */
function functionWithOptions(
  file: FileContext,
  call: Node,
  argument: OptionArgument,
  dropped: boolean,
): { readonly fn: FunctionNode; readonly given: GivenSignal } | undefined {
  if (typeof argument === 'string') return undefined;
  const looked = [argument, ...initialValues(file, argument)];
  for (let fn = functionAround(call); fn; fn = functionAround(fn)) {
    const given = givenOptions(file, fn).find(({ asOptions, isWhole }) => {
      const uses = isWhole ? looked.flatMap((one) => within(file, 'Identifier', one).filter(isWhole)) : [];
      return asOptions === 'typed'
        ? uses.length > 0
        : dropped && uses.some(({ parent }) => parent.type === 'SpreadElement');
    });
    if (given) return { fn, given };
  }
  return undefined;
}

/** True when all who can call a function are in this file, and the options that they give have no signal in them. */
function nobodyGivesSignal(clients: Clients, fn: FunctionNode, parameter: Node): boolean {
  const { file } = clients;
  const index = fn.params.findIndex((one) => contains(one, parameter));
  const callers = file.callersOf(fn);
  return (
    callers.length > 0 &&
    isClosed(clients, fn) &&
    callers.every(({ arguments: args }) => {
      const given = args[index];
      if (args.some(({ type }) => type === 'SpreadElement')) return false;
      return !given || file.resolver.resolve(given, ['signal']).every(({ kind }) => kind === 'absent');
    })
  );
}

/** What the variables in an expression were made with, one step back. */
function initialValues(file: FileContext, expression: Node): readonly Node[] {
  return within(file, 'Identifier', expression).flatMap((name) => {
    const declared = file.resolver.scopes.variableOf(name)?.defs[0]?.node as Node | undefined;
    return declared?.type === 'VariableDeclarator' && declared.init ? [declared.init] : [];
  });
}

/** True when the call reads its signal from a parameter of the function. */
function isReadAsSignal({ read }: SiteResult['judged'], path: string, fn: FunctionNode): boolean {
  return read.some(
    ({ option, readings }) => option.path === path && readings.some(({ parameter }) => parameter?.fn === fn),
  );
}

/** True when the options may hold a signal of which it is not to be seen where it comes from. */
function holdsSignal(file: FileContext, argument: Node, path: readonly string[]): boolean {
  return file.resolver.resolve(argument, path).some((terminal) => {
    if (terminal.kind === 'absent') return false;
    // A limit of its own, and nothing that the caller could abort.
    return !(terminal.kind === 'expression' && terminal.node.type === 'CallExpression' && isTimeout(terminal.node));
  });
}

function isTimeout({ callee }: TSESTree.CallExpression): boolean {
  return (
    callee.type === 'MemberExpression' &&
    callee.object.type === 'Identifier' &&
    callee.object.name === 'AbortSignal' &&
    memberName(callee) === 'timeout'
  );
}

/** The nearest function around a call that is given a signal; undefined in code that cleans up after a failure. */
function functionWithSignal(
  file: FileContext,
  node: Node,
  known: Map<FunctionNode, GivenSignal | undefined>,
): { readonly fn: FunctionNode; readonly given: GivenSignal } | undefined {
  let inner = node;
  for (let above = node.parent; above; inner = above, above = above.parent) {
    if (above.type === 'CatchClause' || (above.type === 'TryStatement' && above.finalizer === inner)) return undefined;
    if (!isFunction(above)) continue;
    if (!known.has(above)) known.set(above, givenSignal(file, above));
    const given = known.get(above);
    if (given) return { fn: above, given };
    // A listener or a method runs at a time of its own.
    if (above.parent?.type === 'MethodDefinition') return undefined;
  }
  return undefined;
}

/** True when the signal has a part in what is given to the call, or in what stands around it. */
function reachesCall(file: FileContext, given: GivenSignal, fn: FunctionNode, call: Node, dropped: boolean): boolean {
  const names = file.nodes('Identifier').filter((node) => contains(fn.body, node));
  const carries = carriers(file, given, fn, names);
  return names.filter(carries).some((use) => {
    // The object is there, and what holds the signal in it is not.
    if (contains(call, use)) return !(dropped && given.isWhole?.(use));
    return isAround(use, fn, call) || (given.isUse(use) && isHandedOver(use));
  });
}

/** Tells names of the signal, and of what is made of it: `const init = { signal }`, `AbortSignal.any([signal, other])`. */
function carriers(
  file: FileContext,
  given: GivenSignal,
  fn: FunctionNode,
  names: readonly Node[],
): (node: Node) => boolean {
  const made = new Set<Variable>();
  const isMade = (node: Node) =>
    node.type === 'Identifier' && made.has(file.resolver.scopes.variableOf(node) as Variable);
  const carries = (node: Node) => given.isUse(node) || (isMade(node) && !isOverwritten(node, given.member ?? 'signal'));
  for (const { id, init } of file.nodes('VariableDeclarator')) {
    // What a call answers is no longer the signal.
    if (!init || init.type === 'AwaitExpression' || !contains(fn.body, init)) continue;
    if (!names.some((name) => contains(init, name) && carries(name) && !isTest(name))) continue;
    for (const name of takenBy(id, names, given.member)) {
      const variable = name.type === 'Identifier' && file.resolver.scopes.variableOf(name);
      if (variable) made.add(variable);
    }
  }
  return carries;
}

/** The names of a declaration that may take the signal: of `{ signal, ...rest }` the first one only. */
function takenBy(id: Node, names: readonly Node[], member = 'signal'): readonly Node[] {
  const within = (node: Node) => names.filter((name) => contains(node, name));
  if (id.type !== 'ObjectPattern') return within(id);
  const own = id.properties.find((one) => one.type === 'Property' && keyName(one) === member);
  return own ? within(own) : id.properties.filter(({ type }) => type === 'RestElement').flatMap(within);
}

/** Around the call: `abortable(signal, fetch(url))`, a race with it. */
function isAround(use: Node, fn: FunctionNode, call: Node): boolean {
  for (let above = use.parent; above && above !== fn; above = above.parent) {
    if (above.type === 'CallExpression' && contains(above, call)) return true;
  }
  return false;
}

/** Given away for good, or written somewhere: `signal.addEventListener(...)`, `track(signal)`, `request.signal = signal`. */
function isHandedOver(use: Node): boolean {
  if (isTest(use)) return false;
  for (let above = use.parent; above; above = above.parent) {
    if (above.type === 'AssignmentExpression') return true;
    if (above.type === 'AwaitExpression' || isFunction(above)) return false;
    if (above.type === 'ExpressionStatement') return true;
  }
  return false;
}

/** `signal.aborted` and `signal.throwIfAborted()` look at the signal and pass it to nothing. */
function isTest(use: Node): boolean {
  const looks = /^(aborted|throwIfAborted|reason)$/;
  let { parent } = use;
  for (let inner = use; parent?.type === 'MemberExpression' && parent.object === inner; parent = parent.parent) {
    if (looks.test(memberName(parent) ?? '')) return true;
    inner = parent;
  }
  return false;
}
