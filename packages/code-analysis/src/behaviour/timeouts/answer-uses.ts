import type { ClientLibrary } from '../../libraries/index.js';
import { limits } from '../../syntax/limits.js';
import { keyName, memberName, type FunctionNode, type Node } from '../../syntax/tree.js';
import { returnsOf } from '../../syntax/resolve.js';
import type { FileContext } from '../context.js';
import { callbackOf, chainOn, functionOf, returningFunction } from './promise-way.js';

/** Where the body of an answer is read. */
export interface BodyUse {
  /** An expression whose promise settles when the body is there, or where the answer is handed on. */
  readonly at: Node;
  /** Others read it, at a time of their own. */
  readonly later?: true;
}

const readers = new Set(['json', 'text', 'arrayBuffer', 'blob', 'formData', 'bytes', 'buffer', 'textConverted']);
/** Uses of the body of an answer after the call has settled, as far as the body comes after it. */
export function usesAfter(
  file: FileContext,
  call: Node,
  bodyComesLater: ClientLibrary['bodyComesLater'],
): readonly BodyUse[] {
  if (!bodyComesLater) return [];
  const uses = bodyUses(file, call);
  return bodyComesLater === 'where-read' ? uses.filter(({ at }) => isReading(at)) : uses;
}

const isReading = (node: Node): boolean =>
  node.type === 'CallExpression' &&
  node.callee.type === 'MemberExpression' &&
  readers.has(memberName(node.callee) ?? '');

/**
 * Uses of the body of the answer that a promise brings, of a client whose calls settle when the headers are there.
 * An answer of which only the status is looked at has none.
 */
function bodyUses(file: FileContext, promise: Node, depth: number = limits.hops.answer): readonly BodyUse[] {
  if (depth === 0) return [];
  const more = (next: Node) => bodyUses(file, next, depth - 1);
  const above = promise.parent;
  const chain = chainOn(promise);
  if (chain)
    return [...usesInCallback(file, chain.arguments[0], depth), ...(bringsSame(file, chain) ? more(chain) : [])];
  switch (above?.type) {
    case 'AwaitExpression':
      return usesOfAnswer(file, above, depth);
    case 'MemberExpression':
      // A client whose promise has the readers itself: `ky.get(url).json()`.
      return above.object === promise ? usesOfMember(above) : [];
    case 'ArrayExpression':
      return isRace(file, above.parent) ? more(above.parent) : [];
    case 'CallExpression':
      // `pTimeout(fetch(url), ...)` brings the answer, if what comes back is read like one.
      return above.callee === promise ? [] : more(above).filter(({ later }) => !later);
    case 'ChainExpression':
    case 'TSAsExpression':
    case 'TSNonNullExpression':
    case 'ConditionalExpression':
    case 'LogicalExpression':
      return more(above);
    case 'VariableDeclarator':
    case 'AssignmentExpression':
      return holderReads(file, above).flatMap(more);
    case 'ReturnStatement':
    case 'ArrowFunctionExpression': {
      const fn = returningFunction(above);
      const into = fn && callbackOf(fn);
      return into ? more(into.call) : [{ at: promise, later: true }];
    }
    default:
      return [];
  }
}

/** `Promise.race([...])` brings what comes first. */
function isRace(file: FileContext, node: Node | undefined): node is Node {
  if (node?.type !== 'CallExpression') return false;
  const callee = file.resolver.single(node.callee);
  return callee?.kind === 'global' && /^Promise\.(race|any)$/.test(callee.path.join('.'));
}

/** True when a chain goes on with the same answer: `.finally(...)`, `.catch(...)`, a callback that returns what it is given. */
function bringsSame(file: FileContext, chain: Extract<Node, { arguments: unknown }>): boolean {
  const name = chain.callee.type === 'MemberExpression' ? memberName(chain.callee) : undefined;
  if (name !== 'then') return true;
  const fn = functionOf(file, chain.arguments[0]);
  const [answer] = fn?.params ?? [];
  if (!fn || answer?.type !== 'Identifier') return false;
  return returnsOf(fn).some((one) => one.type === 'Identifier' && one.name === answer.name);
}

function usesInCallback(file: FileContext, callback: Node | undefined, depth: number): readonly BodyUse[] {
  const fn = functionOf(file, callback);
  const [answer] = fn?.params ?? [];
  if (!fn || !answer) return [];
  return usesUnder(file, answer, depth, fn);
}

