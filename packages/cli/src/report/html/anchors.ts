import type { Verdict } from '@faultline/catalog';

/** Gives the id of the element that shows a verdict. */
export type Anchors = (verdict: Verdict) => string;

/** Ids made from fingerprints, the same in every report of the same finding; a repeated fingerprint gets a number. */
export function anchorsFor(verdicts: readonly Verdict[]): Anchors {
  const ids = new Map<Verdict, string>();
  const seen = new Map<string, number>();
  for (const verdict of verdicts) {
    const base = `f-${verdict.fingerprint.replace(/[^\w-]/g, '_')}`;
    const times = (seen.get(base) ?? 0) + 1;
    seen.set(base, times);
    ids.set(verdict, times === 1 ? base : `${base}.${times}`);
  }
  return (verdict) => ids.get(verdict) ?? '';
}
