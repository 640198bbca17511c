/**
 * What a condition leaves of a table.
 * - `one`: it names the records by what is unique
 * - `owner`: it names whom or what the records belong to, and nothing else that could leave few of them
 * - `part`: it compares with a value, so that it cannot be told how many there are
 * - `rest`: flags, states, old times and what is left out: it leaves ever more as the table grows
 */
export type Selection = 'one' | 'owner' | 'part' | 'rest';

/** The same of a part of a condition; `passing` is a state that what belongs to one leaves again. */
export type Share = Selection | 'passing';

export const selectionIn = (share: Share): Selection => (share === 'passing' ? 'rest' : share);

/** Of the members of one condition, all of which must hold. */
export function narrowest(shares: readonly Share[]): Share {
  if (shares.includes('one')) return 'one';
  const owners = shares.filter((one) => one === 'owner').length;
  // Two owners at once, or what one of them has in hand, may be few.
  if (shares.includes('part') || owners > 1 || (owners > 0 && shares.includes('passing'))) return 'part';
  return owners > 0 ? 'owner' : shares.includes('passing') ? 'passing' : 'rest';
}

/** Of the values that a condition may have. What may be left out bounds nothing, unless it then says something else. */
export function widest(shares: readonly Share[]): Share {
  if (shares.includes('part')) return 'part';
  if (shares.includes('rest') || shares.length === 0) return 'rest';
  return (['passing', 'owner'] as const).find((one) => shares.includes(one)) ?? 'one';
}
