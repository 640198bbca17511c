import type { OutboundCall } from '../calls.js';
import type { Found } from '../lazy.js';
import { repeatedFunctions } from './again.js';
import { computedDelays, strategyRetries } from './computed.js';
import { durableStrategies } from './durable-strategies.js';
import { innerRetries } from './inner.js';
import { jobRetries } from './jobs.js';
import { libraryRetries } from './library.js';
import { loopRetries } from './loops.js';
import { messageRetries } from './messages.js';
import { repeatedStatuses } from './statuses.js';
import type { RetryFact } from './types.js';

const words = /retr(?:y|ies)|attempt|\btries\b|backoff|reconnect|\bcatch\b|\.on\(|\.ok\b|\bstatus(?:Code)?\b/i;

/** What in a file does the same thing again after it has failed. */
export function retryFacts({ file, clients, sites }: Found): readonly RetryFact[] {
  if (!words.test(file.source.text)) return [];
  const calls: readonly OutboundCall[] = sites.map(({ call }) => call);
  const seen = [
    ...loopRetries(file),
    ...repeatedFunctions(file),
    ...libraryRetries(file),
    ...jobRetries(file),
    ...strategyRetries(file),
    ...durableStrategies(file),
    ...messageRetries(file),
    ...repeatedStatuses(file),
  ];
  const all = [...seen, ...computedDelays(file, seen)];
  const inner = all.map((found) => ({
    ...found.fact,
    inner: judgesInner(found.fact) ? innerRetries(file, found, clients, calls, all) : [],
    ...(isSelective(found.fact) && { isSelective: true as const }),
  }));
  return inner.toSorted((a, b) => a.at.range[0] - b.at.range[0]);
}

const isSelective = ({ errors }: Pick<RetryFact, 'errors'>): boolean =>
  errors?.kind === 'selected' && !errors.about.includes('transient') && errors.about.length > 0;

const judgesInner = ({ form }: RetryFact) =>
  form === 'loop' || form === 'recursion' || form === 'timer' || form === 'library';
