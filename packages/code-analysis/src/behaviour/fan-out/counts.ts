import type { TSESTree } from '@typescript-eslint/utils';
import { valuesOf } from '../../syntax/static-value.js';
import { memberName, unwrap, type Node } from '../../syntax/tree.js';
import { textOf } from '../retries/regions.js';
import { largestOf, mostAtOnce } from './bounds.js';
import { inputSize } from './input.js';
import { readSize } from './reads.js';
import type { Sizes } from './size.js';
import type { ListSize } from './types.js';

/** What a limit comes to: `none` where it lets more through than can run at once. */
export function limitOf(sizes: Sizes, node: Node): 'set' | 'none' | 'unknown' {
  const largest = largestOf(sizes.file, node);
  if (largest !== undefined) return largest > mostAtOnce ? 'none' : 'set';
  const converted = convertedBy(sizes, node);
  if (converted) return limitOf(sizes, converted);
  if (countOf(sizes, node) === 'input') return 'none';
  const values = valuesOf(sizes.file.resolver, node);
  return values.every(({ kind }) => kind !== 'unknown') || isConfigured(sizes, node) ? 'set' : 'unknown';
}

/** `Number(process.env.MOST ?? 20)`: what is made a number. */
function convertedBy({ file }: Sizes, node: Node): Node | undefined {
  const plain = unwrap(node);
  const isConversion =
    plain.type === 'CallExpression' && /^(?:Number(?:\.parseInt)?|parseInt)$/.test(textOf(file, plain.callee));
  return isConversion ? plain.arguments[0] : undefined;
}

/** A constant of another file, or a setting: somebody has chosen it. */
function isConfigured({ file }: Sizes, node: Node): boolean {
  return file.resolver
    .resolve(node)
    .every(
      ({ kind, ...rest }) => kind === 'module' && 'path' in rest && /^[A-Z][A-Z0-9_]*$/.test(rest.path.at(-1) ?? ''),
    );
}

/** How many something is that is counted: `total`, `Math.ceil(answer.total / 50)`, `Number(req.query.pages)`. */
export function countOf(sizes: Sizes, node: Node): ListSize {
  const largest = largestOf(sizes.file, node);
  if (largest !== undefined) return largest > mostAtOnce ? 'unknown' : 'fixed';
  const plain = unwrap(node);
  return sizes.counts.answer(plain, () => countOfPlain(sizes, plain), false);
}

function countOfPlain(sizes: Sizes, plain: Node): ListSize {
  if (plain.type === 'BinaryExpression' && plain.left.type !== 'PrivateIdentifier') return countOf(sizes, plain.left);
  if (
    plain.type === 'CallExpression' &&
    /^(?:Math\.(?:ceil|floor|round|trunc|max)|Number|parseInt|Number\.parseInt)$/.test(textOf(sizes.file, plain.callee))
  ) {
    const [first] = plain.arguments;
    return first ? countOf(sizes, first) : 'unknown';
  }
  return ofValue(sizes, plain);
}

function ofValue(sizes: Sizes, node: Node): ListSize {
  const terminals = sizes.file.resolver.resolve(node);
  if (
    terminals.length > 0 &&
    terminals.every(({ kind, ...rest }) => kind === 'global' && 'path' in rest && rest.path[0] === 'process')
  )
    return 'fixed';
  const [only] = terminals;
  if (terminals.length === 1 && only?.kind === 'expression' && only.node !== node) {
    const inner = unwrap(only.node);
    if (only.path.length > 0) return readSize(sizes, inner, only.path) === 'read' ? 'read' : inputSize(sizes, node);
    if (/^(?:BinaryExpression|CallExpression)$/.test(inner.type) && inner !== node) return countOf(sizes, inner);
  }
  return inputSize(sizes, node) === 'input' ? 'input' : 'unknown';
}

/** `slice(0, n)`, `slice(i, i + n)`, `slice(-n)`: the number of elements that a cut leaves at most. */
export function cutTo(sizes: Sizes, { arguments: [from, to] }: TSESTree.CallExpression): Node | undefined {
  if (!from) return undefined;
  if (!to) return from.type === 'UnaryExpression' && from.operator === '-' ? from.argument : undefined;
  if (to.type === 'BinaryExpression' && to.operator === '+' && textOf(sizes.file, to.left) === textOf(sizes.file, from))
    return to.right;
  return to;
}

/** The number of a repetition: `Array(n)`, `Array.from({ length: n })`, `_.range(n)`, `_.times(n)`. */
export function repeatedBy(sizes: Sizes, call: TSESTree.CallExpression | TSESTree.NewExpression): Node | undefined {
  const name = textOf(sizes.file, call.callee).replace(/\s+/g, '');
  const [first, second] = call.arguments;
  if (name === 'Array' && call.arguments.length === 1) return first;
  if (/^(?:_|lodash)\.times$/.test(name)) return first;
  if (/^(?:(?:_|lodash)\.)?range$/.test(name)) return second ?? first;
  const property = name === 'Array.from' && first?.type === 'ObjectExpression' ? first.properties[0] : undefined;
  const isLength = property?.type === 'Property' && memberText(property.key) === 'length';
  return isLength ? property.value : undefined;
}

const memberText = (key: Node): string | undefined => (key.type === 'Identifier' ? key.name : memberName(key as never));
