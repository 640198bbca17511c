import type { BaselineEntry, Effect, Verdict } from '@faultline/catalog';
import { compareText, homeOf } from './verdicts.js';

/** Verdicts with what is known of them, and the known violations sorted by what became of them. */
export interface Match {
  /** All verdicts; violations say whether they are new. */
  readonly verdicts: readonly Verdict[];
  /** Known violations that are gone. */
  readonly fixed: readonly BaselineEntry[];
  /** The others, with the identity that they have now. */
  readonly standing: readonly BaselineEntry[];
}

/**
 * A violation as a baseline keeps it: an entry for each copy and for each place that has its fault from it, so that it is the
 * same whether these come or go, and whether they are told as one or by themselves.
 */
export function entriesOf(verdict: Verdict): BaselineEntry[] {
  if (verdict.effects && verdict.effects.length > 0) return withEffects(verdict, verdict.effects);
  const copies = (verdict.copies ?? []).map(({ resource, fingerprint }) => ({
    fingerprint,
    check: verdict.check,
    file: resource.template,
    symbol: resource.constructPath ?? resource.logicalId,
    copyOf: verdict.fingerprint,
  }));
  return copies.length > 0 ? copies : [entryOf(verdict)];
}

function withEffects(verdict: Verdict, effects: readonly Effect[]): BaselineEntry[] {
  const copyOf = verdict.fingerprint;
  const others = effects.map(({ location, fingerprint, symbol = '' }) => ({
    fingerprint,
    check: verdict.check,
    file: location.file,
    symbol,
    copyOf,
  }));
  return [{ ...entryOf(verdict), copyOf }, ...others];
}

function entryOf(verdict: Verdict): BaselineEntry {
  return {
    fingerprint: verdict.fingerprint,
    check: verdict.check,
    file: homeOf(verdict),
    symbol: verdict.symbol ?? '',
    ...(verdict.content !== undefined && { content: verdict.content }),
    ...(verdict.body !== undefined && { body: verdict.body }),
  };
}

/** Open violations as a baseline keeps them. */
export function openEntries(verdicts: readonly Verdict[]): BaselineEntry[] {
  return verdicts.filter((verdict) => verdict.status === 'violation').flatMap(entriesOf);
}

function key(...parts: readonly string[]): string {
  return parts.join('\u0000');
}

function placeOf(entry: BaselineEntry): string {
  return key(entry.check, entry.file, entry.symbol);
}

/** What became of files. Paths are those of verdicts and entries. */
export interface FileChanges {
  /** Whether there is no such file any more. */
  readonly isGone: (file: string) => boolean;
  /** Whether there was no such file before. */
  readonly isNew: (file: string) => boolean;
}

/** Tells from names and code whether two are one; undefined where it cannot. */
type IdentityOf = (entry: BaselineEntry) => string | undefined;

/** The same code under another name: within its file, or anywhere when there is enough of it. */
const renamed: IdentityOf = ({ content, body, file }) => {
  if (content === undefined) return undefined;
  return isLong(body) ? key(content, body) : key(content, '', file);
};

/** True for code that does not look like other code by chance; the digest of short functions has a mark. */
const isLong = (body: string | undefined): body is string => body !== undefined && !body.startsWith('~');

/**
 * Finds known violations again, each at most once: in the same file under the same fingerprint, then elsewhere under the
 * same fingerprint, then the same code under another name, then the same code in a new file in place of one that is gone.
 * Numbers are never compared. One that was repaired where it stood has not moved, so that a like fault elsewhere is new;
 * and where several look alike, only those whose path says which is which are known.
 */
