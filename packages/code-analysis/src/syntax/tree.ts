import type { TSESTree } from '@typescript-eslint/utils';

export type Node = TSESTree.Node;

/** The nodes of a type that is given as text. */
export type NodeOfType<T extends `${Node['type']}`> = Node extends infer One
  ? One extends Node
    ? `${One['type']}` extends T
      ? One
      : never
    : never
  : never;

/** A function of any form. */
export type FunctionNode =
  TSESTree.FunctionDeclaration | TSESTree.FunctionExpression | TSESTree.ArrowFunctionExpression;

/** Names of the members that hold child nodes, by node type. */
export type VisitorKeys = Readonly<Record<string, readonly string[] | undefined>>;

/** Walks a tree in source order, gives every node its parent, and calls `enter` for each. */
export function walk(root: Node, visitorKeys: VisitorKeys, enter: (node: Node) => void): void {
  const pending: Node[] = [root];
  for (let node = pending.pop(); node; node = pending.pop()) {
    enter(node);
    const keys = visitorKeys[node.type] ?? [];
    for (let k = keys.length - 1; k >= 0; k -= 1) {
      const child = (node as unknown as Record<string, unknown>)[keys[k] as string];
      if (Array.isArray(child)) {
        for (let i = child.length - 1; i >= 0; i -= 1) if (child[i]) pending.push(adopt(child[i] as Node, node));
      } else if (child) pending.push(adopt(child as Node, node));
    }
  }
}

function adopt(child: Node, parent: Node): Node {
  if (!child.parent) (child as { parent: Node }).parent = parent;
  return child;
}

export function isFunction(node: Node | null | undefined): node is FunctionNode {
  return (
    node?.type === 'FunctionDeclaration' ||
    node?.type === 'FunctionExpression' ||
    node?.type === 'ArrowFunctionExpression'
  );
}

export function isClass(node: Node | null | undefined): node is TSESTree.ClassDeclaration | TSESTree.ClassExpression {
  return node?.type === 'ClassDeclaration' || node?.type === 'ClassExpression';
}

/** Decorators of a node; most parsers of plain JavaScript leave the field out. */
export function decoratorsOf(node: {
  readonly decorators?: readonly TSESTree.Decorator[];
}): readonly TSESTree.Decorator[] {
  return node.decorators ?? [];
}

/** The expression without what only the type checker or the reader sees: `as`, `satisfies`, `!`, `<T>x`, `a?.b`'s frame. */
export function unwrap(node: Node): Node {
  let inner = node;
  while (
    inner.type === 'TSAsExpression' ||
    inner.type === 'TSSatisfiesExpression' ||
    inner.type === 'TSNonNullExpression' ||
    inner.type === 'TSTypeAssertion' ||
    inner.type === 'TSInstantiationExpression' ||
    inner.type === 'ChainExpression'
  ) {
    inner = inner.expression;
  }
  return inner;
}

/** Name of a property or member that is written in the source; undefined for computed ones. */
export function keyName(node: { readonly key: Node; readonly computed: boolean }): string | undefined {
  return nameOf(node.key, node.computed);
}

/** Name of the member that an expression takes, for `a.b` and `a['b']`. */
export function memberName(node: TSESTree.MemberExpression): string | undefined {
  return nameOf(node.property, node.computed);
}

/** False for a callee that takes a member of another name; a name of its own may stand for one of these. */
export function mayBeMember(callee: Node, names: ReadonlySet<string>): boolean {
  const plain = unwrap(callee);
  return plain.type === 'MemberExpression' ? names.has(memberName(plain) ?? '') : plain.type === 'Identifier';
}

function nameOf(key: Node, computed: boolean): string | undefined {
  if (key.type === 'Literal' && (typeof key.value === 'string' || typeof key.value === 'number'))
    return String(key.value);
  if (key.type === 'PrivateIdentifier') return `#${key.name}`;
  return !computed && key.type === 'Identifier' ? key.name : undefined;
}

/** The nearest node around a node that a test accepts. */
export function ancestor<T extends Node>(
  node: Node,
  accepts: (node: Node | null | undefined) => node is T,
): T | undefined {
  let above: Node | undefined | null = node.parent;
  while (above && !accepts(above)) above = above.parent;
  return above ?? undefined;
}

const functionsAround = new WeakMap<Node, FunctionNode | 'none'>();

/** The innermost function around a node. It is remembered for all nodes on the way, so that asking for each is cheap. */
export function functionAround(node: Node): FunctionNode | undefined {
  const way: Node[] = [];
  let found: FunctionNode | 'none' | undefined;
  for (let one: Node | undefined | null = node; one && !found; one = one.parent) {
    found = functionsAround.get(one);
    if (!found) way.push(one);
    if (!found && isFunction(one.parent)) found = one.parent;
  }
  for (const one of way) functionsAround.set(one, found ?? 'none');
  return found === 'none' ? undefined : found;
}

/** True when `inner` lies within `outer`, or is the same. */
export function contains(outer: Pick<Node, 'range'>, inner: { readonly range: readonly [number, number] }): boolean {
  return outer.range[0] <= inner.range[0] && inner.range[1] <= outer.range[1];
}
