import type { TSESTree } from '@typescript-eslint/utils';
import { limits } from '../../syntax/limits.js';
import { ancestor, isFunction, keyName, memberName, type FunctionNode, type Node } from '../../syntax/tree.js';
import type { Construction, FileContext } from '../context.js';

/** What becomes of the value of a call. */
export interface ResultUse {
  /** It leaves the function or is given to other code, so what is read of it cannot be told. */
  escapes: boolean;
  /** Members that are read of it, or taken out of it by a pattern. */
  readonly reads: { readonly name: string; readonly node: Node }[];
  /** A condition asks whether there is a value. */
  isTested: boolean;
}

/** Methods of a list that hand its elements to a function, at index 0 or 1 of its parameters. */
const each: Readonly<Record<string, number>> = {
  forEach: 0,
  map: 0,
  flatMap: 0,
  filter: 0,
  some: 0,
  every: 0,
  find: 0,
  reduce: 1,
};

/** Follows the value of a call forward to what reads it. */
export function useOf(file: FileContext, node: Construction): ResultUse {
  const use: Following = { escapes: false, reads: [], isTested: false, seen: new Set() };
  follow(file, node, use, 0);
  return use;
}

/** Each place and variable is followed once: the ways through variables and functions that call each other double with every step. */
interface Following extends ResultUse {
  readonly seen: Set<object>;
}

function follow(file: FileContext, value: Node, use: Following, depth: number): void {
  const { parent } = value;
  if (use.seen.has(value)) return;
  use.seen.add(value);
  if (!parent || depth > limits.hops.batchResult) {
    use.escapes = true;
    return;
  }
  const next = (node: Node) => {
    follow(file, node, use, depth + 1);
  };
  switch (parent.type) {
    case 'ExpressionStatement':
      return;
    case 'AwaitExpression':
    case 'TSAsExpression':
    case 'TSNonNullExpression':
    case 'ChainExpression':
    case 'TSSatisfiesExpression':
      next(parent);
      return;
    case 'UnaryExpression':
      if (parent.operator !== 'void') use.reads.push({ name: '', node: parent });
      return;
    case 'VariableDeclarator':
      followTarget(file, parent.id, use, depth);
      return;
    case 'AssignmentExpression':
      if (parent.right === value) followTarget(file, parent.left, use, depth);
      return;
    case 'MemberExpression':
      followMember(file, parent, use, depth);
      return;
    case 'CallExpression':
      followArgument(file, parent, value, use, depth);
      return;
    case 'ArrayExpression':
    case 'TemplateLiteral':
      next(parent);
      return;
    case 'ForOfStatement':
      if (parent.right === value && parent.left.type === 'VariableDeclaration')
        followTarget(file, parent.left.declarations[0]?.id, use, depth);
      return;
    case 'ReturnStatement':
    case 'ArrowFunctionExpression':
      followReturn(file, parent, use, depth);
      return;
    case 'ConditionalExpression':
      if (parent.test !== value) next(parent);
      else use.isTested = true;
      return;
    case 'LogicalExpression':
      next(parent);
      return;
    case 'IfStatement':
      use.isTested = true;
      return;
    case 'Property':
      if (!isLoggedWith(file, parent)) use.escapes = true;
      return;
    default:
      use.escapes = true;
  }
}

/** A variable or pattern that takes the value. */
function followTarget(file: FileContext, target: Node | undefined, use: Following, depth: number): void {
  if (target?.type === 'ObjectPattern') {
    for (const property of target.properties) {
      const name = property.type === 'Property' ? keyName(property) : undefined;
      if (name === undefined) use.escapes = true;
      else use.reads.push({ name, node: property });
    }
    return;
  }
  if (target?.type === 'ArrayPattern') {
    for (const element of target.elements) if (element) followTarget(file, element, use, depth + 1);
    return;
  }
  const variable = target?.type === 'Identifier' ? file.resolver.scopes.variableOf(target) : undefined;
  if (!variable) {
    use.escapes = true;
    return;
  }
  if (use.seen.has(variable)) return;
  use.seen.add(variable);
  for (const { identifier } of variable.references) {
    const { parent } = identifier;
    if (identifier === target || (parent.type === 'VariableDeclarator' && parent.id === identifier)) continue;
    if (parent.type === 'AssignmentExpression' && parent.left === identifier) continue;
    follow(file, identifier as Node, use, depth + 1);
  }
}

function followMember(file: FileContext, member: TSESTree.MemberExpression, use: Following, depth: number): void {
  const name = memberName(member);
  const call = member.parent.type === 'CallExpression' && member.parent.callee === member ? member.parent : undefined;
  if (call && name === 'promise') follow(file, call, use, depth + 1);
  else if (call && (name === 'then' || name === 'finally')) {
    const [done] = call.arguments;
    if (name === 'then' && done) followCallback(file, done, 0, use, depth);
    if (name === 'finally' || !done) follow(file, call, use, depth + 1);
    else followReturned(file, call, done, use, depth);
  } else if (call && name === 'catch') follow(file, call, use, depth + 1);
  else if (call && name === 'push') followTarget(file, member.object, use, depth);
  else if (call && name !== undefined && Object.hasOwn(each, name)) {
    const [fn] = call.arguments;
    if (fn) followCallback(file, fn, each[name] ?? 0, use, depth);
    if (name === 'filter') follow(file, call, use, depth + 1);
  } else if (name === undefined || /^\d+$/.test(name)) follow(file, member, use, depth + 1);
  else if (name !== 'length') use.reads.push({ name, node: member });
}

