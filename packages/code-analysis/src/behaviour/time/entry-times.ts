import type { Node } from '../../syntax/tree.js';
import type { Call, FileContext } from '../context.js';
import { exportedEntries } from '../handlers/exported-functions.js';
import type { Found } from '../lazy.js';
import { textOf, within, type Loop } from '../retries/regions.js';
import { retryFacts } from '../retries/retries.js';
import { callTime } from './call-time.js';
import { clockLimit } from './clock-limit.js';
import { ExpressionTimes } from './expression-time.js';
import { timesOf } from './loop-times.js';
import { retryOf } from './retry-of.js';
import { sentOnce } from './sent-once.js';
import { StatementTimes, type Rounds } from './statement-time.js';
import type { EntryTime } from './types.js';

const clock = /\bgetRemainingTimeInMillis\b(?=\s*(?:\?\.)?\()/g;
const loops = ['ForStatement', 'WhileStatement', 'DoWhileStatement', 'ForOfStatement'] as const;

/** How long each exported function of a file takes at most. */
export function entryTimes(found: Found): readonly EntryTime[] {
  const { file, sites, clients } = found;
  const retries = retryFacts(found);
  const once = sentOnce(file, clients);
  const bySite = new Map<Node, (typeof sites)[number]>(sites.map((site) => [site.call.node, site]));
  const roundsOf = (loop: Loop): Rounds => {
    const retry = retries.find(({ form, at }) => form === 'loop' && at.range[0] === loop.range[0]);
    const attempts = retry?.limit?.attempts;
    const until = clockLimit(file, loop);
    const limits = { ...(until && { until }), ...retryOf(retry) };
    if (attempts !== undefined) return { ...limits, times: attempts };
    // A call that is given up ends a loop that does not catch it.
    return { ...limits, times: survivesFailure(file, loop) ? timesOf(found, loop) : 'unknown' };
  };
  const retryBy = ({ callee }: Call) =>
    retries.find(
      ({ form, at }) => form === 'library' && callee.range[0] <= at.range[0] && at.range[1] <= callee.range[1],
    );
  const expressions: ExpressionTimes = new ExpressionTimes({
    file,
    outbound(call) {
      const site = bySite.get(call);
      return site && callTime(file, site, once.has(call));
    },
    retryBy,
    recursionOf: (fn) =>
      retries.find(
        ({ form, at, limit }) =>
          form === 'recursion' &&
          limit?.attempts !== undefined &&
          fn.range[0] <= at.range[0] &&
          at.range[1] <= fn.range[1],
      ),
    ofFunction: (fn) => statements.ofFunction(fn),
  });
  const statements: StatementTimes = new StatementTimes(expressions, roundsOf);
  const watchesClock = watchesUnseen(file);
  return exportedEntries(file).map(({ name, fn }) => ({
    name,
    fn: fn.range[0],
    time: statements.ofFunction(fn),
    watchesClock,
  }));
}

/** Whether the file looks how much time is left somewhere else than in loops that end by it. */
function watchesUnseen(file: FileContext): boolean {
  const looks = [...file.source.text.matchAll(clock)].length;
  if (looks === 0) return false;
  const followed = loops
    .flatMap((type) => file.nodes(type))
    .filter((loop) => {
      const limit = clockLimit(file, loop);
      return limit !== undefined && 'left' in limit;
    });
  return looks > followed.length;
}

/** Whether a loop goes on after what it calls has failed. */
function survivesFailure(file: FileContext, loop: Loop): boolean {
  if (/\.catch\s*\(/.test(textOf(file, loop.body))) return true;
  return within(file, 'TryStatement', loop.body).some(
    ({ handler }) => handler && !leavesLoop(handler.body.body.at(-1)),
  );
}

const leavesLoop = (last: Node | undefined): boolean =>
  last?.type === 'ReturnStatement' || last?.type === 'ThrowStatement' || last?.type === 'BreakStatement';
