import type { GateResult, Results } from '@faultline/catalog';
import { changesText, incompleteBase, placeOfChange } from '../report/gate-text.js';

/** Changes of the gate that are told one by one. */
const mostChanges = 10;

/**
 * What people have to know of the gate, a sentence a line: why it failed, and what to look after.
 * @param isShown whether the findings stand beside it, with what the branch changes in the gate
 */
export function gateLines(gate: GateResult, results: Results, isShown = false): string[] {
  const { status, failures, comparison } = gate;
  const incomplete = incompleteBase(comparison);
  const isDoubtful = status === 'incomplete' && results.complete;
  const lines = isDoubtful ? [] : failures.map(({ message }) => `The gate failed: ${message}`);
  if (status === 'incomplete' && results.complete) {
    lines.push('The scan of the base is incomplete, so that the gate cannot pass.');
  } else if (status === 'incomplete') lines.push('The scan is incomplete, so that the gate cannot pass.');
  if (incomplete !== undefined) lines.push(incomplete);
  if (!isShown) lines.push(...changeLines(gate));
  const warnings = (results.suppressionProblems ?? []).filter(({ severity }) => severity === 'warning');
  lines.push(...warnings.map(({ message }) => message));
  if (comparison?.absent) {
    const where = comparison.commit === undefined ? 'yet' : 'in the base';
    lines.push(
      `There is no ${comparison.name} ${where}, so that every violation counts as new; make it with 'faultline baseline create'.`,
    );
  }
  if (comparison?.kind === 'baseline' && comparison.fixed) {
    const gone = comparison.fixed === 1 ? '1 violation is' : `${comparison.fixed} violations are`;
    lines.push(`Of ${comparison.name} ${gone} gone; 'faultline baseline prune' drops what is gone.`);
  }
  return lines;
}

function changeLines(gate: GateResult): string[] {
  const text = changesText(gate);
  if (!text) return [];
  const { title, changes, note } = text;
  const shown = changes.slice(0, mostChanges).map((change) => {
    const place = placeOfChange(change);
    return `  ${place === undefined ? '' : `${place}: `}${change.message}`;
  });
  const more = changes.length - shown.length;
  return [`${title}:`, ...shown, ...(more > 0 ? [`  and ${more} more`] : []), ...(note === undefined ? [] : [note])];
}
