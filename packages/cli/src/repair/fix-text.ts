import type { Verdict } from '@faultline/catalog';
import { createTwoFilesPatch } from 'diff';
import { display } from '../paths.js';
import type { FixOutcome } from './fix.js';
import type { Proposal } from './proposal.js';
import { fixValues } from './values.js';

/** What was changed, as a patch. */
export function patchOf({ root, files }: FixOutcome): string {
  return files
    .map(({ path, before, after }) => {
      const name = display(root, path);
      return createTwoFilesPatch(`a/${name}`, `b/${name}`, before, after).replace(/^={3,}\n/, '');
    })
    .join('');
}

const place = ({ location, resource }: Verdict): string =>
  location ? `${location.file}:${location.line}` : `${resource?.template ?? ''} ${resource?.logicalId ?? ''}`;

/** What was repaired, taken back and left, in lines. */
export function fixSummary(outcome: FixOutcome, dryRun: boolean): string[] {
  const { proven, unproven, takenBack, waiting, without } = outcome;
  const would = dryRun ? 'would be repaired' : 'repaired';
  const line = ({ verdict }: Proposal): string => `  ${place(verdict)}  ${verdict.check}`;
  return [
    `${faults(proven.length)} ${would} in ${count(outcome.files.length, 'file')}.`,
    ...proven.map(line),
    ...(unproven.length === 0
      ? []
      : [
          `${faults(unproven.length)} more in CDK apps would be repaired, if the app then proves it:`,
          ...unproven.map(line),
        ]),
    ...(takenBack.length === 0 ? [] : [`${count(takenBack.length, 'repair')} taken back:`]),
    ...takenBack.map(({ proposal, reason }) => `${line(proposal)}: ${reason}`),
    ...[...waiting].map(
      ([name, verdicts]) =>
        `${faults(verdicts.length)} (${[...new Set(verdicts.map(({ check }) => check))].sort().join(', ')}) ${verdicts.length === 1 ? 'needs' : 'need'} a number: ` +
        `${fixValues[name].question}? Set "fix": { "${name}": ${fixValues[name].proposed} } in the configuration or pass --value ${name}=${fixValues[name].proposed}.`,
    ),
    ...(without.length === 0
      ? []
      : [`${faults(without.length)} without a repair that could be made here; 'faultline check' shows what to do.`]),
  ];
}

const count = (number: number, what: string): string => `${number} ${what}${number === 1 ? '' : 's'}`;
const faults = (number: number): string => count(number, 'fault');
