import type { Comparison, GateChange, GateResult } from '@faultline/catalog';
import { count } from './summary.js';

/** Reasons for an incomplete base that are told in one sentence. */
const mostReasons = 3;

/** What a comparison was made with, in words. */
function comparedWith({ kind, name, commit }: Comparison): string {
  if (kind === 'revision') return `the base revision ${commit?.slice(0, 12)}`;
  if (kind === 'results') return `the results in ${name}`;
  return commit === undefined ? `the baseline ${name}` : `the baseline ${name} at ${commit.slice(0, 12)}`;
}

/** How many violations are new, known and fixed, in words such as `0 new, 14 known (2 of them moved), 1 fixed`. */
export function comparisonCounts({ new: added, unchanged, moved, fixed }: Comparison): string {
  return [
    `${added} new`,
    `${unchanged + moved} known${moved > 0 ? ` (${moved} of them moved)` : ''}`,
    ...(fixed === undefined ? [] : [`${fixed} fixed`]),
  ].join(', ');
}

const decisions = { passed: 'the gate passes', failed: 'the gate fails', incomplete: 'the gate cannot pass' } as const;

/** What the gate makes of a comparison, in one line; undefined where nothing was compared. */
export function gateSummary(gate: GateResult | undefined): string | undefined {
  if (!gate?.comparison) return undefined;
  const { comparison, status } = gate;
  return `Compared with ${comparedWith(comparison)}: ${comparisonCounts(comparison)}: ${decisions[status]}`;
}

/** Why violations that look new may be known; undefined where what they are compared with is whole. */
export function incompleteBase(comparison: Comparison | undefined): string | undefined {
  if (!comparison || comparison.complete) return undefined;
  const { errors = [] } = comparison;
  const reasons = errors.slice(0, mostReasons).map(({ message }) => message);
  const more = errors.length - reasons.length;
  const why = reasons.length > 0 ? ` ${reasons.join(' ')}${more > 0 ? ` (and ${more} more)` : ''}` : '';
  return `Not everything in ${comparedWith(comparison)} was scanned, so that no violation can be said to be new.${why}`;
}

/** Changes of the gate itself, and what stands above and below their list. */
export interface ChangesText {
  readonly title: string;
  readonly changes: readonly GateChange[];
  /** Which configuration was used; undefined where that makes no difference. */
  readonly note: string | undefined;
}

/** What a branch changes in the gate itself; undefined where it changes nothing. */
export function changesText(gate: GateResult | undefined): ChangesText | undefined {
  const { changes = [], comparison } = gate ?? {};
  if (changes.length === 0) return undefined;
  const isConfigured = changes.some(({ kind }) => /^(?:configuration|eslint-configuration|baseline)$/.test(kind));
  const used =
    comparison?.configuration === 'branch'
      ? "The branch's own configuration was used, as --config-from asks for."
      : 'The configuration of the base was used; changes to it count once they are merged.';
  return {
    title: `The branch changes the gate itself in ${count(changes.length, 'place')}`,
    changes,
    note: isConfigured ? used : undefined,
  };
}

/** Where a change stands; undefined where it has no place. */
export function placeOfChange({ file, line }: GateChange): string | undefined {
  return file === undefined || line === undefined ? file : `${file}:${line}`;
}
