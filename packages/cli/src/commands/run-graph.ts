import { exitCodes } from '../assessment/gate.js';
import { configFor, inventory } from '../check.js';
import { readResults } from '../stored-results.js';
import { drawGraph } from '../workload/inventory/draw.js';
import type { GraphFlags } from './graph.js';
import { complain, endProgress, note, print, progressLine } from './terminal.js';

/** Draws the workload to standard output; what kept a part of it from being seen sets the exit code. */
export async function runGraph(
  paths: string[],
  { format, results: stored, ...rest }: GraphFlags,
  signal: AbortSignal,
): Promise<void> {
  if (stored !== undefined) {
    await print(drawGraph(readResults(stored).dependencies, format));
    return;
  }
  const options = { ...rest, paths, onProgress: progressLine(), signal };
  const { dependencies, errors } = await inventory(options, await configFor(options));
  endProgress();
  for (const { message } of errors) complain(message);
  for (const one of dependencies.unlinked)
    if ('function' in one)
      note(`${one.function.constructPath ?? one.function.logicalId} has no code in view: ${one.reason}.`);
  await print(drawGraph(dependencies, format));
  if (errors.length > 0) process.exitCode = exitCodes.trouble;
}
