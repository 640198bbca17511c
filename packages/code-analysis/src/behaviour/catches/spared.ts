/** Names of work that may be lost, or that ends something: telemetry, caches, cleaning up, notices. */
const spared =
  /metric|telemetr|analytic|track|audit|event[_ ]?log|\blog(?:s|ger|ging)?\b|\btrac(?:e|es|ing)\b|\bspans?\b|\bstats?\b|statist|\bnotif|slack|discord|alert|report|sentry|cache|\bwarm|prefetch|clean|purge|evict|prune|disconnect|shut[_ ]?down|teardown|dispose|unlock|roll[_ ]?back|heartbeat|\bping\b|health|touch|last[_ ]?(?:seen|used|active|login)|\btag(?:s|ging)?\b|usage|history|breadcrumb|presence|typing|greet|welcome|\btry\b|maybe|\bsafe|silent|attempt|broadcast|\bemit/i;

/** Ends of things that are made anew or found again by a later run; a record of a database is not. */
const ending = /delete|remove|destroy|clear|\bclos(?:e|ing)|release|revert|abort|cancel|revoke|unsubscribe/i;

/** Names as words, so that a shipping is no ping and a country no try. */
export const wordsOf = (names: string): string => names.replace(/([a-z0-9])([A-Z])|_|-/g, '$1 $2');

/**
 * True for names that say so of a function, or of what it is part of.
 * @param isStored the work changes records of a database, so that taking one away is as good as changing it
 */
export function isSpared(names: string, isStored = false): boolean {
  const words = wordsOf(names);
  return spared.test(words) || (!isStored && ending.test(words));
}
