import type { TSESTree } from '@typescript-eslint/utils';
import { keyName, type Node, type VisitorKeys } from './tree.js';

/** What is needed of a source to name the symbols around a place. */
export interface Tree {
  readonly ast: TSESTree.Program;
  readonly visitorKeys: VisitorKeys;
}

/**
 * Path of the named symbols around a place, such as `OrderService.pay`; empty at the top of the file.
 * It names the place in a way that survives moved lines.
 */
export function enclosingSymbol(source: Tree, range: readonly [number, number]): string {
  return nodesAround(source, range)
    .flatMap((node) => symbolName(node, range) ?? [])
    .join('.');
}

/** The nodes that hold a place, from the outermost statement to the innermost expression. */
export function nodesAround(source: Tree, range: readonly [number, number]): Node[] {
  const nodes: Node[] = [];
  let node: Node | undefined = source.ast;
  while (node) {
    node = childAround(node, range, source.visitorKeys);
    if (node) nodes.push(node);
  }
  return nodes;
}

function childAround(node: Node, [start, end]: readonly [number, number], visitorKeys: VisitorKeys): Node | undefined {
  for (const key of visitorKeys[node.type] ?? []) {
    const value = (node as unknown as Record<string, unknown>)[key];
    for (const child of (Array.isArray(value) ? value : [value]) as (Node | null | undefined)[]) {
      if (child && child.range[0] <= start && end <= child.range[1]) return child;
    }
  }
  return undefined;
}

/** Name of a node that holds code under a name: a declaration, a method, a property or constant with a function. */
export function symbolName(node: Node, range: readonly [number, number]): string | undefined {
  switch (node.type) {
    case 'FunctionDeclaration':
    case 'FunctionExpression':
    case 'ClassDeclaration':
    case 'ClassExpression':
      return node.id?.name;
    case 'TSModuleDeclaration':
      return node.id.type === 'Identifier' ? node.id.name : undefined;
    case 'MethodDefinition':
    case 'PropertyDefinition':
      return keyName(node);
    case 'Property':
      return isCode(node.value) ? keyName(node) : undefined;
    case 'VariableDeclarator': {
      const inside = node.init && node.init.range[0] <= range[0] && range[1] <= node.init.range[1];
      return inside && node.id.type === 'Identifier' ? node.id.name : undefined;
    }
    default:
      return undefined;
  }
}

function isCode(node: Node): boolean {
  return (
    node.type === 'FunctionExpression' || node.type === 'ArrowFunctionExpression' || node.type === 'ClassExpression'
  );
}
