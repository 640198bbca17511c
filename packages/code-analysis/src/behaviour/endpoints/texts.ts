import { limits } from '../../syntax/limits.js';
import type { Terminal } from '../../syntax/terminal.js';
import { unwrap, type Node } from '../../syntax/tree.js';
import type { FileContext } from '../context.js';

/** The text with which an address begins. */
export interface Text {
  readonly text: string;
  readonly node: Node;
}

/**
 * The beginning of the text that `node.path` is, as far as it is written out: `https://host/` of a template that goes on
 * with parts. `configured` when the environment, a parameter or a choice decides on the beginning.
 */
export function beginningOf(
  file: FileContext,
  node: Node,
  path: readonly string[] = [],
  depth = 0,
): Text | 'configured' | undefined {
  if (depth > limits.hops.address) return undefined;
  const terminals = file.resolver.resolve(node, path).filter(({ kind }) => kind !== 'absent');
  const [terminal] = terminals;
  if (!terminal) return undefined;
  if (terminals.length > 1) return terminals.some(isOpen) || terminals.every(isText) ? 'configured' : undefined;
  if (isOpen(terminal)) return 'configured';
  return terminal.kind === 'expression' ? beginningHere(file, unwrap(terminal.node), terminal.path, depth) : undefined;
}

function beginningHere(
  file: FileContext,
  node: Node,
  path: readonly string[],
  depth: number,
): Text | 'configured' | undefined {
  const next = (inner: Node) => beginningOf(file, inner, [], depth + 1);
  switch (node.type) {
    case 'Literal':
      return typeof node.value === 'string' && path.length === 0 ? { text: node.value, node } : undefined;
    case 'TemplateLiteral': {
      const [quasi] = node.quasis;
      const [first] = node.expressions;
      if (quasi && quasi.value.raw !== '') return { text: quasi.value.raw, node };
      return first && next(first);
    }
    case 'BinaryExpression':
      return node.operator === '+' ? next(node.left) : undefined;
    case 'NewExpression': {
      // `new URL(path, base)`, and `.href` of it.
      const isUrl = node.callee.type === 'Identifier' && node.callee.name === 'URL';
      const given = isUrl ? (node.arguments[1] ?? node.arguments[0]) : undefined;
      return given && given.type !== 'SpreadElement' ? next(given) : undefined;
    }
    case 'CallExpression': {
      const isText =
        node.callee.type === 'MemberExpression' &&
        node.callee.property.type === 'Identifier' &&
        /^(toString|replace|concat|trim)$/.test(node.callee.property.name);
      return isText && node.callee.type === 'MemberExpression' ? next(node.callee.object) : undefined;
    }
    default:
      return undefined;
  }
}

function isOpen(terminal: Terminal): boolean {
  if (terminal.kind === 'parameter') return true;
  // A variable of the environment is a text, which has no members: a key that is handed over is no options.
  const isWhole = terminal.kind === 'global' && terminal.path.length <= 3;
  return isWhole && terminal.path[0] === 'process';
}

function isText({ kind, ...rest }: Terminal): boolean {
  return (
    kind === 'expression' && 'node' in rest && (rest.node?.type === 'Literal' || rest.node?.type === 'TemplateLiteral')
  );
}
