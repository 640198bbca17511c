import type { Value } from '../../values/value.js';
import { asNumber } from '../../values/values.js';

/** Seconds when nothing is set: documentation of `AWS::SQS::Queue.VisibilityTimeout`. */
export const DEFAULT_VISIBILITY = 30;
/** Seconds when nothing is set, four days: documentation of `AWS::SQS::Queue.MessageRetentionPeriod`. */
export const DEFAULT_RETENTION = 345_600;

/** The number that a property comes to; undefined when it is not known. */
export function numberOr(value: Value, whenAbsent: number): number | undefined {
  return value.kind === 'absent' ? whenAbsent : asNumber(value);
}

/** A time in words: `4 days`, `90 s`. */
export function inWords(seconds: number): string {
  for (const [unit, length] of [
    ['day', 86_400],
    ['hour', 3_600],
  ] as const) {
    if (seconds >= length && seconds % length === 0) {
      const count = seconds / length;
      return `${count} ${unit}${count === 1 ? '' : 's'}`;
    }
  }
  return `${seconds} s`;
}
