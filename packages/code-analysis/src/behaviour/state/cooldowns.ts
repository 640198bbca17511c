import type { TSESTree } from '@typescript-eslint/utils';
import { completionsOf } from '../../syntax/control-flow/completions.js';
import { ancestor, contains, unwrap, type Node } from '../../syntax/tree.js';
import type { Use } from './uses.js';

/**
 * `if (timers[id]) throw ...; timers[id] = setTimeout(() => delete timers[id], 60_000)`: who comes again too soon is
 * refused. A timer that does work later, or that is only waited for, refuses nobody.
 */
export function isCooldown({ value, fn }: Use, uses: readonly Use[]): boolean {
  const timer = value && unwrap(value);
  if (timer?.type !== 'CallExpression' || timer.callee.type !== 'Identifier' || timer.callee.name !== 'setTimeout')
    return false;
  const [callback] = timer.arguments;
  const isOver = uses.some(({ kind, node }) => kind === 'remove' && callback !== undefined && contains(callback, node));
  if (!isOver) return false;
  return uses.some(({ kind, node }) => {
    const test = kind === 'lookup' && fn && contains(fn, node) ? ancestor(node, isIf) : undefined;
    return test !== undefined && contains(test.test, node) && refuses(test.consequent);
  });
}

/** True for a branch that throws, or answers that there was too much. */
function refuses(branch: Node): boolean {
  if (completionsOf(branch).has('throw')) return true;
  if (branch.type === 'BlockStatement') return branch.body.some(refuses);
  const answer =
    branch.type === 'ReturnStatement' ? branch.argument : branch.type === 'ExpressionStatement' && branch.expression;
  return Boolean(answer) && isTooMany(answer as Node);
}

/** `res.status(429).end()`, `{ statusCode: 429 }`. */
function isTooMany(node: Node): boolean {
  if (node.type === 'Literal') return node.value === 429;
  if (node.type === 'CallExpression') return [node.callee, ...node.arguments].some(isTooMany);
  if (node.type === 'MemberExpression') return isTooMany(node.object);
  if (node.type !== 'ObjectExpression') return false;
  return node.properties.some((one) => one.type === 'Property' && isTooMany(one.value));
}

const isIf = (node: Node | null | undefined): node is TSESTree.IfStatement => node?.type === 'IfStatement';
