import { contains } from '../../syntax/tree.js';
import { calleePlace } from '../callee.js';
import type { FileContext } from '../context.js';
import { clientAttempts } from '../retries/inner.js';
import type { OptionFact, Place } from '../types.js';
import type { SiteResult } from '../wrappers.js';
import type { TimeExpression } from './types.js';

/**
 * How long a call takes at most. A signal counts where it is made in the call itself: one that is made before bounds all
 * attempts together.
 */
export function callTime(file: FileContext, { call, bound }: SiteResult, isSentOnce: boolean): TimeExpression {
  const { node } = call;
  // `signal` alone names one that was made elsewhere.
  const isMadeAt = ({ range }: Place): boolean => file.source.text.slice(...range).includes('(');
  const isOwn = ({ path, at }: OptionFact): boolean =>
    !/signal$/i.test(path) || (at !== undefined && isMadeAt(at) && contains(node, { range: at.range } as typeof node));
  const usable = bound.options.filter((option) => option.state === 'set' && option.ms !== undefined && isOwn(option));
  const isWhole = bound.status === 'bounded' && usable.length > 0 && !bound.open;
  return {
    kind: 'call',
    at: calleePlace(node, file.source.text),
    name: file.source.text.slice(...node.callee.range),
    attempt: isWhole ? longest(usable) : null,
    isEndless: bound.status === 'unbounded',
    attempts: isSentOnce ? 1 : (clientAttempts(file, call) ?? 1),
  };
}

/** A limit of everything ends an attempt; else the wait for the answer does, which covers connecting as a rule. */
function longest(options: readonly OptionFact[]): number | null {
  const of = (phase: 'total' | 'response') =>
    options.flatMap(({ covers, ms }) => (covers.includes(phase) && ms !== undefined ? [ms] : []));
  const totals = of('total');
  if (totals.length > 0) return Math.min(...totals);
  const answers = of('response');
  return answers.length > 0 ? Math.min(...answers) : null;
}
