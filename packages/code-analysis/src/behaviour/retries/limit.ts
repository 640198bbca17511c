import { limits } from '../../syntax/limits.js';
import type { Block, Edge } from '../../syntax/control-flow/graph.js';
import type { Node } from '../../syntax/tree.js';
import { place as placeAt, type FileContext } from '../context.js';
import { blocksOf, goesRound, leavingTests, type Segment } from './cycle.js';
import { nameOfPlace, type Place } from './places.js';
import { Changes, type Bound, type Handed } from './tests.js';
import type { RetryLimit } from './types.js';

interface Found {
  readonly bound: Bound;
  readonly edge: Edge;
}

/**
 * What ends a retry that keeps failing. Every way round counts: one that is not counted, or that no test of the counter
 * leaves, goes on for ever.
 * @param cycles for each kind of failure, the parts of the way to the next attempt
 */
export function limitOf(
  file: FileContext,
  at: Node,
  cycles: readonly (readonly Segment[])[],
  handed: ReadonlyMap<Place, Handed> = new Map(),
): RetryLimit {
  const limits = cycles.map((segments) => limitOfCycle(file, at, segments, handed));
  return (
    limits.find(({ state }) => state === 'unlimited') ??
    limits.find(({ state }) => state === 'unknown') ??
    limits[0] ?? { state: 'unknown', why: 'the way to the next attempt is not found' }
  );
}

function limitOfCycle(
  file: FileContext,
  at: Node,
  segments: readonly Segment[],
  handed: ReadonlyMap<Place, Handed>,
): RetryLimit {
  const changes = new Changes(file, segments, handed);
  const isEveryRound = (blocks: ReadonlySet<Block>) => !goesRound(file, segments, { edges: new Set(), blocks });
  const found: Found[] = segments
    .flatMap(leavingTests)
    .map((leaving) => ({ bound: changes.boundOf(leaving, isEveryRound), edge: leaving.edge }));
  const signals = signalBlocks(segments);
  const certain = found.filter(({ bound }) => /^(?:once|deadline|signal|list)$/.test(bound.kind));
  const open = found.filter(({ bound }) => bound.kind === 'unknown');
  const counters = [...new Set(found.flatMap(({ bound }) => (bound.kind === 'count' ? bound.places : [])))];
  if (counters.length > limits.retries.counters) return { state: 'unknown', why: 'it counts in too many variables' };
  const avoids = waysToAvoid(found, changes, counters);
  const endless = (removed: readonly Found[]) =>
    avoids.some(({ edges, blocks }) =>
      goesRound(file, segments, {
        edges: new Set([...edges, ...removed.map(({ edge }) => edge)]),
        blocks: new Set([...blocks, ...signals]),
      }),
    );
  if (endless([...certain, ...open])) return unlimited(at, found, counters, changes);
  const [first] = open;
  if (endless(certain))
    return { state: 'unknown', why: first?.bound.kind === 'unknown' ? first.bound.why : 'other code decides' };
  const isOnce = counters.length === 0 && !endless(found.filter(({ bound }) => bound.kind === 'once'));
  return { state: 'limited', by: byOf(found, counters, signals), ...(isOnce && { attempts: 2 }) };
}

/** For each counter a round avoids its tests or its steps. */
function waysToAvoid(
  found: readonly Found[],
  changes: Changes,
  counters: readonly Place[],
): { readonly edges: readonly Edge[]; readonly blocks: readonly Block[] }[] {
  let ways: { edges: Edge[]; blocks: Block[] }[] = [{ edges: [], blocks: [] }];
  for (const counter of counters) {
    const tests = found.flatMap(({ bound, edge }) =>
      bound.kind === 'count' && bound.places.includes(counter) ? [edge] : [],
    );
    const steps = [...changes.blocks(counter, 'step')];
    // What is handed on by a step is stepped in each round.
    const isStepped = changes.handed.get(counter)?.kind === 'step';
    ways = ways.flatMap(({ edges, blocks }) => [
      { edges: [...edges, ...tests], blocks },
      ...(isStepped ? [] : [{ edges, blocks: [...blocks, ...steps] }]),
    ]);
  }
  return ways;
}

/** Blocks that ask a signal and throw when it was aborted: `signal.throwIfAborted()`, a pause that takes a signal. */
function signalBlocks(segments: readonly Segment[]): readonly Block[] {
  return segments.flatMap((segment) => {
    const inside = blocksOf(segment);
    return [...inside].filter(({ nodes, edges }) => {
      const last = nodes.at(-1);
      const leaves = edges.some(({ kind, to }) => kind === 'throw' && !inside.has(to));
      return leaves && last?.type === 'CallExpression' && asksSignal(last);
    });
  });
}

function asksSignal({ callee, arguments: args }: Extract<Node, { type: 'CallExpression' }>): boolean {
  const isAsked =
    callee.type === 'MemberExpression' &&
    callee.property.type === 'Identifier' &&
    callee.property.name === 'throwIfAborted';
  const last = args.at(-1);
  return (
    isAsked ||
    (last?.type === 'ObjectExpression' &&
      last.properties.some(
        (one) => one.type === 'Property' && one.key.type === 'Identifier' && one.key.name === 'signal',
      ))
  );
}

function byOf(
  found: readonly Found[],
  counters: readonly Place[],
  signals: readonly Block[],
): NonNullable<RetryLimit['by']> {
  if (counters.length > 0) return 'count';
  const kinds = new Set(found.map(({ bound }) => bound.kind));
  if (kinds.has('once') || kinds.has('list')) return 'count';
  return kinds.has('signal') || (signals.length > 0 && !kinds.has('deadline')) ? 'signal' : 'deadline';
}

function unlimited(at: Node, found: readonly Found[], counters: readonly Place[], changes: Changes): RetryLimit {
  const by = (cause: NonNullable<RetryLimit['cause']>, place: Place): RetryLimit => ({
    state: 'unlimited',
    cause,
    name: nameOfPlace(place),
    at: placeAt(at),
  });
  const [counter] = counters;
  if (counter !== undefined) return by('uncounted', counter);
  const still = found.flatMap(({ bound }) =>
    bound.kind === 'none' && bound.still !== undefined ? [bound.still] : [],
  )[0];
  if (still !== undefined) return by('still', still);
  const [untested] = changes.counted;
  return untested === undefined
    ? { state: 'unlimited', cause: 'none', at: placeAt(at) }
    : by('untested-counter', untested);
}
