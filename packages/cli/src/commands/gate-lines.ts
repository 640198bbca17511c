import type { Comparison, GateResult, Results } from '@faultline/catalog';

function comparedWith({ kind, name, commit }: Comparison): string {
  if (kind === 'revision') return `the base revision ${commit?.slice(0, 12)}`;
  return kind === 'results' ? `the results in ${name}` : `the baseline ${name}`;
}

/** What people have to know of the gate, a sentence a line: why it failed, and what to look after. */
export function gateLines({ status, failures, comparison }: GateResult, results: Results): string[] {
  const lines = failures.map(({ message }) => `The gate failed: ${message}`);
  if (status === 'incomplete') lines.push('The scan is incomplete, so that the gate cannot pass.');
  const warnings = (results.suppressionProblems ?? []).filter(({ severity }) => severity === 'warning');
  lines.push(...warnings.map(({ message }) => message));
  if (comparison && !comparison.complete) {
    const where = comparedWith(comparison);
    lines.push(`Not everything in ${where} was scanned, so that known violations may count as new.`);
  }
  if (comparison?.absent) {
    lines.push(
      `There is no ${comparison.name} yet, so that every violation counts as new; make it with 'faultline baseline create'.`,
    );
  }
  if (comparison?.kind === 'baseline' && comparison.fixed) {
    const gone = comparison.fixed === 1 ? '1 violation is' : `${comparison.fixed} violations are`;
    lines.push(`Of ${comparison.name} ${gone} gone; 'faultline baseline prune' drops what is gone.`);
  }
  return lines;
}
