import type { TSESTree } from '@typescript-eslint/utils';
import { completionsInSequence, statementsAfter } from '../../syntax/control-flow/completions.js';
import { flowOf } from '../../syntax/control-flow/flow-of.js';
import type { Block, FlowGraph } from '../../syntax/control-flow/graph.js';
import { roundOf, type Round } from '../../syntax/control-flow/loops.js';
import { ancestor, contains, functionAround, isFunction, unwrap, type Node } from '../../syntax/tree.js';
import { place, type FileContext } from '../context.js';
import type { Place } from '../types.js';
import { repeatedAfterFailure, type Repeated } from './attempts.js';
import { attemptsOfLoop } from './counting.js';
import { leavingTests, type Segment } from './cycle.js';
import { delayOf, pausesIn, withoutPause } from './delay.js';
import { errorsOfCatch, selected } from './errors.js';
import { limitOf } from './limit.js';
import { isScript, purposeOf } from './purpose.js';
import { directlyWithin, isLoop, textOf, within, type Loop } from './regions.js';
import { triesSomethingElse } from './search.js';
import type { RetryDelay, RetryFact, RetryLimit } from './types.js';

/** A loop that tries again, with the code that it repeats. */
export interface FoundRetry {
  readonly fact: RetryFact;
  /** What is tried. */
  readonly tried: Node;
  /** The client whose requests it repeats, wherever they are made. */
  readonly attachedTo?: Node;
}

interface Candidate {
  readonly loop: Loop;
  readonly graph: FlowGraph;
  readonly round: Round;
  readonly body: Block;
  readonly repeated: Repeated;
}

const retryWords = /retr(?:y|ies)|attempt|\btries\b|backoff/i;

/** Loops that do the same thing again after it has failed. */
export function loopRetries(file: FileContext): readonly FoundRetry[] {
  return file.once(loopRetries, () => findRetries(file));
}

function findRetries(file: FileContext): readonly FoundRetry[] {
  const found = new Map<Loop, Candidate>();
  for (const node of file.nodes('AwaitExpression'))
    for (const loop of loopsAround(node)) {
      const candidate = candidateOf(file, loop, node);
      // What fails last is what the loop is for.
      if (candidate) found.set(loop, candidate);
    }
  return [...found.values()].map((candidate) => retryOf(file, candidate));
}

function loopsAround(node: Node): readonly Loop[] {
  const found: Loop[] = [];
  for (let inner = node; inner.parent && !isFunction(inner); inner = inner.parent)
    if (isLoop(inner.parent) && inner.parent.body === inner) found.push(inner.parent);
  return found;
}

function candidateOf(file: FileContext, loop: Loop, node: TSESTree.AwaitExpression): Candidate | undefined {
  const graph = flowOf(functionAround(loop) ?? file.source.ast);
  const blocks = graph?.loops.get(loop);
  const round = graph && roundOf(graph, loop);
  if (!graph || !blocks || !round || isPause(file, node, loop)) return undefined;
  // A list says how often, and that it is no list of things to do is said by a pause of it.
  if (loop.type === 'ForOfStatement' && pausesIn(file, loop).length === 0) return undefined;
  const isInside = (block: Block) => round.blocks.has(block);
  const repeated = repeatedAfterFailure(file, graph, node, [blocks.body], isInside);
  if (!repeated || repeated.endsBySuccess === 'never') return undefined;
  const candidate = { loop, graph, round, body: blocks.body, repeated };
  // Loops over pages and polls may end by a success as well, so a name has to say that this one tries again.
  if (repeated.endsBySuccess === 'sometimes' && (!hasRetryWords(file, loop, node) || isPartOfList(file, loop, node)))
    return undefined;
  if (triesSomethingElse(file, loop, node, cyclesOf(candidate))) return undefined;
  return candidate;
}

/**
 * True for one of a list within the loop, after whose failure the others are done, and of which the loop learns nothing:
 * a poll that handles what it was given in each round.
 */
function isPartOfList(file: FileContext, loop: Loop, node: Node): boolean {
  const list = ancestor(node, (one): one is Node => one?.type === 'ForOfStatement' || one === loop);
  const attempt = ancestor(node, (one): one is TSESTree.TryStatement => one?.type === 'TryStatement');
  if (!list || list === loop || !attempt?.handler || !contains(list, attempt)) return false;
  const { handler } = attempt;
  const sets = [...within(file, 'AssignmentExpression', handler), ...within(file, 'UpdateExpression', handler)];
  return sets.length === 0 && directlyWithin(file, 'ReturnStatement', handler).length === 0;
}

function isPause(file: FileContext, node: TSESTree.AwaitExpression, loop: Loop): boolean {
  return pausesIn(file, loop).some((pause) => contains(node, pause.node));
}

