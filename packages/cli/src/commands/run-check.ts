import { text } from 'node:stream/consumers';
import { exitCode } from '../assessment/gate.js';
import { UsageError } from '../errors.js';
import { outputScope } from '../files/output-file.js';
import { prepareCheck, type GatedOptions } from '../gated-check.js';
import { readHistory } from '../history/file.js';
import { keepHistory } from '../history/keep.js';
import type { CheckFlags } from './check.js';
import { gateLines } from './gate-lines.js';
import { defaultFormats, planOutputs, writeOutputs } from './outputs.js';
import { complain, endProgress, progressLine, screen } from './terminal.js';

/** Scans, writes the results, and sets the exit code of the process. */
export async function runCheckCommand(paths: string[], flags: CheckFlags, signal: AbortSignal): Promise<void> {
  const { bestPractice, check, format, output, verbose, newOnly, history, stdinFilename: path, ...rest } = flags;
  if (history !== undefined && rest.changed !== undefined) {
    throw new UsageError('--history keeps the counts of the whole workload, and --changed leaves parts out; drop one.');
  }
  const options: GatedOptions = {
    ...rest,
    paths: paths.filter((one) => one !== '-'),
    ...(paths.includes('-') && { stdin: { path, text: await text(process.stdin) } }),
    bestPractices: bestPractice,
    checks: check,
    onProgress: progressLine(),
    signal,
  };
  const prepared = await prepareCheck(options);
  try {
    const { formats = defaultFormats(process.env) } = prepared.config.config;
    const scope = outputScope(process.cwd(), format === undefined ? prepared.config : undefined);
    const outputs = planOutputs(format ?? formats, output, process.env, scope);
    const runs = history === undefined ? [] : readHistory(history);
    const { results: gated, root } = await prepared.run();
    const results = history === undefined ? gated : keepHistory(gated, history, runs);
    endProgress();
    // On a terminal the format for people shows the errors itself.
    const isPretty = outputs.some(({ format, file }) => format.name === 'pretty' && !file);
    if (!(process.stdout.isTTY && isPretty)) for (const error of results.errors) complain(error.message);
    if (results.gate) for (const line of gateLines(results.gate, results, isPretty)) complain(line);
    await writeOutputs(results, outputs, screen({ verbose, newOnly }), root);
    if (results.gate) process.exitCode = exitCode(results.gate);
  } finally {
    prepared.dispose();
  }
}
