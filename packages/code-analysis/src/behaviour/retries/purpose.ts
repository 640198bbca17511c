import {
  ancestor,
  isClass,
  isFunction,
  keyName,
  memberName,
  unwrap,
  type FunctionNode,
  type Node,
  type NodeOfType,
} from '../../syntax/tree.js';
import type { FileContext } from '../context.js';
import { isAside } from '../where-it-runs/types.js';
import { whereItRuns } from '../where-it-runs/where-it-runs.js';
import type { RetryFact } from './types.js';

const waiting =
  /^(?:_?wait|poll|until|await|probe|ping|ensure\w*(?:Ready|Running|Up))|(?:Until|ToBe|Ready|Healthy|Available|Exist)(?:s|$)|[Pp]oll(?:ing)?(?:$|[A-Z])/;
const connecting =
  /connect|listen|subscri|consum|stream|socket|worker|watch|daemon|bootstrap|^main$|^start|^run$|^init|open|session|heartbeat|lock$/i;

/** Name of the function around a node: its own, or that of the variable, property or method that holds it. */
export function functionName(node: Node): string {
  const fn = isFunction(node) ? node : ancestor(node, isFunction);
  return fn ? nameOf(fn) : '';
}

function nameOf(fn: FunctionNode): string {
  if (fn.id) return fn.id.name;
  const holder = fn.parent;
  if (holder?.type === 'VariableDeclarator' && holder.id.type === 'Identifier') return holder.id.name;
  if (holder?.type === 'MethodDefinition' || holder?.type === 'PropertyDefinition' || holder?.type === 'Property')
    return keyName(holder) ?? '';
  if (
    holder?.type === 'AssignmentExpression' &&
    holder.left.type === 'MemberExpression' &&
    holder.left.property.type === 'Identifier'
  )
    return holder.left.property.name;
  const outer = ancestor(fn, isFunction);
  return outer && holder?.type !== 'Program' ? nameOf(outer) : '';
}

/** Calls by which a connection is made that the process then lives on. */
const makesConnection = /^[_#]*(?:re)?(?:connect|listen|subscribe|attach|join|login|handshake|openConnection)/i;

/**
 * What code that tries again is for. A loop or function that waits for an attempt is judged by what it attempts; the names
 * around it count for what runs in the background, and for a wait whose answer nobody uses.
 */
export function purposeOf(
  file: FileContext,
  node: Node,
  attempt?: NodeOfType<'AwaitExpression'>,
): RetryFact['purpose'] {
  const name = functionName(node);
  if (waiting.test(name) && !(attempt && isRequestForAnswer(file, attempt))) return 'waiting';
  if (attempt) return makesConnection.test(calledName(attempt.argument)) ? 'connection' : 'retry';
  const owner = ancestor(node, isClass)?.id?.name ?? '';
  return connecting.test(name) || /Connection|Socket|Subscriber|Consumer|Listener|Worker/.test(owner)
    ? 'connection'
    : 'retry';
}

function calledName(given: Node): string {
  const call = unwrap(given);
  if (call.type !== 'CallExpression') return '';
  const { callee } = call;
  if (callee.type === 'MemberExpression') return memberName(callee) ?? '';
  return callee.type === 'Identifier' ? callee.name : '';
}

/** True for a request whose answer is used: a wait for a state only wants to know that there is one. */
function isRequestForAnswer(file: FileContext, attempt: NodeOfType<'AwaitExpression'>): boolean {
  const { parent } = attempt;
  const taker =
    parent.type === 'VariableDeclarator' ? parent.id : parent.type === 'AssignmentExpression' ? parent.left : undefined;
  const variable = taker?.type === 'Identifier' ? file.resolver.scopes.variableOf(taker) : undefined;
  return (variable?.references ?? []).some(({ identifier }) => {
    const use = identifier.parent as Node;
    return use.type === 'MemberExpression' && /^(?:json|text|data|body|arrayBuffer|blob)$/.test(memberName(use) ?? '');
  });
}

/** True for what one person or a pipeline runs: there is no crowd of clients that could fall into step. */
export function isScript(file: FileContext): boolean {
  return isAside(whereItRuns(file));
}
