import { contains, isFunction, memberName, type Node } from '../../syntax/tree.js';
import type { Call, FileContext } from '../context.js';
import { textOf } from '../retries/regions.js';
import type { WholeFact } from './types.js';

const writing = /^(?:create|update|upsert|delete|insert|save|remove|destroy|bulk|add|set)/;

/** True for a read of many records that stands in a loop over a list and does not depend on the round. */
export function isReadAgain(file: FileContext, call: Call, bound: WholeFact['bound']): boolean {
  if (bound !== 'none' && bound !== 'rest' && bound !== 'owner' && bound !== 'condition') return false;
  const loop = loopAround(call);
  if (!loop) return false;
  return !isMadeWithin(file, call, loop) && !isWrittenIn(file, call, loop);
}

/** The loop over a list in which a place stands, in the same function. */
function loopAround(call: Node): Node | undefined {
  for (let node = call; node.parent && !isFunction(node); node = node.parent) {
    const { parent } = node;
    if (parent.type === 'ForOfStatement' && parent.body === node) return parent;
    if (parent.type === 'WhileStatement' || parent.type === 'DoWhileStatement' || parent.type === 'ForStatement')
      return undefined;
  }
  return undefined;
}

/** True where a name in the call gets its value, or another one, within the loop. */
function isMadeWithin(file: FileContext, call: Call, loop: Node): boolean {
  return file
    .nodes('Identifier')
    .filter((name) => contains(call, name))
    .some((name) => {
      const variable = file.resolver.scopes.variableOf(name);
      if (!variable) return false;
      const isDefined = variable.defs.some(({ node }) => contains(loop, node as Node) && !contains(call, node as Node));
      const isWritten = variable.references.some(
        ({ identifier, init }) =>
          !init && contains(loop, identifier as Node) && mayChange(identifier as Node) && !contains(call, identifier),
      );
      return isDefined || isWritten;
    });
}

/** `where = ...`, `where.at = ...`, `where.push(...)`. */
function mayChange(name: Node): boolean {
  let node = name;
  while (node.parent?.type === 'MemberExpression' && node.parent.object === node) node = node.parent;
  const { parent } = node;
  if (parent?.type === 'AssignmentExpression') return parent.left === node;
  return parent?.type === 'UpdateExpression';
}

/** True where the loop writes to what it reads: `prisma.job.update()` beside `prisma.job.findMany()`. */
function isWrittenIn(file: FileContext, { callee }: Call, loop: Node): boolean {
  const store = callee.type === 'MemberExpression' ? textOf(file, callee.object) : '';
  return file.calls.some(({ callee: other }) => {
    if (other.type !== 'MemberExpression' || !contains(loop, other)) return false;
    return writing.test(memberName(other) ?? '') && textOf(file, other.object) === store;
  });
}
