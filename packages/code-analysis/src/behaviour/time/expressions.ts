import type { TimeExpression } from './types.js';

/** No time at all. */
export const nothing: TimeExpression = { kind: 'sequence', parts: [] };
export const unknown: TimeExpression = { kind: 'unknown' };

const isNothing = (time: TimeExpression): boolean => 'parts' in time && time.parts.length === 0;

/** One after the other, without what takes no time. */
export function sequence(parts: readonly TimeExpression[]): TimeExpression {
  return combined('sequence', parts);
}

/** The longest of some, without what takes no time. */
export function longest(parts: readonly TimeExpression[]): TimeExpression {
  return combined('longest', parts);
}

function combined(kind: 'sequence' | 'longest', all: readonly TimeExpression[]): TimeExpression {
  const parts = all.filter((part) => !isNothing(part));
  return parts.length === 1 ? (parts[0] as TimeExpression) : { kind, parts };
}
