import { createInterface } from 'node:readline/promises';
import type { Verdict } from '@faultline/catalog';
import { createTwoFilesPatch } from 'diff';
import { exitCodes } from '../assessment/gate.js';
import { configFor } from '../check.js';
import { display } from '../paths.js';
import { fix, type FixOutcome } from '../repair/fix.js';
import type { Proposal } from '../repair/proposal.js';
import { fixValues, problemWithValue, proposedValues, type FixValueName, type FixValues } from '../repair/values.js';
import { terminalLines } from '../report/escape.js';
import type { FixFlags } from './fix.js';
import { complain, endProgress, note, print, progressLine } from './terminal.js';

/** Repairs, and says what was done and what was not. */
export async function runFix(paths: readonly string[], flags: FixFlags, signal: AbortSignal): Promise<void> {
  const { dryRun = false, value, takeProposed, bestPractice, check, ...rest } = flags;
  const base = { ...rest, paths, bestPractices: bestPractice, checks: check, onProgress: progressLine(), signal };
  const config = await configFor(base);
  const given: FixValues = { ...(takeProposed && proposedValues), ...config.config.fix, ...value };
  const canAsk = process.stdin.isTTY && process.stderr.isTTY;
  const ask = (names: readonly FixValueName[]): Promise<FixValues> => askFor(names, signal);
  const outcome = await fix({ ...base, values: given, dryRun, ...(canAsk && { ask }) }, config);
  endProgress();
  for (const error of outcome.results.errors) complain(error.message);
  if (dryRun) await print(process.stdout.isTTY ? terminalLines(patchOf(outcome)) : patchOf(outcome));
  for (const line of summary(outcome, dryRun)) note(line);
  if (!outcome.results.complete) process.exitCode = exitCodes.trouble;
}

async function askFor(names: readonly FixValueName[], signal: AbortSignal): Promise<FixValues> {
  endProgress();
  const asking = createInterface({ input: process.stdin, output: process.stderr });
  const answers: Partial<Record<FixValueName, number>> = {};
  try {
    for (const name of names) {
      for (;;) {
        const { question, proposed } = fixValues[name];
        const answer = (
          await asking.question(`${question}? (such as ${proposed}; nothing: leave these faults alone) `, { signal })
        ).trim();
        if (answer === '') break;
        const problem = problemWithValue(name, Number(answer));
        if (problem === undefined) answers[name] = Number(answer);
        if (problem === undefined) break;
        complain(`${problem}.`);
      }
    }
  } finally {
    asking.close();
  }
  return answers;
}

function patchOf({ root, files }: FixOutcome): string {
  return files
    .map(({ path, before, after }) => {
      const name = display(root, path);
      return createTwoFilesPatch(`a/${name}`, `b/${name}`, before, after).replace(/^={3,}\n/, '');
    })
    .join('');
}

const place = ({ location, resource }: Verdict): string =>
  location ? `${location.file}:${location.line}` : `${resource?.template ?? ''} ${resource?.logicalId ?? ''}`;

function summary(outcome: FixOutcome, dryRun: boolean): string[] {
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
