import { isFunction, memberName, unwrap, type Node } from '../../syntax/tree.js';
import type { FileContext } from '../context.js';
import { within } from '../retries/regions.js';

/**
 * True for a test that picks the few elements which belong to something: it compares with a value from around it, and
 * not with a constant.
 */
export function isSelection(file: FileContext, callback: Node): boolean {
  const terminal = file.resolver.single(callback);
  const fn = terminal?.kind === 'expression' ? terminal.node : undefined;
  if (!isFunction(fn)) return true;
  const isOwn = (node: Node): boolean => {
    const root = rootOf(node);
    if (root.type === 'Literal' || root.type === 'TemplateLiteral') return true;
    if (root.type !== 'Identifier') return false;
    if (root.name === 'undefined' || /^[A-Z]/.test(root.name)) return true;
    const variable = file.resolver.scopes.variableOf(root);
    return variable?.defs.some(({ name }) => fn.range[0] <= name.range[0] && name.range[1] <= fn.range[1]) ?? false;
  };
  const compares = within(file, 'BinaryExpression', fn).some(
    (one) => /^===?$/.test(one.operator) && !(isOwn(one.left) && isOwn(one.right)) && !isNegated(one, fn),
  );
  if (compares) return true;
  return within(file, 'CallExpression', fn).some((call) => {
    const { callee, arguments: args } = call;
    if (callee.type !== 'MemberExpression' || isNegated(call, fn)) return false;
    const name = memberName(callee) ?? '';
    if (!/^(endsWith|startsWith|includes|has|test|match|indexOf|equals)$/.test(name)) return !isOwn(callee.object);
    return !isOwn(callee.object) || args.some((one) => !isOwn(one));
  });
}

/** `!known.has(id)`: what does not belong to something may be all the rest. */
function isNegated(node: Node, fn: Node): boolean {
  let negations = 0;
  for (let one = node.parent; one && one !== fn; one = one.parent)
    if (one.type === 'UnaryExpression' && one.operator === '!') negations += 1;
  return negations % 2 === 1;
}

function rootOf(node: Node): Node {
  let root = unwrap(node);
  while (root.type === 'MemberExpression' || root.type === 'CallExpression' || root.type === 'UnaryExpression')
    root = unwrap(
      root.type === 'MemberExpression' ? root.object : root.type === 'CallExpression' ? root.callee : root.argument,
    );
  return root;
}
