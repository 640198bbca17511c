import type { Results, Verdict, VerdictStatus } from '@faultline/catalog';
import { terminal } from '../report/escape.js';
import { splitMessage } from '../report/message.js';
import { byPlace, placeText } from '../report/place.js';

/** Violations that are listed at most. */
const mostListed = 20;
/** How much of a fingerprint is shown. */
const shown = 8;

const statuses: readonly VerdictStatus[] = ['violation', 'compliant', 'undetermined', 'suppressed', 'withdrawn'];

/** What stored results say of a check or a best practice: the counts, and where the violations are. */
export function explainStanding(name: string, results: Results, file: string): string {
  const verdicts = results.verdicts.filter(({ check, bestPractice }) => [check, bestPractice].includes(name));
  const number = (status: VerdictStatus): number => verdicts.filter((verdict) => verdict.status === status).length;
  const counts = statuses.map((status) => `${number(status)} ${status}`).join(', ');
  const violations = verdicts.filter(({ status }) => status === 'violation').sort(byPlace);
  const more = violations.length - mostListed;
  return [
    `In ${terminal(file)}`,
    `  ${verdicts.length === 0 ? 'Nothing was found to judge.' : counts}`,
    ...violations.slice(0, mostListed).map(line),
    ...(more > 0 ? [`  and ${more} more`] : []),
  ].join('\n');
}

function line(verdict: Verdict): string {
  const { fault } = splitMessage(verdict.message);
  return `  ${verdict.fingerprint.slice(0, shown)}  ${terminal(placeText(verdict))}  ${terminal(fault)}`;
}
