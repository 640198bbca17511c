import { limits } from '../../syntax/limits.js';
import { Search } from '../../syntax/search.js';
import { keyName, unwrap, type Node } from '../../syntax/tree.js';
import type { FileContext } from '../context.js';

/** A member of an object that is written out. */
export interface Member {
  readonly name: string;
  readonly value: Node;
}

/**
 * The members of the object that `node.path` comes down to, also inside of `marshall({...})`; undefined when it is not
 * written out in this file. Spread objects are followed.
 */
export function membersOf(
  file: FileContext,
  node: Node,
  path: readonly string[] = [],
  followed: ReadonlySet<Node> = new Set(),
): readonly Member[] | undefined {
  const terminals = file.resolver.resolve(node, path);
  const found: Member[] = [];
  for (const terminal of terminals) {
    if (terminal.kind !== 'expression' || terminal.path.length > 0) return undefined;
    const object = unwrap(terminal.node);
    // `data = { ...data, more }` comes back to itself.
    if (followed.has(object)) continue;
    const following = new Set([...followed, object]);
    if (object.type === 'CallExpression' && object.arguments[0] && /marshall$/.test(calleeName(file, object.callee))) {
      const inner = membersOf(file, object.arguments[0], [], following);
      if (!inner) return undefined;
      found.push(...inner);
    } else if (object.type === 'ObjectExpression') {
      for (const property of object.properties) {
        if (property.type === 'SpreadElement') found.push(...(membersOf(file, property.argument, [], following) ?? []));
        else {
          const name = keyName(property);
          if (name !== undefined) found.push({ name, value: property.value });
        }
      }
    } else return undefined;
  }
  return found.length > 0 ? found : undefined;
}

function calleeName(file: FileContext, callee: Node): string {
  return file.source.text.slice(...callee.range);
}

/** Whether `node.path` is written: for sure, for sure not, or it cannot be told. */
export function presence(file: FileContext, node: Node, path: readonly string[]): 'present' | 'none' | 'unknown' {
  const terminals = file.resolver.resolve(node, path);
  if (terminals.every(({ kind }) => kind === 'absent')) return 'none';
  const isWhole = (kind: string, written: Node | undefined) =>
    kind !== 'absent' && (written !== undefined || kind === 'expression');
  return terminals.some(({ kind, written }) => isWhole(kind, written)) ? 'present' : 'unknown';
}

/** The text that an expression is, with `?` for what is put into a template; undefined where it is not written here. */
export function writtenText(file: FileContext, node: Node, path: readonly string[] = []): string | undefined {
  const terminal = file.resolver.single(node, path);
  if (terminal?.kind !== 'expression' || terminal.path.length > 0) return undefined;
  return textOf(file, unwrap(terminal.node));
}

function textOf(file: FileContext, node: Node): string | undefined {
  const texts = file.once(textOf, () => new Search<string | undefined>(limits.written, () => undefined));
  const text = texts.answer(node, () => plainText(file, node));
  return text !== undefined && text.length > limits.text ? undefined : text;
}

function plainText(file: FileContext, node: Node): string | undefined {
  if (node.type === 'Literal') return typeof node.value === 'string' ? node.value : undefined;
  if (node.type === 'TaggedTemplateExpression') return textOf(file, node.quasi);
  if (node.type === 'TemplateLiteral')
    return node.quasis.map(({ value }, i) => value.raw + (i < node.expressions.length ? '?' : '')).join('');
  if (node.type === 'BinaryExpression' && node.operator === '+') {
    const left = writtenText(file, node.left);
    const right = writtenText(file, node.right);
    return left === undefined && right === undefined ? undefined : `${left ?? '?'}${right ?? '?'}`;
  }
  return undefined;
}
