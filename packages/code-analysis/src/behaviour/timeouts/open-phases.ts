import type { ClientLibrary, Phase, TimeoutOption } from '../../libraries/index.js';
import type { OptionFact } from '../types.js';
import type { OpenPhases } from './types.js';

/** An option that was read, with the table's entry for it; entries are missing for what stands around a call. */
export interface Read {
  readonly fact: OptionFact;
  readonly option?: TimeoutOption;
}

/** What the options that are set leave open; undefined when they leave nothing open, or when nothing is set. */
export function openPhases(library: ClientLibrary, read: readonly Read[]): OpenPhases | undefined {
  const isKept = ({ option }: Read) => option?.keptByServer === true;
  const set = read.filter(({ fact }) => fact.state === 'set');
  if (set.length === 0) return undefined;
  const covered = covers(set.filter((one) => !isKept(one)));
  for (const phase of library.boundedPhases ?? []) covered.add(phase);
  const possible = covers(read.filter((one) => one.fact.state !== 'off' && !isKept(one)));
  const wanted = library.complete ?? library.enough;
  if (isWhole(wanted, covered)) return undefined;
  const phases = missingPhases(wanted, covered);
  return {
    phases,
    keptByServer: set.some((one) => isKept(one) && one.fact.covers.some((phase) => phases.includes(phase))),
    closedBy: closers(library, phases),
    ...(isWhole(wanted, new Set([...covered, ...possible])) && { missing: whyUnknown(read) }),
  };
}

function covers(read: readonly Read[]): Set<Phase> {
  return new Set(read.flatMap(({ fact }) => fact.covers));
}

function isWhole(wanted: readonly (readonly Phase[])[], covered: ReadonlySet<Phase>): boolean {
  return covered.has('total') || wanted.some((phases) => phases.every((phase) => covered.has(phase)));
}

/** What is missing of the set of phases that is nearest; a library that takes one limit over all lacks the answer. */
export function missingPhases(wanted: readonly (readonly Phase[])[], covered: ReadonlySet<Phase>): readonly Phase[] {
  const lacking = wanted
    .filter((phases) => !phases.includes('total'))
    .map((phases) => phases.filter((phase) => !covered.has(phase)))
    .sort((a, b) => a.length - b.length);
  return lacking[0] ?? ['response'];
}

function closers({ options }: ClientLibrary, phases: readonly Phase[]): readonly string[] {
  const closing = options.filter(
    (option) =>
      !option.keptByServer &&
      option.path !== '' &&
      (option.covers.includes('total') || phases.every((phase) => option.covers.includes(phase))),
  );
  const paths = closing
    .toSorted((a, b) => Number(b.takes === 'signal') - Number(a.takes === 'signal'))
    .map((option) => option.path);
  return [...new Set(paths)];
}

function whyUnknown(read: readonly Read[]): string {
  const unclear = read.find(({ fact }) => fact.state === 'opaque' || fact.state === 'sometimes')?.fact;
  if (unclear?.state === 'sometimes') return `\`${unclear.path}\` is set in one branch and not in another`;
  return unclear?.why ?? 'the options come from elsewhere';
}
