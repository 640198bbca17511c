import type { Value } from '../template/value.js';
import { asNumber, branches } from '../template/values.js';

/** Every number that a property may come to, each once; undefined when one of them is not known. */
export function numbersOf(value: Value, whenAbsent: number): readonly number[] | undefined {
  const numbers = branches(value).map(({ value: outcome }) =>
    outcome.kind === 'absent' ? whenAbsent : asNumber(outcome),
  );
  return numbers.includes(undefined) ? undefined : [...new Set(numbers as number[])];
}