export function matchKnown(
  verdicts: readonly Verdict[],
  known: readonly BaselineEntry[],
  files: FileChanges = { isGone: () => false, isNew: () => false },
): Match {
  const rest = new Map(known.map((entry) => [key(entry.file, entry.fingerprint), entry]));
  const standingCopies = new Set<string>();
  const take = ({ file, fingerprint }: BaselineEntry): boolean => {
    const copyOf = rest.get(key(file, fingerprint))?.copyOf;
    if (copyOf !== undefined) standingCopies.add(copyOf);
    return rest.delete(key(file, fingerprint));
  };
  const standing: BaselineEntry[] = [];
  const stands = new Map<Verdict, 'unchanged' | 'moved'>();
  const open: Verdict[] = [];
  for (const verdict of verdicts) {
    if (verdict.status === 'compliant' || verdict.status === 'withdrawn') continue;
    const entries = entriesOf(verdict);
    const isKnown = entries.filter((entry) => take(entry)).length > 0;
    if (isKnown) standing.push(...entries);
    if (verdict.status !== 'violation') continue;
    if (isKnown) stands.set(verdict, 'unchanged');
    else open.push(verdict);
  }
  const settled = new Set(
    verdicts.filter(({ status }) => status !== 'violation').flatMap((verdict) => entriesOf(verdict).map(placeOf)),
  );
  const replaced: IdentityOf = ({ content, body = '', file }) =>
    content !== undefined && (files.isGone(file) || files.isNew(file)) ? key(content, body) : undefined;
  const fingerprint: IdentityOf = (entry) => entry.fingerprint;
  for (const identity of [fingerprint, renamed, replaced]) {
    const left = open.filter((verdict) => !stands.has(verdict));
    const gone = [...rest.values()].filter((entry) => !settled.has(placeOf(entry)));
    for (const [entry, verdict] of pairs(gone, left, identity)) {
      take(entry);
      stands.set(verdict, 'moved');
      standing.push(...entriesOf(verdict));
    }
  }
  const marked = verdicts.map((verdict): Verdict =>
    verdict.status === 'violation' ? { ...verdict, baseline: stands.get(verdict) ?? 'new' } : verdict,
  );
  // A finding is fixed once it is gone at all of its copies.
  const copies = new Set(standing.flatMap(({ copyOf, fingerprint }) => (copyOf === undefined ? [] : fingerprint)));
  const isCopy = ({ copyOf, fingerprint }: BaselineEntry): boolean =>
    (copyOf !== undefined && standingCopies.has(copyOf)) || copies.has(fingerprint);
  return { verdicts: marked, fixed: [...rest.values()].filter((entry) => !isCopy(entry)), standing };
}

type Pair = readonly [entry: BaselineEntry, verdict: Verdict];

/** Pairs what has the same identity. */
function pairs(entries: readonly BaselineEntry[], verdicts: readonly Verdict[], identity: IdentityOf): Pair[] {
  const groups = new Map<string, { entries: BaselineEntry[]; verdicts: Verdict[] }>();
  const group = (name: string) => {
    const found = groups.get(name) ?? { entries: [], verdicts: [] };
    groups.set(name, found);
    return found;
  };
  for (const entry of entries) {
    const name = identity(entry);
    if (name !== undefined) group(name).entries.push(entry);
  }
  for (const verdict of verdicts) {
    const [entry] = entriesOf(verdict);
    const name = entry && identity(entry);
    if (name !== undefined) group(name).verdicts.push(verdict);
  }
  return [...groups.values()].flatMap((one) => (one.entries.length === 0 ? [] : pairsOf(one.entries, one.verdicts)));
}

interface Candidate {
  readonly pair: Pair;
  /** How many parts at the end of their paths are the same. */
  readonly likeness: number;
}

/** One-to-one pairs, the most similar paths first. Where there are more verdicts than entries, only a clear likeness counts. */
function pairsOf(entries: readonly BaselineEntry[], verdicts: readonly Verdict[]): Pair[] {
  const candidates = entries
    .flatMap((entry) =>
      verdicts.map((verdict): Candidate => ({
        pair: [entry, verdict],
        likeness: likeness(entry.file, homeOf(verdict)),
      })),
    )
    .sort((a, b) => b.likeness - a.likeness || compareText(a.pair[0].file, b.pair[0].file));
  const isCertain = verdicts.length <= entries.length;
  const used = new Set<BaselineEntry | Verdict>();
  const chosen: Pair[] = [];
  for (const { pair, likeness: much } of candidates) {
    const [entry, verdict] = pair;
    if (used.has(entry) || used.has(verdict)) continue;
    const rival = candidates.some(
      (other) =>
        other.likeness === much && other.pair[0] === entry && other.pair[1] !== verdict && !used.has(other.pair[1]),
    );
    if (!isCertain && (much === 0 || rival)) continue;
    used.add(entry).add(verdict);
    chosen.push(pair);
  }
  return chosen;
}

function likeness(a: string, b: string): number {
  const [left, right] = [a.split('/').reverse(), b.split('/').reverse()];
  const differs = left.findIndex((part, index) => part !== right[index]);
  return differs < 0 ? left.length : differs;
}
