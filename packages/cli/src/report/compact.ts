import type { Results, ScanError, Verdict } from '@faultline/catalog';
import { terminal } from './escape.js';
import type { Format, RenderOptions } from './format.js';
import { rankedViolations } from './open-violations.js';
import { byPlace, placeOf } from './place.js';
import { headline, scopeText, withStatus } from './summary.js';

function line(file: string, at: { line?: number; column?: number }, rest: string): string {
  return terminal(`${file}:${at.line ?? 1}:${at.column ?? 1}: ${rest}`);
}

function ofVerdict(verdict: Verdict, label: string): string {
  const place = placeOf(verdict);
  return line(place.file ?? '.', place, `${label}: ${verdict.message} [${verdict.check}]`);
}

function ofError(error: ScanError): string {
  return line(error.path ?? '.', error, `error: ${error.message} [scan]`);
}

function render(results: Results, options: RenderOptions): string {
  const violations = rankedViolations(results, options).sort(byPlace);
  const open = options.verbose ? withStatus(results, 'undetermined').sort(byPlace) : [];
  const summary = `${headline(results)} in ${scopeText(results)}.`;
  const lines = [
    ...results.errors.map(ofError),
    ...violations.map((verdict) => ofVerdict(verdict, verdict.severity)),
    ...open.map((verdict) => ofVerdict(verdict, 'note: undetermined')),
  ];
  return `${[...lines, summary].join('\n')}\n`;
}

/**
 * A line a finding, in the form that compilers write and editors, `grep` and problem matchers read:
 * `path:line:column: severity: message [check]`. The last line says how many there are, in what.
 */
export const compact: Format = { name: 'compact', extension: 'txt', fileName: 'faultline-report.compact.txt', render };
