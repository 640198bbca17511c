import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { exitCode, exitCodes } from '../assessment/gate.js';
import { UsageError } from '../errors.js';
import { outputScope } from '../files/output-file.js';
import { prepareCheck, type GatedOptions } from '../gated-check.js';
import { readHistory } from '../history/file.js';
import { keepHistory } from '../history/keep.js';
import type { CheckFlags } from './check.js';
import { display } from '../paths.js';
import { recordOf } from '../run/record.js';
import type { CodeSession } from '../scan/code-session.js';
import { gateLines } from './gate-lines.js';
import { defaultFormats, planOutputs, writeOutputs } from './outputs.js';
import { complain, endProgress, note, progressLine, screen } from './terminal.js';
import { FolderWatch } from './watch.js';

/** Scans, writes the results, and sets the exit code of the process. */
export async function runCheckCommand(paths: string[], flags: CheckFlags, signal: AbortSignal): Promise<void> {
  if (flags.watch) await watchAndCheck(paths, flags, signal);
  else await checkOnce(paths, flags, signal);
}

/** Checks again whenever a file changes, until it is ended. */
async function watchAndCheck(paths: string[], flags: CheckFlags, signal: AbortSignal): Promise<void> {
  const given = flags.changed !== undefined ? '--changed' : flags.history !== undefined ? '--history' : undefined;
  if (given !== undefined) throw new UsageError(`--watch checks again and again, which ${given} is not for; drop one.`);
  if (paths.includes('-')) throw new UsageError('--watch waits for files to change, and standard input is none.');
  const { CodeSession } = await import('../scan/code-session.js');
  const session = new CodeSession(flags.cache);
  const outputs = new Set<string>();
  const folders = new FolderWatch(outputs);
  let seen: readonly string[] = [process.cwd()];
  try {
    for (let changed: readonly string[] = []; ; changed = await folders.changes(signal)) {
      if (process.stdout.isTTY) process.stdout.write('\u001b[2J\u001b[3J\u001b[H');
      if (changed.length > 0) note(`Changed: ${shortList(changed.map((path) => display(process.cwd(), path)))}`);
      try {
        const run = await checkOnce(paths, flags, signal, session);
        for (const file of run.written) outputs.add(resolve(file));
        seen = [...run.seen, join(run.root, 'package.json')];
      } catch (error) {
        // A configuration that is being written is wrong for a while.
        if (signal.aborted || !(error instanceof UsageError)) throw error;
        complain(error.message);
      }
      const count = folders.follow(seen);
      note(`Watching ${count} ${count === 1 ? 'folder' : 'folders'}; Ctrl+C ends it.`);
    }
  } finally {
    folders.close();
  }
}

/** What a check has read and written. Absolute paths, but of those that were written as they were given. */
interface Checked {
  readonly root: string;
  readonly seen: readonly string[];
  readonly written: readonly string[];
}

async function checkOnce(
  paths: string[],
  flags: CheckFlags,
  signal: AbortSignal,
  session?: CodeSession,
): Promise<Checked> {
  const {
    bestPractice,
    check,
    format,
    output,
    verbose,
    summary,
    newOnly,
    history,
    stdinFilename: path,
    ...rest
  } = flags;
  if (history !== undefined && rest.changed !== undefined) {
    throw new UsageError('--history keeps the counts of the whole workload, and --changed leaves parts out; drop one.');
  }
  if (history !== undefined && rest.shard) {
    throw new UsageError("--history keeps the counts of the whole workload; give it to 'faultline merge'.");
  }
  const options: GatedOptions = {
    ...rest,
    paths: paths.filter((one) => one !== '-'),
    ...(paths.includes('-') && { stdin: { path, text: await text(process.stdin) } }),
    bestPractices: bestPractice,
    checks: check,
    onProgress: progressLine(),
    signal,
    session,
    keeps: rest.cache,
  };
  const start = new Date();
  const prepared = await prepareCheck(options);
  try {
    const { formats = defaultFormats(process.env) } = prepared.config.config;
    const scope = outputScope(process.cwd(), format === undefined ? prepared.config : undefined);
    const outputs = planOutputs(format ?? formats, output, process.env, scope);
    const runs = history === undefined ? [] : readHistory(history);
    const { results: gated, root, seen } = await prepared.run();
    const run = recordOf({
      root,
      config: prepared.config,
      preset: rest.preset,
      failOn: gated.gate && (rest.failOn ?? prepared.config.config.failOn ?? 'error'),
      words: process.argv.slice(2),
      start,
    });
    const results = { ...(history === undefined ? gated : keepHistory(gated, history, runs)), run };
    endProgress();
    // On a terminal the format for people shows the errors itself.
    const isPretty = outputs.some(({ format, file }) => format.name === 'pretty' && !file);
    if (!(process.stdout.isTTY && isPretty)) for (const error of results.errors) complain(error.message);
    if (results.gate) for (const line of gateLines(results.gate, results, isPretty)) complain(line);
    await writeOutputs(results, outputs, screen({ verbose, summary, newOnly }), root);
    if (results.gate) process.exitCode = exitCode(results.gate);
    else if (!results.complete) process.exitCode = exitCodes.trouble;
    return { root, seen, written: outputs.flatMap(({ file }) => file ?? []) };
  } finally {
    prepared.dispose();
  }
}

function shortList([first = '', ...others]: readonly string[]): string {
  return others.length === 0 ? first : `${first} and ${others.length} more`;
}
