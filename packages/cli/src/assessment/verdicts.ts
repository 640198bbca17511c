import { createHash } from 'node:crypto';
import type { Verdict } from '@faultline/catalog';

/** A verdict before it has its identity. */
export interface DraftVerdict extends Omit<Verdict, 'fingerprint'> {
  /** Where it belongs, apart from file and line: path of symbols in code, stack and construct path of a resource. */
  readonly anchor: string;
  /** What it is about at the anchor: the source text of a site, or the property of a resource. */
  readonly subject: string;
}

/** Compares as the same text on every machine, whatever its language settings. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function file(verdict: DraftVerdict): string {
  return verdict.location?.file ?? verdict.resource?.template ?? '';
}

function compareDrafts(a: DraftVerdict, b: DraftVerdict): number {
  return (
    compareText(file(a), file(b)) ||
    (a.location?.line ?? 0) - (b.location?.line ?? 0) ||
    (a.location?.column ?? 0) - (b.location?.column ?? 0) ||
    compareText(a.resource?.template ?? '', b.resource?.template ?? '') ||
    compareText(a.resource?.logicalId ?? '', b.resource?.logicalId ?? '') ||
    compareText(a.check, b.check) ||
    compareText(a.subject, b.subject) ||
    compareText(a.status, b.status) ||
    compareText(a.message, b.message)
  );
}

/**
 * Identity of a verdict: check, anchor, normalised subject, and the how-manieth of its kind. Neither file nor line are
 * part of it, so what moves keeps it.
 */
function fingerprint(check: string, anchor: string, subject: string, occurrence: number): string {
  const normalised = subject.replace(/\s+/g, ' ').trim();
  return createHash('sha256')
    .update([check, anchor, normalised, String(occurrence)].join('\u0000'))
    .digest('hex')
    .slice(0, 16);
}

/** Sorts by place, drops repetitions, and gives each verdict its identity. */
export function finishVerdicts(drafts: readonly DraftVerdict[]): Verdict[] {
  const sorted = [...drafts].sort(compareDrafts);
  const occurrences = new Map<string, number>();
  return sorted
    .filter((draft, index) => index === 0 || compareDrafts(sorted[index - 1] as DraftVerdict, draft) !== 0)
    .map(({ anchor, subject, ...verdict }) => {
      const kind = fingerprint(verdict.check, anchor, subject, 0);
      const occurrence = occurrences.get(kind) ?? 0;
      occurrences.set(kind, occurrence + 1);
      return { ...verdict, fingerprint: fingerprint(verdict.check, anchor, subject, occurrence) };
    });
}