/** What a callback of `then` returns goes on as the value of the chain, when it is the value itself. */
function followReturned(file: FileContext, call: Node, done: Node, use: Following, depth: number): void {
  const fn = functionOf(file, done);
  const [parameter] = fn?.params ?? [];
  if (fn?.body.type === 'Identifier' && parameter?.type === 'Identifier' && fn.body.name === parameter.name)
    follow(file, call, use, depth + 1);
}

function followCallback(file: FileContext, callback: Node, index: number, use: Following, depth: number): void {
  const fn = functionOf(file, callback);
  if (!fn) {
    use.escapes = true;
    return;
  }
  const parameter = fn.params[index];
  if (parameter) followTarget(file, parameter, use, depth + 1);
}

function functionOf(file: FileContext, node: Node): FunctionNode | undefined {
  const terminal = file.resolver.single(node);
  return terminal?.kind === 'expression' && terminal.path.length === 0 && isFunction(terminal.node)
    ? terminal.node
    : undefined;
}

/** Functions of the language whose result holds what they are given. */
const passing = /^(?:Promise\.(?:all|race|any|resolve|allSettled)|JSON\.stringify|String)$/;

/** The value as an argument: of `Promise.all`, of `list.push`, of a log, of a function of this file. */
function followArgument(
  file: FileContext,
  call: TSESTree.CallExpression,
  value: Node,
  use: Following,
  depth: number,
): void {
  const { callee } = call;
  const index = call.arguments.indexOf(value as TSESTree.CallExpressionArgument);
  if (index < 0) {
    use.escapes = true;
    return;
  }
  const origin = file.origin(callee);
  if (origin?.module === 'global' && passing.test(origin.path.join('.'))) {
    follow(file, call, use, depth + 1);
    return;
  }
  if (isLog(file, call)) return;
  if (callee.type === 'MemberExpression' && memberName(callee) === 'push') {
    followTarget(file, callee.object, use, depth);
    return;
  }
  const fn = functionOf(file, callee);
  const parameter = fn?.params[index];
  if (parameter) followTarget(file, parameter, use, depth + 1);
  else use.escapes = true;
}

/** True for a member of an object that is written into a log: `logger.debug('found', { answer })`. */
function isLoggedWith(file: FileContext, { parent: object }: TSESTree.Property): boolean {
  return object.parent.type === 'CallExpression' && isLog(file, object.parent);
}

/** The value as what a function returns: followed to the calls of a function that only this file knows. */
function followReturn(file: FileContext, returned: Node, use: Following, depth: number): void {
  const fn = isFunction(returned) ? returned : ancestor(returned, isFunction);
  const { parent } = fn ?? {};
  if (!fn || !parent) {
    use.escapes = true;
    return;
  }
  // `Promise.all(chunks.map((chunk) => client.send(...)))`
  if (parent.type === 'CallExpression' && parent.callee.type === 'MemberExpression') {
    const name = memberName(parent.callee);
    if (name === 'map' || name === 'flatMap' || name === 'then') follow(file, parent, use, depth + 1);
    else if (name !== 'forEach') use.escapes = true;
    return;
  }
  const callers = isReachableFromOutside(fn) ? [] : file.callersOf(fn);
  if (callers.length === 0) use.escapes = true;
  for (const call of callers) follow(file, call, use, depth + 1);
}

/** True for functions that other files may call. */
function isReachableFromOutside(fn: FunctionNode): boolean {
  for (let node: Node | undefined = fn; node; node = node.parent) {
    if (node.type === 'ExportNamedDeclaration' || node.type === 'ExportDefaultDeclaration') return true;
    if (node.type === 'MethodDefinition' || node.type === 'PropertyDefinition') return node.accessibility !== 'private';
    if (node.type === 'Property' || node.type === 'AssignmentExpression') return true;
  }
  return false;
}

/** `require('../lib/logging')`, `import * as log from './logger.js'`. */
const logModule = /(?:^|[/_.-])log(?:s|ger|ging)?(?:\.[cm]?[jt]s)?$/i;
const logMethod = /\.(?:log|trace|debug|info|warn|warning|error|fatal)$/;

/** A call that writes a log and does nothing else. */
export function isLog(file: FileContext, call: Construction): boolean {
  const text = file.source.text.slice(...call.callee.range);
  if (logMethod.test(text) && logModule.test(file.origin(call.callee)?.module ?? '')) return true;
  return /^(this\.)?(\w+\.)*(console|log|logger|logging|Logger|winston|pino)(\(\))?\.\w+$|^(this\.)?(#|_)?(log|logger)\w*(\.\w+)?$|^(log|debug|warn|print)\w*$/i.test(
    text.replace(/\s+/g, ''),
  );
}