/** Uses of an answer that has been waited for: of the expression itself, or of the variable that takes it. */
function usesOfAnswer(file: FileContext, answer: Node, depth: number, callback?: FunctionNode): readonly BodyUse[] {
  if (depth === 0) return [];
  const { parent } = answer;
  switch (parent?.type) {
    case 'MemberExpression':
      return parent.object === answer ? usesOfMember(parent) : [];
    case 'VariableDeclarator':
      return parent.init === answer ? usesUnder(file, parent.id, depth) : [];
    case 'AssignmentExpression':
      return parent.right === answer ? usesUnder(file, parent.left, depth) : [];
    case 'ChainExpression':
    case 'TSAsExpression':
    case 'TSNonNullExpression':
    case 'ConditionalExpression':
    case 'LogicalExpression':
    case 'ArrayExpression':
    case 'ObjectExpression':
      return usesOfAnswer(file, parent, depth - 1, callback);
    case 'Property':
      return parent.value === answer ? usesOfAnswer(file, parent.parent, depth - 1, callback) : [];
    case 'ReturnStatement':
    case 'ArrowFunctionExpression': {
      // What a callback of a chain returns goes on in the chain.
      return callback && returningFunction(parent) === callback ? [] : [{ at: answer, later: true }];
    }
    case 'CallExpression':
    case 'NewExpression':
      return parent.callee === answer ? [] : usesByCall(parent);
    default:
      return [];
  }
}

/** A call that is given the answer reads it while it is waited for; `resolve(answer)` hands it on. */
function usesByCall(call: Extract<Node, { arguments: unknown }>): readonly BodyUse[] {
  const name = call.callee.type === 'Identifier' ? call.callee.name : '';
  if (name === 'resolve') return [{ at: call, later: true }];
  const type = call.parent.type;
  return type === 'AwaitExpression' || type === 'ReturnStatement' || type === 'ArrowFunctionExpression'
    ? [{ at: call }]
    : [];
}

/** Uses of what a name or pattern takes of the answer. */
function usesUnder(file: FileContext, target: Node, depth: number, callback?: FunctionNode): readonly BodyUse[] {
  if (target.type === 'Identifier')
    return readsOf(file, target).flatMap((read) => usesOfAnswer(file, read, depth - 1, callback));
  if (target.type !== 'ObjectPattern') return [];
  return target.properties.flatMap((property) => {
    if (property.type !== 'Property' || keyName(property) !== 'body' || property.value.type !== 'Identifier') return [];
    return readsOf(file, property.value).flatMap(usesOfBody);
  });
}

function usesOfMember(member: Extract<Node, { type: 'MemberExpression' }>): readonly BodyUse[] {
  const name = memberName(member) ?? '';
  const call = member.parent;
  const isCalled = call.type === 'CallExpression' && call.callee === member;
  if (name === 'body') return usesOfBody(member);
  if (name === 'clone' && isCalled && call.parent.type === 'MemberExpression') return usesOfMember(call.parent);
  return isCalled && readers.has(name) ? [{ at: call }] : [];
}

/** What becomes of a stream: it is read by a call or a loop, or handed on. */
function usesOfBody(body: Node): readonly BodyUse[] {
  const above = body.parent;
  if (above?.type === 'MemberExpression' && above.object === body) {
    const isCall = above.parent.type === 'CallExpression' && above.parent.callee === above;
    return isCall && memberName(above) !== 'cancel' ? [{ at: above.parent }] : [];
  }
  if (above?.type === 'ForOfStatement' && above.right === body) return [{ at: body }];
  if (above?.type === 'CallExpression' || above?.type === 'NewExpression') return [{ at: above }];
  return above?.type === 'ReturnStatement' || above?.type === 'Property' ? [{ at: body, later: true }] : [];
}

function holderReads(file: FileContext, holder: Node): readonly Node[] {
  const name =
    holder.type === 'VariableDeclarator' ? holder.id : holder.type === 'AssignmentExpression' ? holder.left : undefined;
  return name?.type === 'Identifier' ? readsOf(file, name) : [];
}

function readsOf(file: FileContext, name: Node): readonly Node[] {
  const variable = name.type === 'Identifier' ? file.resolver.scopes.variableOf(name) : undefined;
  return (variable?.references ?? []).filter((one) => one.isRead()).map((one) => one.identifier as Node);
}
