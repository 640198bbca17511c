import type { TSESTree } from '@typescript-eslint/utils';
import type { Variable } from './scopes.js';
import { ancestor, isFunction, memberName, type Node } from './tree.js';

/** A value written into an object after it was made: `config.timeout = 5_000`, `Object.assign(config, more)`. */
export interface Write {
  readonly node: Node;
  /** What of the asked path remains to be looked up in the written value. */
  readonly rest: readonly string[];
  /** It is written in every run before the use. */
  readonly always: boolean;
  /** It may be written or not, since its name is computed. */
  readonly opaque: boolean;
}

/** What is written to a member of the object that a variable holds, or to something around that member. */
export function writesTo(variable: Variable, path: readonly string[], use: Node): readonly Write[] {
  const found: Write[] = [];
  for (const { identifier } of variable.references) {
    const write = memberWrite(identifier as Node, path, use) ?? assignCall(identifier as Node, path);
    if (write) found.push(write);
  }
  return found;
}

function memberWrite(identifier: Node, path: readonly string[], use: Node): Write | undefined {
  let node = identifier;
  let depth = 0;
  while (node.parent?.type === 'MemberExpression' && node.parent.object === node) {
    node = node.parent;
    const isTarget = node.parent?.type === 'AssignmentExpression' && node.parent.left === node;
    const name = memberName(node as TSESTree.MemberExpression);
    if (name === undefined) {
      return isTarget ? { node, rest: [], always: false, opaque: true } : undefined;
    }
    if (name !== path[depth]) return undefined;
    depth += 1;
    if (isTarget) {
      const assignment = node.parent as TSESTree.AssignmentExpression;
      return { node: assignment.right, rest: path.slice(depth), always: isBefore(assignment, use), opaque: false };
    }
    if (depth === path.length) return undefined;
  }
  return undefined;
}

function assignCall(identifier: Node, path: readonly string[]): Write | undefined {
  const call = identifier.parent;
  if (call?.type !== 'CallExpression' || call.arguments[0] !== identifier || !call.arguments[1]) return undefined;
  const { callee } = call;
  const isAssign =
    callee.type === 'MemberExpression' &&
    callee.object.type === 'Identifier' &&
    callee.object.name === 'Object' &&
    memberName(callee) === 'assign';
  return isAssign ? { node: call.arguments[1], rest: path, always: false, opaque: false } : undefined;
}

/** True for a statement that stands in a block around the use, before it and in the same function. */
function isBefore(assignment: Node, use: Node): boolean {
  const statement = assignment.parent;
  const block = statement?.type === 'ExpressionStatement' ? statement.parent : undefined;
  if (!block || assignment.range[1] > use.range[0]) return false;
  if (block.range[0] > use.range[0] || block.range[1] < use.range[1]) return false;
  return block.type === 'Program' || ancestor(assignment, isFunction) === ancestor(use, isFunction);
}
