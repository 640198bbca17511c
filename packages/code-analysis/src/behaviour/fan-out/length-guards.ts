import type { TSESTree } from '@typescript-eslint/utils';
import { endsAbruptly } from '../../syntax/control-flow/completions.js';
import { functionAround, memberName, unwrap, type Node } from '../../syntax/tree.js';
import type { FileContext } from '../context.js';
import { textOf, within } from '../retries/regions.js';
import { isTooHigh } from './bounds.js';

/** True for a list that the code before it leaves with when it is longer than something: `if (ids.length > MAX) throw ...`. */
export function isRefusedWhenLong(file: FileContext, node: Node): boolean {
  // `ids ?? []`
  const list = unwrap(node.type === 'LogicalExpression' && node.operator !== '&&' ? node.left : node);
  const fn = functionAround(list);
  if (!fn || (list.type !== 'Identifier' && list.type !== 'MemberExpression')) return false;
  const name = lengthName(textOf(file, list));
  return within(file, 'IfStatement', fn).some(
    ({ test, consequent, range }) =>
      range[1] <= list.range[0] &&
      endsAbruptly(consequent) &&
      comparisons(test).some((one) => isTooLong(file, one, name)),
  );
}

const lengthName = (text: string) => text.replace(/\?\./g, '.').replace(/\s+/g, '');

/** The comparisons of which one is enough. */
function comparisons(test: Node): readonly TSESTree.BinaryExpression[] {
  const plain = unwrap(test);
  if (plain.type === 'LogicalExpression' && plain.operator === '||')
    return [...comparisons(plain.left), ...comparisons(plain.right)];
  return plain.type === 'BinaryExpression' ? [plain] : [];
}

/** `list.length > MAX`, `MAX < list.length`; a comparison with nothing or one only asks whether there is something. */
function isTooLong(file: FileContext, { left, operator, right }: TSESTree.BinaryExpression, name: string): boolean {
  const [long, limit] = operator === '>' || operator === '>=' ? [left, right] : [right, left];
  if (!/^[<>]=?$/.test(operator) || /^[01]$/.test(textOf(file, limit)) || isTooHigh(file, limit)) return false;
  const member = unwrap(long);
  return (
    member.type === 'MemberExpression' &&
    /^(length|size)$/.test(memberName(member) ?? '') &&
    lengthName(textOf(file, member.object)) === name
  );
}
