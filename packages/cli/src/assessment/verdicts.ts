import { createHash } from 'node:crypto';
import type { Verdict } from '@faultline/catalog';
import { mergeCopies, type Identified } from './copies.js';
import { joinEffects } from './effects.js';

/** A place that several verdicts have their fault from. */
export interface DraftCause {
  readonly role: 'cause' | 'effect';
  /** `file:line:column` of the verdict with the role of cause. */
  readonly place: string;
  /** What to say of the cause where its effects decide. */
  readonly says?: { readonly violation: string; readonly undetermined: string };
}

/** A verdict before it has its identity. */
export interface DraftVerdict extends Omit<Verdict, 'fingerprint' | 'symbol' | 'content' | 'effects'> {
  /** Where it belongs, apart from file and line: path of symbols in code, construct path or logical id of a resource. */
  readonly anchor: string;
  /** What it is about at the anchor: the tokens of a site, or the property of a resource. */
  readonly subject: string;
  /** Replacements of text that repair the site, where the check proposes some. */
  readonly suggestion?: readonly SuggestedEdit[] | undefined;
  readonly cause?: DraftCause;
}

/** Text that takes the place of what is between two offsets of a file. */
export interface SuggestedEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
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

function digest(...parts: readonly string[]): string {
  return createHash('sha256').update(parts.join('\u0000')).digest('hex').slice(0, 16);
}

/** The file, or the template of a resource, that a verdict belongs to. */
export function homeOf(verdict: Pick<Verdict, 'location' | 'resource'>): string {
  return verdict.resource?.template ?? verdict.location?.file ?? '';
}

/**
 * Sorts by place, drops repetitions, and gives each verdict its identity: check, anchor, subject, and the how-manieth of
 * its kind in its file. Neither file nor line are part of it, so what moves keeps it; and files that are scanned beside
 * it do not change it. What one repair mends is one verdict. Copies of a construct become one verdict, in which each keeps the identity that it has alone.
 */
export function identify(drafts: readonly DraftVerdict[]): Identified[] {
  const sorted = [...drafts].sort(compareDrafts);
  const occurrences = new Map<string, number>();
  const identified = sorted
    .filter((draft, index) => index === 0 || compareDrafts(sorted[index - 1] as DraftVerdict, draft) !== 0)
    .map(({ anchor, subject, suggestion, cause, ...verdict }): Identified => {
      const home = homeOf(verdict);
      const kind = digest(verdict.check, anchor, subject);
      const inFile = `${home}\u0000${kind}`;
      const occurrence = occurrences.get(inFile) ?? 0;
      occurrences.set(inFile, occurrence + 1);
      const identity = {
        fingerprint: digest(kind, String(occurrence)),
        symbol: anchor,
        ...(verdict.layer === 'code' && { content: digest(verdict.check, subject) }),
      };
      return { verdict: { ...verdict, ...identity }, subject, occurrence, suggestion, cause };
    });
  return mergeCopies(joinEffects(identified), (check, symbol, subject, occurrence) =>
    digest(digest(check, symbol, subject), String(occurrence)),
  );
}

/** As `identify`, the verdicts alone. */
export function finishVerdicts(drafts: readonly DraftVerdict[]): Verdict[] {
  return identify(drafts).map(({ verdict }) => verdict);
}
