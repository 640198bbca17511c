import { isDeepStrictEqual } from 'node:util';
import { limits } from '../syntax/limits.js';
import type { Entry } from './entry.js';

/** An answer of a question of a circle, by what the others of it have come to so far. */
export interface Reworked {
  readonly value: unknown;
  readonly asked: ReadonlySet<Entry>;
  /** Questions that were asked for the first time, and rest on the circle. */
  readonly joined: readonly Entry[];
  /** It rests on a question outside of the circle that is being answered itself. */
  readonly isPartOfLarger: boolean;
}

/**
 * Asks the questions of a circle until none of their answers changes: after the first time only those that asked what has
 * changed. Their order is turned round each time, so that what is known at one end of a chain of questions that ask each
 * other both ways is known at the other end after one turn, not after as many as the chain has links.
 * @param members all questions of the circle, those that were answered first in front; grows by those that join
 * @returns whether all came to rest; they do not where the circle is part of a larger one, or for ever says something else
 */
export function settleCircle(members: Entry[], work: (entry: Entry) => Reworked): 'settled' | 'larger' | 'restless' {
  const pending = new Set(members);
  const askers = new Map<Entry, Set<Entry>>();
  for (const one of members) note(askers, one);
  for (let turn = 0; pending.size > 0; turn += 1) {
    if (turn === limits.circle.turns) return 'restless';
    for (const member of turn % 2 === 0 ? [...members] : members.toReversed()) {
      if (!pending.delete(member)) continue;
      const { value, asked, joined, isPartOfLarger } = work(member);
      member.asked = asked;
      for (const one of [member, ...joined]) note(askers, one);
      for (const one of joined) {
        members.push(one);
        pending.add(one);
      }
      if (!isDeepStrictEqual(value, member.value)) {
        member.value = value;
        for (const asker of askers.get(member) ?? []) pending.add(asker);
      }
      if (isPartOfLarger) return 'larger';
    }
  }
  return 'settled';
}

/** Notes who asks whom; whoever does not ask any longer is asked once too often. */
function note(askers: Map<Entry, Set<Entry>>, asker: Entry): void {
  for (const asked of asker.asked) {
    const known = askers.get(asked);
    if (known) known.add(asker);
    else askers.set(asked, new Set([asker]));
  }
}