function hasRetryWords(file: FileContext, loop: Loop, node: Node): boolean {
  const attempt = ancestor(node, (one): one is TSESTree.TryStatement => one?.type === 'TryStatement');
  const handler = attempt && contains(loop, attempt) ? attempt.handler : undefined;
  if (!handler) return false;
  const counted = within(file, 'UpdateExpression', loop).map(({ argument }) => textOf(file, argument));
  const handled = within(file, 'Identifier', handler).map(({ name }) => name);
  return [...counted, ...handled].some((name) => retryWords.test(name));
}

/** The ways from each failure to the next attempt. */
function cyclesOf({ loop, round, body, repeated }: Candidate): readonly (readonly Segment[])[] {
  const isInside = (block: Block) => round.blocks.has(block);
  const fn = functionAround(loop);
  return repeated.failures.map(({ starts, assumed }) => [
    { fn, starts, ends: [body], isInside, assumed },
    { fn, starts: [body], ends: [...repeated.blocks], isInside, assumed: new Map() },
  ]);
}

function retryOf(file: FileContext, candidate: Candidate): FoundRetry {
  const { loop, repeated } = candidate;
  const attempt = attemptAround(repeated.node, loop);
  const cycles = cyclesOf(candidate);
  const limit = withAttempts(file, candidate, limitOf(file, loop, cycles));
  const tests = cycles.flatMap((segments) => segments.flatMap(leavingTests)).map(({ test }) => test);
  const isThrown = repeated.failures.some(({ kind }) => kind === 'thrown');
  return {
    tried: isThrown && attempt ? attempt.block : unwrap(repeated.node.argument),
    fact: {
      at: headOf(file, loop),
      form: 'loop',
      label: 'This loop',
      purpose: purposeOf(file, loop, repeated.node),
      script: isScript(file),
      limit,
      delay: pauseOf(file, candidate, attempt),
      errors: isThrown && attempt ? errorsOfCatch(file, attempt, loop) : errorsOfTests(file, [...new Set(tests)]),
      inner: [],
    },
  };
}

function errorsOfTests(file: FileContext, tests: readonly Node[]): NonNullable<RetryFact['errors']> {
  const errors = selected(file, tests);
  return errors.about.length > 0 ? errors : { kind: 'unknown', about: [] };
}

/** The `try` in which something is tried, within the loop. */
function attemptAround(node: Node, loop: Loop): TSESTree.TryStatement | undefined {
  for (let inner = node; inner.parent && inner !== loop; inner = inner.parent)
    if (inner.parent.type === 'TryStatement' && inner.parent.block === inner && inner.parent.handler)
      return inner.parent;
  return undefined;
}

function withAttempts(file: FileContext, { loop, round, repeated }: Candidate, limit: RetryLimit): RetryLimit {
  if (limit.state !== 'limited') return limit;
  const attempts = attemptsOfLoop(file, loop, round, repeated);
  return attempts === undefined ? limit : { ...limit, attempts };
}

function pauseOf(
  file: FileContext,
  { loop, repeated }: Candidate,
  attempt: TSESTree.TryStatement | undefined,
): RetryDelay {
  const others = attempt
    ? [
        attempt.handler as Node,
        ...statementsAfter(attempt, loop),
        ...before(attempt, loop),
        ...limitersIn(file, attempt),
      ]
    : directlyWithin(file, 'AwaitExpression', loop.body).filter((one) => isAside(one, repeated.node, loop));
  return delayOf(file, pausesIn(file, loop), withoutPause(file, others));
}

/** `await limiter.acquire()` before what is tried. */
function limitersIn(file: FileContext, { block }: TSESTree.TryStatement): readonly Node[] {
  return directlyWithin(file, 'AwaitExpression', block).filter(({ argument }) =>
    /limit|throttl|acquire|semaphore/i.test(textOf(file, argument).slice(0, 60)),
  );
}

/** True for what is waited for besides the attempt, and not on the way out of the loop. */
function isAside(one: Node, attempt: Node, loop: Loop): boolean {
  if (contains(attempt, one) || contains(one, attempt)) return false;
  const rest = statementsAfter(one, loop);
  return one.parent?.type !== 'ReturnStatement' && !completionsInSequence(rest).has('return');
}

/** Statements of a loop's body before the try. */
function before(attempt: Node, loop: Loop): readonly Node[] {
  if (loop.body.type !== 'BlockStatement') return [];
  return loop.body.body.filter((statement) => statement.range[1] <= attempt.range[0]);
}

/** The head of a loop, on whose line a finding stands. */
function headOf(file: FileContext, loop: Loop): Place {
  if (loop.type === 'DoWhileStatement') return { range: [loop.range[0], loop.range[0] + 2] };
  const end = loop.body.range[0];
  const text = file.source.text.slice(loop.range[0], end).trimEnd();
  return text.length > 0 ? { range: [loop.range[0], loop.range[0] + text.length] } : place(loop);
}
