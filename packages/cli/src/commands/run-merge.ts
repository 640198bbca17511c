import { resolve } from 'node:path';
import { exitCode, judgeGate } from '../assessment/gate.js';
import { configFor } from '../check.js';
import { compared } from '../compared-run.js';
import { configurationProblems } from '../config/problems.js';
import { allChecks } from '../checks.js';
import { day, now } from '../dates.js';
import { outputScope } from '../files/output-file.js';
import { readHistory } from '../history/file.js';
import { keepHistory } from '../history/keep.js';
import { storedSource } from '../known-violations.js';
import { commonFolder, mergeResults } from '../merge/merge-results.js';
import { requireWhole } from '../merge/parts.js';
import { recordOf } from '../run/record.js';
import { repositoryOf } from '../scan/listing.js';
import { readResults } from '../stored-results.js';
import { gateLines } from './gate-lines.js';
import type { MergeFlags } from './merge.js';
import { defaultFormats, planOutputs, writeOutputs } from './outputs.js';
import { complain, screen } from './terminal.js';

/** Joins stored results, gates and writes them, and sets the exit code of the process. */
export async function runMerge(files: string[], flags: MergeFlags): Promise<void> {
  const start = new Date();
  const cwd = process.cwd();
  const parts = files.map((file) => ({ file, results: readResults(file) }));
  requireWhole(parts);
  const config = await configFor({ cwd, config: flags.config, untrusted: flags.untrusted });
  const { formats = defaultFormats(process.env), answers = {}, gate: limits, failOn: configured } = config.config;
  const scope = outputScope(cwd, flags.format === undefined ? config : undefined);
  const outputs = planOutputs(flags.format ?? formats, flags.output, process.env, scope);
  const runs = flags.history === undefined ? [] : readHistory(flags.history);
  const all = parts.map(({ results }) => results);
  const merged = mergeResults(all, { answers, today: day(now()) });
  const problems = configurationProblems(config, [...(await allChecks()), ...merged.checks]);
  const whole = {
    ...merged,
    complete: merged.complete && problems.length === 0,
    errors: [...problems, ...merged.errors],
  };
  const root = resolve(repositoryOf(cwd) ?? cwd, commonFolder(all));
  const source = storedSource(flags, config);
  const { results: known, comparison } = source
    ? await compared({ results: whole, root, hints: new Map(), code: [], seen: [] }, source, {})
    : { results: whole, comparison: undefined };
  const failOn = flags.failOn ?? configured ?? 'error';
  const gate = judgeGate(known, { failOn, limits, requireHuman: flags.requireHuman, comparison });
  const preset = all.every(({ run }) => run?.preset === 'strict') ? 'strict' : undefined;
  const run = recordOf({ root, config, preset, failOn, words: process.argv.slice(2), start });
  const gated = { ...known, gate, run };
  const results = flags.history === undefined ? gated : keepHistory(gated, flags.history, runs);
  const isPretty = outputs.some(({ format, file }) => format.name === 'pretty' && !file);
  if (!(process.stdout.isTTY && isPretty)) for (const error of results.errors) complain(error.message);
  for (const line of gateLines(gate, results, isPretty)) complain(line);
  await writeOutputs(results, outputs, screen(flags), root);
  process.exitCode = exitCode(gate);
}
