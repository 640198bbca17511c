import type { Results, Verdict } from '@faultline/catalog';
import { repairedText, type Proposal } from './proposal.js';

/** A repair that does not stand, and why. */
export interface TakenBack {
  readonly proposal: Proposal;
  /** Continues `was taken back, since …`. */
  readonly reason: string;
}

/** What came of the proof. */
export interface Proof {
  readonly proven: readonly Proposal[];
  readonly takenBack: readonly TakenBack[];
  /** New texts by absolute path. */
  readonly texts: ReadonlyMap<string, string>;
}

/** What the proof needs from outside. */
export interface Prover {
  read(file: string): string | undefined;
  /** Judges the workload with some texts in the place of those of the files. */
  judge(texts: ReadonlyMap<string, string>): Promise<Results>;
  /** A complaint of the compiler that a new text brings; undefined for none. */
  newComplaint(file: string, before: string, after: string): string | undefined;
}

/** Each round takes something back, so this many are more than enough for what can be told apart. */
const mostRounds = 6;

/**
 * Makes all repairs, asks the compiler and the checks again, and takes back what did not help, until all that is left is
 * proven: its place is judged sound, and nothing is found that was not there before.
 */
export async function prove(before: Results, proposals: readonly Proposal[], prover: Prover): Promise<Proof> {
  const takenBack: TakenBack[] = [];
  let standing = [...proposals];
  for (let round = 0; round < mostRounds && standing.length > 0; round += 1) {
    const { texts, refused } = compile(standing, prover);
    const rejected = refused.length > 0 ? refused : rejectedBy(before, await prover.judge(texts), standing);
    if (rejected.length === 0) return { proven: standing, takenBack, texts };
    takenBack.push(...rejected);
    const gone = new Set(rejected.map(({ proposal }) => proposal));
    standing = standing.filter((proposal) => !gone.has(proposal));
  }
  takenBack.push(
    ...standing.map((proposal) => ({ proposal, reason: 'it could not be told from others that do not help' })),
  );
  return { proven: [], takenBack, texts: new Map() };
}

interface Compiled {
  readonly texts: ReadonlyMap<string, string>;
  readonly refused: readonly TakenBack[];
}

/** New texts, and the repairs that the compiler refuses or that do not fit together. */
function compile(proposals: readonly Proposal[], { read, newComplaint }: Prover): Compiled {
  const texts = new Map<string, string>();
  const refused: TakenBack[] = [];
  for (const [file, ofFile] of byFile(proposals)) {
    const before = read(file) ?? '';
    const complaintOf = (some: readonly Proposal[]): string | undefined => {
      const after = repairedText(before, some);
      if (after === undefined) return 'it does not fit beside other repairs of the file';
      const complaint = newComplaint(file, before, after);
      return complaint === undefined ? undefined : `the compiler then says: ${complaint}`;
    };
    const together = complaintOf(ofFile);
    if (together === undefined) {
      texts.set(file, repairedText(before, ofFile) ?? before);
      continue;
    }
    const alone = ofFile.flatMap((proposal) => {
      const reason = complaintOf([proposal]);
      return reason === undefined ? [] : [{ proposal, reason }];
    });
    refused.push(...(alone.length > 0 ? alone : ofFile.map((proposal) => ({ proposal, reason: together }))));
  }
  return { texts, refused };
}

function byFile(proposals: readonly Proposal[]): Map<string, Proposal[]> {
  const files = new Map<string, Proposal[]>();
  for (const proposal of proposals) files.set(proposal.file, [...(files.get(proposal.file) ?? []), proposal]);
  return files;
}

/** Repairs that did not help, and else those in whose files something is found that was not there. */
function rejectedBy(before: Results, after: Results, standing: readonly Proposal[]): TakenBack[] {
  const useless = standing
    .filter(({ verdict }) => !isSound(verdict, after))
    .map((proposal) => ({ proposal, reason: 'the check still finds the fault or cannot tell' }));
  if (useless.length > 0) return useless;
  const errors = new Set(before.errors.map(({ message }) => message));
  const error = after.errors.find(({ message }) => !errors.has(message));
  if (error) return standing.map((proposal) => ({ proposal, reason: error.message }));
  const known = new Set(before.verdicts.map(violationKey));
  const brought = after.verdicts.filter((each) => each.status === 'violation' && !known.has(violationKey(each)));
  return standing.flatMap((proposal) => {
    const by = brought.find((each) => blamedFor(each, standing).includes(proposal));
    return by ? [{ proposal, reason: `${by.check} is then found at ${placeOf(by)}` }] : [];
  });
}

/** The repairs that a new finding comes from: those at its very place, else in its file, else any. */
function blamedFor(found: Verdict, standing: readonly Proposal[]): readonly Proposal[] {
  const nearer = [isAtSameLine, isAtSamePlace, (a: Verdict, b: Verdict) => homeOf(a) === homeOf(b)];
  const near = nearer.map((isNear) => standing.filter(({ verdict }) => isNear(verdict, found)));
  return near.find((some) => some.length > 0) ?? standing;
}

const isAtSameLine = (a: Verdict, b: Verdict): boolean =>
  a.location !== undefined && a.location.file === b.location?.file && a.location.line === b.location.line;
const violationKey = ({ status, check, fingerprint }: Verdict): string => `${status} ${check} ${fingerprint}`;
const homeOf = ({ resource, location }: Verdict): string => resource?.template ?? location?.file ?? '';
const placeOf = ({ location, resource }: Verdict): string =>
  location ? `${location.file}:${location.line}` : (resource?.logicalId ?? '');

/** The fault is gone, and its place is judged to be as it should be. */
function isSound(fault: Verdict, after: Results): boolean {
  const there = after.verdicts.filter((verdict) => isAtSamePlace(verdict, fault));
  const same = there.filter(({ check }) => check === fault.check);
  const isOpen = same.some(({ fingerprint, status }) => fingerprint === fault.fingerprint && status !== 'compliant');
  if (isOpen) return false;
  // A check that only objects says nothing of what is sound; its best practice does.
  const asked = same.length > 0 ? same : there.filter(({ bestPractice }) => bestPractice === fault.bestPractice);
  return asked.some(({ status }) => status === 'compliant');
}

function isAtSamePlace(a: Verdict, b: Verdict): boolean {
  if (a.resource || b.resource) {
    return a.resource?.template === b.resource?.template && a.resource?.logicalId === b.resource?.logicalId;
  }
  return a.location?.file === b.location?.file && a.symbol === b.symbol;
}
