import type { Results } from '@faultline/catalog';
import { exitCodes } from '../assessment/gate.js';
import { configFor, runCheck } from '../check.js';
import { allChecks } from '../checks.js';
import { UsageError } from '../errors.js';
import { outputScope, writeOutput } from '../files/output-file.js';
import { json } from '../report/escape.js';
import { customLens } from '../well-architected/lens.js';
import { prettyAnswers } from '../well-architected/pretty.js';
import { proposeAnswers } from '../well-architected/proposal.js';
import { reviewWorkload } from '../well-architected/review.js';
import { openReview } from '../well-architected/tool.js';
import { readResults } from '../stored-results.js';
import { complain, endProgress, note, print, progressLine, screen } from './terminal.js';
import type { WaFlags } from './wa.js';

/** Stored results, or those of a scan of the current folder. */
async function resultsFor(file: string | undefined, signal: AbortSignal): Promise<Results> {
  if (file !== undefined) return readResults(file);
  const options = { onProgress: progressLine(), signal };
  const { results } = await runCheck(options, await configFor(options));
  endProgress();
  for (const error of results.errors) complain(error.message);
  return results;
}

/** @throws {UsageError} where the file cannot be written */
async function write(text: string, file: string | undefined): Promise<void> {
  if (file === undefined) return print(text);
  writeOutput(file, text, outputScope(process.cwd()));
  note(`Wrote ${file}`);
}

/** Proposes answers, compares them with a workload where one is named, and writes the differences where asked to. */
export async function runWa(file: string | undefined, flags: WaFlags, signal: AbortSignal): Promise<void> {
  const { workloadId, region, link, lensAlias, apply = false } = flags;
  if (apply && workloadId === undefined) throw new UsageError('--apply needs --workload-id; name the workload.');
  const results = await resultsFor(file, signal);
  if (apply && !results.complete) {
    throw new UsageError('The scan is incomplete, so nothing was written; repair what its errors name and run again.');
  }
  let answers = proposeAnswers(results, { link, lensAlias });
  if (workloadId !== undefined) {
    const review = await openReview({ workloadId, lensAlias, region, pillarId: answers.pillarId });
    try {
      answers = await reviewWorkload(answers, review, { workloadId, region, apply });
    } finally {
      review.close();
    }
  }
  const options = flags.output === undefined ? screen({}) : { color: false, width: 110, unicode: true };
  await write(flags.format === 'json' ? `${json(answers)}\n` : prettyAnswers(answers, options), flags.output);
  if (!results.complete) process.exitCode = exitCodes.trouble;
}

/** Writes the custom lens. */
export async function runWaLens(file: string | undefined): Promise<void> {
  await write(`${json(customLens(await allChecks()))}\n`, file);
}
