import { functionAround, isFunction, type Node, type NodeOfType } from '../../syntax/tree.js';
import type { FileContext } from '../context.js';

/** Nodes of a type that lie within another node, those in functions inside it included. */
export function within<T extends `${Node['type']}`>(file: FileContext, type: T, outer: Node): readonly NodeOfType<T>[] {
  return insideOf(file.nodes(type), outer);
}

/** Those of some nodes, in source order, that lie within another node. */
export function insideOf<T extends Node>(all: readonly T[], outer: Node): readonly T[] {
  const [start, end] = outer.range;
  let low = 0;
  for (let high = all.length; low < high;) {
    const middle = (low + high) >> 1;
    if ((all[middle] as Node).range[0] < start) low = middle + 1;
    else high = middle;
  }
  const found: T[] = [];
  for (let i = low; i < all.length; i += 1) {
    const node = all[i] as T;
    if (node.range[0] >= end) break;
    if (node.range[1] <= end) found.push(node);
  }
  return found;
}

/** Nodes of a type within another node that run with it: not those in functions inside it. */
export function directlyWithin<T extends `${Node['type']}`>(
  file: FileContext,
  type: T,
  outer: Node,
): readonly NodeOfType<T>[] {
  const owner = isFunction(outer) ? outer : functionAround(outer);
  return within(file, type, outer).filter((node) => functionAround(node) === owner);
}

export type Loop = NodeOfType<'ForStatement' | 'WhileStatement' | 'DoWhileStatement' | 'ForOfStatement'>;

export function isLoop(node: Node | null | undefined): node is Loop {
  return (
    node?.type === 'ForStatement' ||
    node?.type === 'WhileStatement' ||
    node?.type === 'DoWhileStatement' ||
    node?.type === 'ForOfStatement'
  );
}

/** Source text of a node. */
export function textOf(file: FileContext, node: Node): string {
  return file.source.text.slice(node.range[0], node.range[1]);
}
