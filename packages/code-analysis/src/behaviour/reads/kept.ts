import type { Node } from '../../syntax/tree.js';
import { sharedName } from '../caches/shared-state.js';
import type { Call, FileContext } from '../context.js';

/** True for a read that fills what outlives the request, so that few of the requests wait for it. */
export function fillsCache(file: FileContext, call: Call): boolean {
  let value: Node = call;
  // `read().catch(drop)`, `await read()`
  while (value.parent && isStep(value.parent, value)) value = value.parent;
  const { parent } = value;
  if (parent?.type === 'AssignmentExpression') return parent.right === value && isShared(file, parent.left);
  if (parent?.type !== 'VariableDeclarator' || parent.id.type !== 'Identifier') return false;
  const references = file.resolver.scopes.variableOf(parent.id)?.references ?? [];
  return references.some(({ identifier }) => {
    const use = identifier.parent;
    return use.type === 'AssignmentExpression' && use.right === identifier && isShared(file, use.left as Node);
  });
}

function isStep(parent: Node, value: Node): boolean {
  return (
    parent.type === 'AwaitExpression' ||
    parent.type === 'MemberExpression' ||
    (parent.type === 'CallExpression' && parent.callee === value)
  );
}

const isShared = (file: FileContext, target: Node) => sharedName(file, target) !== undefined;
