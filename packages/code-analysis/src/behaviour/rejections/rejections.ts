import { drawsPages } from '../../libraries/runtimes.js';
import { ancestor, contains, functionAround, isFunction, unwrap, type Node } from '../../syntax/tree.js';
import { calleePlace, calleeText } from '../callee.js';
import { dependencyFailuresOf, type DependencyFailures } from '../catches/dependency-failures.js';
import { isForPerson } from '../catches/failures.js';
import { chainOf } from '../catches/floating.js';
import { place, type Construction, type FileContext } from '../context.js';
import { handlersOf } from '../handlers/handlers.js';
import type { Found } from '../lazy.js';
import { failureOfChain, failureOfGiven } from './callbacks.js';
import { listsOfPromises, elementsOf } from './lists.js';
import { routeRejections } from './routes.js';
import { phaseOf } from './start-up.js';
import { survivalBy } from './survival.js';
import { givenAway } from './takers.js';
import type { RejectionFact } from './types.js';

type Start = Pick<RejectionFact, 'at' | 'work' | 'dependency' | 'by' | 'taker' | 'why'> & {
  readonly node: Node;
  readonly isCaught?: boolean;
  /** What is given away is a function without a name. */
  readonly isInline?: boolean;
  /** It runs once, soon after the process has started. */
  readonly isAtStart?: boolean;
};

/** Work that is started without taking its promise, though the failure of another system comes out of it. */
export function rejectionFacts(found: Found): readonly RejectionFact[] {
  const { file } = found;
  // In a page nothing ends by it.
  if (isForPerson(found) || file.specifiers.some((one) => drawsPages(one))) return [];
  const failures = dependencyFailuresOf(found);
  const started = [
    ...file.nodes('ExpressionStatement').flatMap(({ expression }) => floating(file, failures, expression)),
    ...once(file.calls.flatMap((call) => given(file, failures, call))),
    ...file.nodes('CallExpression').flatMap((call) => listsOfPromises(file, failures, call)),
  ];
  return [...started.flatMap((start) => factOf(file, start) ?? []), ...routeRejections(file, failures)].toSorted(
    (a, b) => a.at.range[0] - b.at.range[0],
  );
}

/** `void load();`, `ready && load();`, `load().then(show);`, `rows.forEach(async (row) => { await save(row); });` */
function floating(file: FileContext, failures: DependencyFailures, expression: Node): readonly Start[] {
  const plain = unwrap(expression);
  if (plain.type === 'LogicalExpression') return floating(file, failures, plain.right);
  if (plain.type === 'ConditionalExpression')
    return [plain.consequent, plain.alternate].flatMap((one) => floating(file, failures, one));
  const chain = chainOf(file, plain);
  if (!chain) return [];
  const { root, taker } = chain;
  const { text } = file.source;
  const common = { node: root, at: calleePlace(root, text), work: calleeText(root.callee, text) };
  const callback = elementsOf(file, root);
  if (callback) {
    const dependency = failures.ofFunction(callback);
    return dependency === undefined ? [] : [{ ...common, dependency, by: 'elements' }];
  }
  const dependency = failureOfChain(file, failures, chain);
  return dependency === undefined ? [] : [{ ...common, dependency, by: 'statement', isCaught: taker !== undefined }];
}

/** `setInterval(async () => { await sync(); }, 60_000)`, `socket.on('message', this.store)`. */
function given(file: FileContext, failures: DependencyFailures, call: Construction): readonly Start[] {
  return givenAway(file, call).flatMap(({ value, taker, isAtStart, why }): readonly Start[] => {
    const dependency = failureOfGiven(file, failures, value);
    if (dependency === undefined) return [];
    const plain = unwrap(value);
    const work = isFunction(plain) ? `the callback of \`${taker}\`` : calleeText(plain, file.source.text);
    const at = isFunction(plain) ? calleePlace(call, file.source.text) : place(plain);
    return [
      {
        node: call,
        at,
        work,
        dependency,
        by: 'callback',
        taker,
        isInline: isFunction(plain),
        isAtStart,
        ...(why !== undefined && { why }),
      },
    ];
  });
}

/** A function that is given away at several places fails at all of them for one reason. */
function once(starts: readonly Start[]): readonly Start[] {
  const named = new Set<string>();
  return starts.filter(({ work, isInline }) => {
    if (isInline) return true;
    return !named.has(work) && named.add(work);
  });
}

function factOf(file: FileContext, start: Start): RejectionFact | undefined {
  const { node, at, work, dependency, by, taker, why, isCaught = false, isAtStart = false } = start;
  const fn = functionAround(node);
  // Where a platform freezes the process, work that nobody waits for is judged as such.
  if (
    handlersOf(file)
      .behind(node)
      .some(({ host }) => host === 'function')
  )
    return undefined;
  const phase = by === 'callback' && !isAtStart ? 'work' : phaseOf(file, node);
  if (phase === 'start') return undefined;
  const missing = why ?? (phase === 'named-start' ? 'it may run only while the process starts or ends' : undefined);
  const survives = survivalBy(file);
  return {
    at,
    work,
    dependency,
    by,
    ...(taker !== undefined && { taker }),
    state: isCaught ? 'caught' : missing === undefined ? 'unhandled' : 'unclear',
    ...(missing !== undefined && { why: missing }),
    isTried: isTried(node, fn),
    ...(survives !== undefined && { survivesBy: survives }),
    others: [],
  };
}

/** It stands in a `try` with a `catch`, of the same function. */
function isTried(node: Node, fn: Node | undefined): boolean {
  const tried = ancestor(
    node,
    (above): above is Node =>
      above === fn || (above?.type === 'TryStatement' && above.handler !== null && contains(above.block, node)),
  );
  return tried?.type === 'TryStatement';
}
