import type { Variable } from '../scopes.js';
import { isFunction, type Node } from '../tree.js';
import { flowOf } from './flow-of.js';
import type { Block, FlowRoot } from './graph.js';
import { alwaysPasses } from './paths.js';

/** True where a variable that is declared without a value has got one on every path to where it is read. */
export function isAlwaysAssigned(variable: Variable, use: Node): boolean {
  const root = rootOf(use);
  const [declared] = variable.defs;
  // A function may be called before the variable around it is written.
  const graph = declared && rootOf(declared.node as Node) === root ? flowOf(root) : undefined;
  if (!graph) return false;
  let read: Node | undefined = use;
  while (read && !graph.at.has(read)) read = read.parent;
  const ends = (read && graph.at.get(read)) ?? [];
  const writes = new Set(variable.references.flatMap(({ identifier }) => assignmentOf(identifier as Node) ?? []));
  const hasWritten = ({ nodes }: Block): boolean => {
    const isReadHere = read !== undefined && nodes.includes(read);
    return nodes.some((node) => writes.has(node) && (!isReadHere || node.range[1] <= use.range[0]));
  };
  return writes.size > 0 && ends.length > 0 && alwaysPasses([graph.entry], ends, hasWritten);
}

function rootOf(node: Node): FlowRoot {
  let at = node;
  while (at.parent && !isFunction(at)) at = at.parent;
  return at as FlowRoot;
}

/** `x = value`, which sets the variable that stands at its left. */
function assignmentOf(identifier: Node): Node | undefined {
  const { parent } = identifier;
  const isSet = parent?.type === 'AssignmentExpression' && parent.left === identifier && parent.operator === '=';
  return isSet ? parent : undefined;
}
