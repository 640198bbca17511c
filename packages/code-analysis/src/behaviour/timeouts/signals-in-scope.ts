import type { TSESTree } from '@typescript-eslint/utils';
import type { Variable } from '../../syntax/scopes.js';
import { contains, isFunction, keyName, memberName, type FunctionNode, type Node } from '../../syntax/tree.js';
import { optionArgument } from '../arguments.js';
import { calleePlace, calleeText } from '../callee.js';
import type { Clients } from '../clients.js';
import { place, type FileContext } from '../context.js';
import type { SiteResult } from '../wrappers.js';
import type { SignalInScopeFact } from './types.js';

/** A signal that a function is given: a parameter, or a member of one. */
interface GivenSignal {
  readonly name: string;
  readonly parameter: Node;
  /** Names under which the function reads it. */
  readonly isUse: (node: Node) => boolean;
}

/** Calls that take a signal, in functions that are given one. */
export function signalsInScope({ file }: Clients, sites: readonly SiteResult[]): readonly SignalInScopeFact[] {
  const known = new Map<FunctionNode, GivenSignal | undefined>();
  return sites.flatMap(({ call, judged }): SignalInScopeFact[] => {
    const { node, library } = call;
    const option = library.options.find((one) => one.takes === 'signal' && one.at !== 'client' && one.at !== 'chain');
    if (!option || call.wrapper) return [];
    const found = functionWithSignal(file, node, known);
    if (!found) return [];
    const { given, fn } = found;
    const argument = optionArgument(file, node, call.options);
    const dropped =
      argument === 'none' || (argument !== 'opaque' && !holdsSignal(file, argument, option.path.split('.')));
    const reaches = reachesCall(file, given, fn, node) || judged.parameters.some((one) => one.fn === fn);
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

const signalNames = /^(abortSignal|signal)$/;

function givenSignal(file: FileContext, fn: FunctionNode): GivenSignal | undefined {
  for (const parameter of fn.params) {
    const found = signalIn(file, parameter.type === 'AssignmentPattern' ? parameter.left : parameter);
    if (found) return found;
  }
  return undefined;
}

function signalIn(file: FileContext, parameter: Node): GivenSignal | undefined {
  if (parameter.type === 'Identifier') {
    const type = parameter.typeAnnotation?.typeAnnotation;
    if (isSignalType(type) || (!type && signalNames.test(parameter.name))) return variable(file, parameter, parameter);
    const member = type && signalMember(file, type);
    return member === undefined ? undefined : ofMember(file, parameter, member);
  }
  if (parameter.type !== 'ObjectPattern') return undefined;
  const type = parameter.typeAnnotation?.typeAnnotation;
  const member = type && signalMember(file, type);
  for (const property of parameter.properties) {
    if (property.type !== 'Property') continue;
    const value = property.value.type === 'AssignmentPattern' ? property.value.left : property.value;
    const key = keyName(property);
    if (value.type !== 'Identifier' || key === undefined) continue;
    if (key === member || (signalNames.test(key) && !(type && isWritten(file, type))))
      return variable(file, value, parameter);
  }
  return undefined;
}

function variable(file: FileContext, name: TSESTree.Identifier, parameter: Node): GivenSignal | undefined {
  // A name with an underscore says that it is there for the signature only.
  if (name.name.startsWith('_')) return undefined;
  const own = file.resolver.scopes.variableOf(name);
  return (
    own && {
      name: name.name,
      parameter,
      isUse: (node) => node.type === 'Identifier' && node !== name && file.resolver.scopes.variableOf(node) === own,
    }
  );
}

/** `options.signal`; the whole object passed on carries it as well. */
function ofMember(file: FileContext, parameter: TSESTree.Identifier, member: string): GivenSignal | undefined {
  const own = variable(file, parameter, parameter);
  return (
    own && {
      ...own,
      name: `${own.name}.${member}`,
      isUse: (node) => {
        if (!own.isUse(node)) return false;
        const { parent } = node;
        return !(parent?.type === 'MemberExpression' && parent.object === node && memberName(parent) !== member);
      },
    }
  );
}

function isSignalType(type: TSESTree.TypeNode | undefined): boolean {
  if (type?.type === 'TSUnionType') return type.types.some(isSignalType);
  return (
    type?.type === 'TSTypeReference' && type.typeName.type === 'Identifier' && type.typeName.name === 'AbortSignal'
  );
}

/** Name of the member that is a signal, of a type that is written in this file. */
function signalMember(file: FileContext, type: TSESTree.TypeNode): string | undefined {
  for (const member of membersOf(file, type) ?? []) {
    if (member.type === 'TSPropertySignature' && isSignalType(member.typeAnnotation?.typeAnnotation))
      return keyName(member);
  }
  return undefined;
}

function isWritten(file: FileContext, type: TSESTree.TypeNode): boolean {
  return membersOf(file, type) !== undefined;
}

function membersOf(file: FileContext, type: TSESTree.TypeNode): readonly TSESTree.TypeElement[] | undefined {
  if (type.type === 'TSTypeLiteral') return type.members;
  if (type.type !== 'TSTypeReference' || type.typeName.type !== 'Identifier') return undefined;
  const { name } = type.typeName;
  const declared = file.nodes('TSInterfaceDeclaration').find((one) => one.id.name === name);
  if (declared) return declared.body.body;
  const alias = file.nodes('TSTypeAliasDeclaration').find((one) => one.id.name === name);
  return alias?.typeAnnotation.type === 'TSTypeLiteral' ? alias.typeAnnotation.members : undefined;
}

/** True when the signal has a part in what is given to the call, or in what stands around it. */
function reachesCall(file: FileContext, given: GivenSignal, fn: FunctionNode, call: Node): boolean {
  const names = file.nodes('Identifier').filter((node) => contains(fn.body, node));
  const carries = carriers(file, given, fn, names);
  return names.filter(carries).some((use) => {
    if (contains(call, use)) return true;
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
  const carries = (node: Node) =>
    given.isUse(node) || (node.type === 'Identifier' && made.has(file.resolver.scopes.variableOf(node) as Variable));
  for (const { id, init } of file.nodes('VariableDeclarator')) {
    // What a call answers is no longer the signal.
    if (!init || init.type === 'AwaitExpression' || !contains(fn.body, init)) continue;
    if (!names.some((name) => contains(init, name) && carries(name) && !isTest(name))) continue;
    for (const name of names) {
      const variable = contains(id, name) && name.type === 'Identifier' && file.resolver.scopes.variableOf(name);
      if (variable) made.add(variable);
    }
  }
  return carries;
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
