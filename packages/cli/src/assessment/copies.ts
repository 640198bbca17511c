import type { Copy, Verdict } from '@faultline/catalog';
import type { DraftCause, SuggestedEdit } from './verdicts.js';

/** A verdict at one copy, with what tells its identity. */
export interface Identified {
  readonly verdict: Verdict;
  /** What it is about at the resource. */
  readonly subject: string;
  /** The how-manieth of its kind in its template. */
  readonly occurrence: number;
  /** Replacements of text that repair it. */
  readonly suggestion?: readonly SuggestedEdit[] | undefined;
  /** What it has its fault from, or the others theirs. */
  readonly cause?: DraftCause | undefined;
}

/** Names that the CDK gives to the resource in a construct, which say nothing of the construct. */
const ofResource = /\/(?:Resource|Default)$/;

/**
 * Makes one verdict of those about copies of one construct: a line of source that runs for several stages, Regions, stacks or
 * instances of the construct around it makes the same fault in each of them, and is repaired once. Constructs with names of their
 * own at one line, as a loop makes them, stay apart, so that a new one among them is seen.
 * @param identify the fingerprint of what all copies have in common
 */
export function mergeCopies(
  identified: readonly Identified[],
  identify: (check: string, symbol: string, subject: string, occurrence: number) => string,
): Identified[] {
  const groups = new Map<string, Identified[]>();
  for (const one of identified) {
    const key = copyKey(one) ?? `\0${groups.size}`;
    const group = groups.get(key);
    if (group) group.push(one);
    else groups.set(key, [one]);
  }
  return [...groups.values()].map((group) => {
    const [first] = group as [Identified, ...Identified[]];
    if (group.length === 1) return first;
    const copies = group.flatMap(({ verdict }) => copyOf(verdict, first.verdict));
    const symbol = commonEnd(copies.map(({ resource }) => resource.constructPath ?? ''));
    const fingerprint = identify(first.verdict.check, symbol, first.subject, first.occurrence);
    return { ...first, verdict: { ...first.verdict, fingerprint, symbol, copies } };
  });
}

/** What copies have in common; undefined for what can have no copies. */
function copyKey({ verdict, subject, occurrence }: Identified): string | undefined {
  const { layer, location, resource, check, status, severity, suppression } = verdict;
  if (layer !== 'infrastructure' || !location || resource?.constructPath === undefined) return undefined;
  const own = resource.constructPath.replace(ofResource, '');
  const name = own.slice(own.lastIndexOf('/') + 1);
  const { file, line, column } = location;
  return JSON.stringify([check, file, line, column, name, subject, occurrence, status, severity, suppression]);
}

function copyOf({ resource, fingerprint, message }: Verdict, first: Verdict): Copy[] {
  return resource ? [{ resource, fingerprint, ...(message !== first.message && { message }) }] : [];
}

/** The steps at the end of all paths, behind a star for what differs before them. */
function commonEnd(paths: readonly string[]): string {
  const [first = [], ...rest] = paths.map((path) => path.split('/').reverse());
  const differs = first.findIndex((step, index) => rest.some((other) => other[index] !== step));
  return ['*', ...(differs < 0 ? first : first.slice(0, differs)).reverse()].join('/');
}
