import type { Shape } from '../libraries/index.js';
import type { Frame, Terminal } from '../syntax/terminal.js';
import { isFunction, type Node } from '../syntax/tree.js';
import type { Construction, FileContext } from './context.js';
import type { Insertion } from './types.js';

/** The argument that holds the options of a call: a node, `none` where it is left out, `opaque` behind a spread. */
export type OptionArgument = Node | 'none' | 'opaque';

const callbacks = /^(cb|callback|done|next|fn|handler|handle[A-Z]\w*|on[A-Z]\w*|listener)$/;

/** Finds the argument with the options; of several indexes the first that can be an object of options. */
export function optionArgument(
  file: FileContext,
  node: Construction,
  options: Shape['options'],
  frame?: Frame,
): OptionArgument {
  const indexes = typeof options === 'number' ? [options] : options;
  const spread = node.arguments.findIndex((argument) => argument.type === 'SpreadElement');
  for (const [i, index] of indexes.entries()) {
    if (spread >= 0 && spread <= index) return 'opaque';
    const argument = node.arguments[index];
    if (!argument) continue;
    if (indexes.length === 1) return argument;
    const last = i === indexes.length - 1;
    if (!last && argument.type === 'Identifier' && callbacks.test(argument.name)) continue;
    if (canBeOptions(file.resolver.resolve(argument, [], frame), last ? argument : undefined)) return argument;
  }
  return 'none';
}

/** `position`: the argument, where it may be an address as well. */
function canBeOptions(terminals: readonly Terminal[], position: Node | undefined): boolean {
  return terminals.some((terminal) => {
    if (terminal.kind === 'absent') return false;
    if (terminal.kind === 'expression' && terminal.path.length === 0) {
      const { type } = terminal.node;
      if (type === 'ObjectExpression') return true;
      if (isFunction(terminal.node) || type === 'Literal' || type === 'TemplateLiteral' || type === 'BinaryExpression')
        return false;
    }
    return position === undefined || looksLikeOptions(position);
  });
}

function looksLikeOptions(node: Node): boolean {
  const name =
    node.type === 'Identifier'
      ? node.name
      : node.type === 'MemberExpression' && node.property.type === 'Identifier'
        ? node.property.name
        : '';
  return /opt|conf|init|param|args|request|req$/i.test(name) && !/ur[li]|href|path/i.test(name);
}

/** Where a repair such as `timeout: 5_000` can be written into a call; undefined where the options are not written out. */
export function insertionInto(file: FileContext, node: Construction, options: Shape['options']): Insertion | undefined {
  const index = typeof options === 'number' ? options : (options.find((one) => node.arguments[one]) ?? options[0]);
  if (index === undefined || node.arguments.some((argument) => argument.type === 'SpreadElement')) return undefined;
  const argument = node.arguments[index];
  if (argument) return insertionIntoValue(file, argument);
  if (node.arguments.length !== index || file.source.text[node.range[1] - 1] !== ')') return undefined;
  const last = node.arguments.at(-1);
  return last
    ? { offset: last.range[1], before: ', { ', after: ' }' }
    : { offset: node.range[1] - 1, before: '{ ', after: ' }' };
}

function insertionIntoValue(file: FileContext, argument: Node): Insertion | undefined {
  const terminal = argument.type === 'ObjectExpression' ? undefined : file.resolver.single(argument);
  const object =
    argument.type === 'ObjectExpression'
      ? argument
      : terminal?.kind === 'expression' && terminal.path.length === 0
        ? terminal.node
        : undefined;
  if (object?.type !== 'ObjectExpression') return undefined;
  const last = object.properties.at(-1);
  return last
    ? { offset: last.range[1], before: ', ', after: '' }
    : { offset: object.range[0] + 1, before: ' ', after: ' ' };
}
