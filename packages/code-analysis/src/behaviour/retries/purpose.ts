import { ancestor, isClass, isFunction, keyName, type FunctionNode, type Node } from '../../syntax/tree.js';
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

/** What code that tries again is for, by the name of the function that it stands in. */
export function purposeOf(node: Node): RetryFact['purpose'] {
  const name = functionName(node);
  if (waiting.test(name)) return 'waiting';
  const owner = ancestor(node, isClass)?.id?.name ?? '';
  return connecting.test(name) || /Connection|Socket|Subscriber|Consumer|Listener|Worker/.test(owner)
    ? 'connection'
    : 'retry';
}

/** True for what one person or a pipeline runs: there is no crowd of clients that could fall into step. */
export function isScript(file: FileContext): boolean {
  return isAside(whereItRuns(file));
}
