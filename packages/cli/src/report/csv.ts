import type { Results, Verdict } from '@faultline/catalog';
import { terminal } from './escape.js';
import type { Format, RenderOptions } from './format.js';
import { isKnown } from './open-violations.js';
import { byPlace, placeOf, resourceName } from './place.js';

/** What makes spreadsheet programs take a cell for a formula (OWASP, "CSV Injection"), also in its wide forms. */
const formula = /^[\s]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]/;

/** A cell as RFC 4180 has it, always in quotes; what would be a formula gets an apostrophe in front and stays text. */
function cell(value: string | number | undefined): string {
  const text = terminal(String(value ?? ''));
  const harmless = typeof value === 'string' && formula.test(text) ? `'${text}` : text;
  return `"${harmless.replaceAll('"', '""')}"`;
}

const columns: Readonly<Record<string, (verdict: Verdict) => string | number | undefined>> = {
  bestPractice: ({ bestPractice }) => bestPractice,
  check: ({ check }) => check,
  status: ({ status }) => status,
  severity: ({ severity }) => severity,
  baseline: ({ baseline }) => baseline,
  file: (verdict) => placeOf(verdict).file,
  line: (verdict) => placeOf(verdict).line,
  column: (verdict) => placeOf(verdict).column,
  resource: ({ resource }) => resource && resourceName(resource),
  resourceType: ({ resource }) => resource?.type,
  message: ({ message }) => message,
  suppressionReason: ({ suppression }) => suppression?.reason,
  suppressionTicket: ({ suppression }) => suppression?.ticket,
  suppressionUntil: ({ suppression }) => suppression?.until,
  fingerprint: ({ fingerprint }) => fingerprint,
};

function render(results: Results, { newOnly = false }: RenderOptions): string {
  const verdicts = results.verdicts.filter((verdict) => !newOnly || !isKnown(verdict)).sort(byPlace);
  const rows = verdicts.map((verdict) => Object.values(columns).map((read) => cell(read(verdict))));
  return [Object.keys(columns).map(cell), ...rows].map((row) => `${row.join(',')}\r\n`).join('');
}

/** Every verdict as a row of comma-separated values (RFC 4180), with the evidence for as well as against. */
export const csv: Format = { name: 'csv', extension: 'csv', mimeType: 'text/csv', render };
