import type { Value } from '../../syntax/control-flow/evaluate.js';
import type { Block, Edge } from '../../syntax/control-flow/graph.js';
import { reachedFrom } from '../../syntax/control-flow/paths.js';
import { isReached } from '../../syntax/control-flow/walk.js';
import type { FunctionNode, Node } from '../../syntax/tree.js';
import type { FileContext } from '../context.js';

/** A part of the way from a failure to the next attempt, within one function. */
export interface Segment {
  readonly fn: FunctionNode | undefined;
  readonly starts: readonly Block[];
  readonly ends: readonly Block[];
  /** The blocks that belong to it: those of the loop. */
  readonly isInside: (block: Block) => boolean;
  /** What is assumed of the answer. */
  readonly assumed: ReadonlyMap<Node, Value>;
}

/** A test on the way of which one side gives up. */
export interface Leaving {
  readonly segment: Segment;
  readonly test: Node;
  /** The side that tries again. */
  readonly edge: Edge;
}

/** The blocks of a segment from which its end is reached. */
export function blocksOf({ starts, ends, isInside }: Segment): ReadonlySet<Block> {
  const last = new Set(ends);
  const first = new Set(starts);
  const goesOn = (block: Block) => !last.has(block) || first.has(block);
  const below = reachedFrom(starts, { block: isInside, goesOn });
  const before = new Map<Block, Block[]>();
  for (const block of below)
    if (goesOn(block))
      for (const { to } of block.edges) if (below.has(to)) before.set(to, [...(before.get(to) ?? []), block]);
  const found = new Set<Block>();
  const pending = ends.filter((end) => below.has(end));
  for (let block = pending.pop(); block; block = pending.pop()) {
    if (found.has(block)) continue;
    found.add(block);
    // What leads to the first attempt is no part of the way to the next.
    if (!first.has(block)) pending.push(...(before.get(block) ?? []));
  }
  return found;
}

/** All tests in a segment of which one side leads on to its end and the other does not. */
export function leavingTests(segment: Segment): readonly Leaving[] {
  const blocks = blocksOf(segment);
  const ends = new Set(segment.ends);
  return [...blocks].flatMap((block) =>
    ends.has(block) && !segment.starts.includes(block)
      ? []
      : block.edges.flatMap((edge) => {
          const { test } = edge;
          if (!test || !blocks.has(edge.to)) return [];
          const others = block.edges.filter((one) => one.test === test && one !== edge);
          return others.some(({ to }) => !blocks.has(to)) ? [{ segment, test, edge }] : [];
        }),
  );
}

/** True when the next attempt is reached without some edges and blocks. */
export function goesRound(
  file: FileContext,
  segments: readonly Segment[],
  without: { readonly edges: ReadonlySet<Edge>; readonly blocks: ReadonlySet<Block> },
): boolean {
  return segments.every(({ starts, ends, isInside, assumed }) => {
    const mayPass = (block: Block) => isInside(block) && !without.blocks.has(block);
    const mayTake = (edge: Edge) => !without.edges.has(edge);
    const isEnd = (block: Block) => ends.includes(block);
    return isReached({ resolver: file.resolver, starts, assumed, mayPass, mayTake }, isEnd) !== false;
  });
}
