import { contains, type Node } from '../tree.js';
import type { Block, Edge, FlowGraph, Return } from './graph.js';

/** What a path may take; everything, where nothing is said. */
export interface Allowed {
  readonly block?: (block: Block) => boolean;
  readonly edge?: (edge: Edge) => boolean;
  /** False for blocks that end a path. */
  readonly goesOn?: (block: Block) => boolean;
}

/** All blocks on paths that begin at some blocks, those included. */
export function reachedFrom(
  starts: Iterable<Block>,
  { block: mayPass, edge: mayTake, goesOn }: Allowed = {},
): Set<Block> {
  const found = new Set<Block>();
  const pending = [...starts];
  for (let block = pending.pop(); block; block = pending.pop()) {
    if (found.has(block) || mayPass?.(block) === false) continue;
    found.add(block);
    if (goesOn?.(block) === false) continue;
    for (const edge of block.edges) if (mayTake?.(edge) !== false) pending.push(edge.to);
  }
  return found;
}

/** True where a path leads from some blocks to one of others. */
export function canReach(starts: Iterable<Block>, ends: readonly Block[], allowed?: Allowed): boolean {
  const reached = reachedFrom(starts, allowed);
  return ends.some((end) => reached.has(end));
}

/** True when each path from some blocks to others passes a block that a test accepts; also when no path leads there. */
export function alwaysPasses(
  starts: Iterable<Block>,
  ends: readonly Block[],
  isPassed: (block: Block) => boolean,
): boolean {
  return !canReach(starts, ends, { block: (block) => !isPassed(block) });
}

/** The blocks in which something within a node is evaluated. */
export function blocksWithin({ at }: FlowGraph, node: Node): Set<Block> {
  const found = new Set<Block>();
  for (const [evaluated, blocks] of at) if (contains(node, evaluated)) for (const block of blocks) found.add(block);
  return found;
}

/** Where the code goes on once a node has been evaluated without throwing. */
export function after(graph: FlowGraph, node: Node): readonly Block[] {
  return edgesBehind(graph, node)
    .filter(({ kind }) => kind !== 'throw')
    .map(({ to }) => to);
}

/** Where the code goes on when something within a node throws: the `catch` or `finally` around it, or the way out. */
export function whenThrown(graph: FlowGraph, node: Node): readonly Block[] {
  const edges = [...blocksWithin(graph, node)].flatMap(({ edges: all }) => all);
  return edges.filter(({ kind }) => kind === 'throw').map(({ to }) => to);
}

function edgesBehind({ at }: FlowGraph, node: Node): readonly Edge[] {
  return (at.get(node) ?? []).flatMap(({ edges }) => edges);
}

/** What a function returns on the paths from some blocks; what a `finally` replaces is left out. */
export function returnsFrom({ returns, exit }: FlowGraph, starts: Iterable<Block>): readonly Return[] {
  const reached = reachedFrom(starts);
  const ends = new Set(returns.map(({ block }) => block));
  return returns.filter(({ block }) => {
    if (!reached.has(block)) return false;
    return canReach(
      block.edges.map(({ to }) => to),
      [exit],
      { block: (one) => !ends.has(one) },
    );
  });
}
