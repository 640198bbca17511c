import { createInterface } from 'node:readline/promises';
import { exitCodes } from '../assessment/gate.js';
import { configFor } from '../check.js';
import { fix } from '../repair/fix.js';
import { fixSummary, patchOf } from '../repair/fix-text.js';
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
  for (const line of fixSummary(outcome, dryRun)) note(line);
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
