import type { RetryFact } from '../retries/types.js';
import type { TimeExpression } from './types.js';

/** A retry as the cause of a repetition: one that repeats a failure, and not a wait or a named answer such as a conflict. */
export function retryOf(fact: RetryFact | undefined): Pick<Extract<TimeExpression, { kind: 'repeat' }>, 'retry'> {
  const attempts = fact?.limit?.attempts;
  if (!fact || attempts === undefined || attempts < 2 || fact.purpose !== 'retry' || fact.isSelective) return {};
  return { retry: { label: fact.label, attempts } };
}
