import type { Node } from '../tree.js';
import type { Block, Edge, FlowGraph } from './graph.js';
import { reachedFrom } from './paths.js';

/** What a loop repeats. */
export interface Round {
  /** Where each round begins. */
  readonly head: Block;
  /** All blocks from which a path leads back to the head without leaving the loop, the head included. */
  readonly blocks: ReadonlySet<Block>;
  /** The ways out of the loop, those of errors included. */
  readonly exits: readonly Edge[];
}

/** The blocks that a loop runs again and again; undefined for a loop that is never reached or never repeats. */
export function roundOf(graph: FlowGraph, loop: Node): Round | undefined {
  const place = graph.loops.get(loop);
  return place && roundFrom(place.head, (block) => block !== place.after);
}

/** The blocks of a function that are run again when one of them leads back to its entry. */
function roundFrom(head: Block, isInside: (block: Block) => boolean): Round | undefined {
  const below = reachedFrom([head], { block: isInside });
  const before = new Map<Block, Block[]>();
  for (const block of below)
    for (const { to } of block.edges) if (below.has(to)) before.set(to, [...(before.get(to) ?? []), block]);
  const blocks = new Set<Block>();
  const pending = [...(before.get(head) ?? [])];
  if (pending.length === 0) return undefined;
  for (let block = pending.pop(); block; block = pending.pop()) {
    if (blocks.has(block)) continue;
    blocks.add(block);
    if (block !== head) pending.push(...(before.get(block) ?? []));
  }
  const exits = [...blocks].flatMap(({ edges }) => edges).filter(({ to }) => !blocks.has(to));
  return { head, blocks, exits };
}
