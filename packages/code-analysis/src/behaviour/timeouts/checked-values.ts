import { contains, memberName, type Node } from '../../syntax/tree.js';
import type { FileContext } from '../context.js';

const guards = /nan|finite|integer|assert|invariant|check|require|valid|ensure|parse|schema|positive|^ok$|throw/i;

/** The node with the members and type assertions around it that are a part of the same value: `process.env.X!`. */
export function outermost(node: Node): Node {
  let whole = node;
  for (let above = whole.parent; above; above = above.parent) {
    const isPart =
      (above.type === 'MemberExpression' && above.object === whole && isEnvironment(above)) ||
      above.type === 'TSNonNullExpression' ||
      above.type === 'TSAsExpression' ||
      above.type === 'ChainExpression';
    if (!isPart) break;
    whole = above;
  }
  return whole;
}

function isEnvironment({ object }: Extract<Node, { type: 'MemberExpression' }>): boolean {
  if (object.type === 'Identifier') return object.name === 'process';
  return object.type === 'MemberExpression' && object.object.type === 'Identifier' && object.object.name === 'process';
}

/** True when the file tests the environment variable, or the constant that holds its value, before it is used. */
export function isChecked(file: FileContext, env: string, value: Node): boolean {
  if (holderReads(file, value).some(isTested)) return true;
  return file.nodes('MemberExpression').some((node) => {
    const isEnv = node.object.type === 'Identifier' && node.object.name === 'process' && memberName(node) === 'env';
    if (!isEnv) return false;
    const { parent } = node;
    // The whole environment goes through a schema: `schema.parse(process.env)`.
    if (parent.type === 'CallExpression') return true;
    const isSame = parent.type === 'MemberExpression' && memberName(parent) === env;
    return isSame && !contains(value, parent) && isTested(outermost(parent));
  });
}

/** Uses of the variable that holds a value. */
function holderReads(file: FileContext, value: Node): readonly Node[] {
  let whole = value;
  while (whole.parent && isArithmetic(whole.parent)) whole = whole.parent;
  const { parent } = whole;
  const holder =
    parent?.type === 'VariableDeclarator'
      ? parent.id
      : parent?.type === 'AssignmentExpression' && parent.right === whole
        ? parent.left
        : undefined;
  const variable = holder?.type === 'Identifier' ? file.resolver.scopes.variableOf(holder) : undefined;
  return (variable?.references ?? []).filter((one) => one.isRead()).map((one) => one.identifier as Node);
}

function isArithmetic({ type }: Node): boolean {
  return type === 'BinaryExpression' || type === 'CallExpression' || type === 'UnaryExpression';
}

/** True for a value in a condition, or given to a function that is named like a check. */
function isTested(node: Node): boolean {
  let inner = node;
  for (let above = node.parent; above; inner = above, above = above.parent) {
    if ((above.type === 'IfStatement' || above.type === 'ConditionalExpression') && above.test === inner) return true;
    if (above.type === 'CallExpression' && above.callee !== inner && guards.test(nameOf(above.callee))) return true;
    if (above.type.endsWith('Statement') || above.type.endsWith('Declaration')) return false;
    if (above.type === 'Property' || above.type === 'ArrowFunctionExpression') return false;
  }
  return false;
}

function nameOf(callee: Node): string {
  const name = callee.type === 'MemberExpression' ? memberName(callee) : callee.type === 'Identifier' && callee.name;
  return !name || name === 'parseInt' || name === 'parseFloat' ? '' : name;
}
