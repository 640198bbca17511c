/** How a finding stands to the cause that it may have. */
export interface Standing {
  /** Names the place of the cause; the same for all that have it. */
  readonly cause: string;
  readonly role: 'cause' | 'effect';
  readonly status: 'violation' | 'compliant' | 'undetermined' | 'suppressed' | 'withdrawn';
}

/** A finding that others come down to. */
export interface Joined<T> {
  readonly cause: T;
  /** What is not told by itself any more. */
  readonly effects: readonly T[];
  /**
   * What its effects make of it: a violation where it could not be decided by itself and all of them are; undetermined where
   * some of them pass what it needs, and the others are told by themselves.
   */
  readonly becomes?: 'violation' | 'undetermined';
}

/**
 * Makes one finding of those that one repair mends. A wrapper without a limit is one fault, however many call it, as long as
 * nobody passes a limit; where some do, the fault stands at those who do not, and the wrapper itself is open. What hangs on the
 * wrapper is open once.
 * @param read undefined for a finding without a cause
 * @param join makes one finding of several
 * @returns the findings that are left, in their order
 */
export function onePerCause<T>(
  findings: readonly T[],
  read: (finding: T) => Standing | undefined,
  join: (joined: Joined<T>) => T,
): T[] {
  const groups = new Map<string, T[]>();
  const standings = new Map<T, Standing>();
  for (const finding of findings) {
    const standing = read(finding);
    if (!standing) continue;
    standings.set(finding, standing);
    const group = groups.get(standing.cause);
    if (group) group.push(finding);
    else groups.set(standing.cause, [finding]);
  }
  const left = new Map<T, T | undefined>();
  for (const group of groups.values()) {
    const joined = settle(group, standings);
    if (!joined || (joined.effects.length === 0 && !joined.becomes)) continue;
    for (const effect of joined.effects) left.set(effect, undefined);
    left.set(joined.cause, join(joined));
  }
  return findings.flatMap((finding) => {
    const one = left.has(finding) ? left.get(finding) : finding;
    return one === undefined ? [] : [one];
  });
}

/** What becomes of the findings of one cause; undefined where each is told by itself. */
function settle<T>(group: readonly T[], standings: ReadonlyMap<T, Standing>): Joined<T> | undefined {
  const own = group.find((one) => standings.get(one)?.role === 'cause');
  const effects = (status: Standing['status']): T[] =>
    group.filter((one) => standings.get(one)?.role === 'effect' && standings.get(one)?.status === status);
  const [bare, open, given] = [effects('violation'), effects('undetermined'), effects('compliant')];
  const asOne = (cause: T, effects: readonly T[], becomes?: Joined<T>['becomes']): Joined<T> => ({
    cause,
    effects,
    ...(becomes && { becomes }),
  });
  if (own === undefined) return open[0] === undefined ? undefined : asOne(open[0], open.slice(1));
  switch (standings.get(own)?.status) {
    case 'suppressed':
      return asOne(own, [...bare, ...open]);
    case 'violation':
      return bare.length > 0 && given.length > 0 ? asOne(own, open, 'undetermined') : asOne(own, [...bare, ...open]);
    case 'undetermined':
      return bare.length > 1 && given.length === 0 ? asOne(own, [...bare, ...open], 'violation') : asOne(own, open);
    default:
      return undefined;
  }
}
