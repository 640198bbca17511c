import { unwrap, type Node } from '../../syntax/tree.js';
import type { Call, FileContext } from '../context.js';
import { exportedEntries } from '../handlers/exported-functions.js';
import type { Found } from '../lazy.js';
import { textOf, within, type Loop } from '../retries/regions.js';
import { retryFacts } from '../retries/retries.js';
import { callTime } from './call-time.js';
import { ExpressionTimes } from './expression-time.js';
import { StatementTimes } from './statement-time.js';
import type { EntryTime } from './types.js';

/** `event.Records`, `records`: each record of a batch. */
const records = /(?:^|\.)[rR]ecords$/;
const clock = /\bgetRemainingTimeInMillis\b/;

/** How long each exported function of a file takes at most. */
export function entryTimes(found: Found): readonly EntryTime[] {
  const { file, sites } = found;
  if (!file.source.text.includes('await') && !file.source.text.includes('.then') && sites.length === 0) return [];
  const retries = retryFacts(found);
  const bySite = new Map<Node, (typeof sites)[number]>(sites.map((site) => [site.call.node, site]));
  const timesOf = (loop: Loop): number | 'records' | 'unknown' => {
    const retry = retries.find(({ form, at }) => form === 'loop' && at.range[0] === loop.range[0]);
    if (retry?.limit?.attempts !== undefined) return retry.limit.attempts;
    // A call that is given up ends a loop that does not catch it.
    if (loop.type !== 'ForOfStatement' || !survivesFailure(file, loop)) return 'unknown';
    const list = unwrap(loop.right);
    if (list.type === 'ArrayExpression') return list.elements.length;
    return records.test(textOf(file, list)) ? 'records' : 'unknown';
  };
  const retryBy = ({ callee }: Call) =>
    retries.find(
      ({ form, at }) => form === 'library' && callee.range[0] <= at.range[0] && at.range[1] <= callee.range[1],
    );
  const expressions: ExpressionTimes = new ExpressionTimes({
    file,
    outbound(call) {
      const site = bySite.get(call);
      return site && callTime(file, site);
    },
    retryBy,
    ofFunction: (fn) => statements.ofFunction(fn),
  });
  const statements: StatementTimes = new StatementTimes(expressions, timesOf);
  const watchesClock = clock.test(file.source.text);
  return exportedEntries(file).map(({ name, fn }) => ({ name, time: statements.ofFunction(fn), watchesClock }));
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
