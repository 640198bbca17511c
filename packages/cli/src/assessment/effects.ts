import type { Effect } from '@faultline/catalog';
import { onePerCause } from '@faultline/code-analysis';
import type { Identified } from './copies.js';

/** Makes one verdict of those of code that one repair mends; it tells the places that it stands for, with their identities. */
export function joinEffects(identified: readonly Identified[]): Identified[] {
  return onePerCause(
    identified,
    ({ verdict: { bestPractice, status }, cause }) =>
      cause && { cause: `${bestPractice} ${cause.place}`, role: cause.role, status },
    ({ cause, effects, becomes }) => ({
      ...cause,
      verdict: {
        ...cause.verdict,
        ...(becomes && { status: becomes, message: cause.cause?.says?.[becomes] ?? cause.verdict.message }),
        ...(effects.length > 0 && { effects: effects.flatMap(effectOf) }),
      },
    }),
  );
}

function effectOf({ verdict: { location, fingerprint, symbol } }: Identified): Effect[] {
  return location ? [{ location, fingerprint, ...(symbol !== undefined && { symbol }) }] : [];
}
