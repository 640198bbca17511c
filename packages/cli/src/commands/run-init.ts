import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { defaultBaseline } from '../assessment/baseline-file.js';
import { exitCodes } from '../assessment/gate.js';
import { configFor } from '../check.js';
import { UsageError } from '../errors.js';
import { display } from '../paths.js';
import { terminal } from '../report/escape.js';
import { describeProject } from '../setup/describe.js';
import { patchOf, writePlanned, type PlannedFile } from '../setup/files.js';
import { planSetup } from '../setup/plan.js';
import { readProject } from '../setup/project.js';
import { withoutTypescriptParser } from '../setup/typescript-parser.js';
import type { InitFlags } from './init.js';
import { runBaseline } from './run-baseline.js';
import { note, print } from './terminal.js';

/** Sets up the project in the working folder. */
export async function runInit(flags: InitFlags, signal: AbortSignal): Promise<void> {
  const folder = process.cwd();
  const project = await readProject(folder);
  const { files, advice } = planSetup(project, {
    typescript: flags.ts ?? false,
    pipeline: flags.ci,
    agents: flags.agents,
    withoutParser: await withoutTypescriptParser(project),
  });
  const baseline = flags.baseline ? await baselineToMake(folder, files) : undefined;
  await print(`${describeProject(project)}\n\n`);
  if (files.length === 0 && baseline === undefined) {
    await print('Everything is set up; there is nothing to write.\n');
  } else if (flags.dryRun) {
    await print(files.map((file) => patch(file, folder)).join(''));
    if (baseline !== undefined) await print(`A scan would make the baseline ${baseline}.\n`);
  } else {
    await print(`To write:\n${listed(files, folder, baseline)}\n\n`);
    if (!flags.yes && !(await agreed(signal))) {
      await print('Nothing was written.\n');
      process.exitCode = exitCodes.failed;
      return;
    }
    for (const file of files) {
      writePlanned(file);
      note(`Wrote ${display(folder, file.path)}`);
    }
    if (baseline !== undefined) await makeBaseline(flags, signal);
  }
  if (advice.length > 0) await print(`For you to do:\n${advice.map((one) => `  - ${terminal(one)}\n`).join('')}`);
  if (!flags.dryRun && process.exitCode === undefined) await print("Next: 'faultline check'.\n");
}

/** The baseline that is named by the configuration and is not there; the one that is planned where none is named yet. */
async function baselineToMake(folder: string, files: readonly PlannedFile[]): Promise<string | undefined> {
  const { config, folder: home } = await configFor({ cwd: folder });
  const planned = files.some(({ path }) => /faultline\.config\.\w+$/.test(path));
  const name = config.baseline ?? (planned ? defaultBaseline : undefined);
  return name === undefined || existsSync(resolve(home, name)) ? undefined : name;
}

async function makeBaseline({ app, synth }: InitFlags, signal: AbortSignal): Promise<void> {
  await runBaseline('create', [], { synth, allowEmpty: true, ...(app !== undefined && { app }) }, signal);
  if (process.exitCode === undefined) return;
  note("Repair that, and make the baseline with 'faultline baseline create'; the rest is set up.");
}

/** The patch as it is for a program, and harmless for a terminal. */
function patch(file: PlannedFile, folder: string): string {
  const text = patchOf(file, folder);
  const safe = (line: string): string => line.split('\t').map(terminal).join('\t');
  return process.stdout.isTTY ? text.split('\n').map(safe).join('\n') : text;
}

function listed(files: readonly PlannedFile[], folder: string, baseline: string | undefined): string {
  const lines = files.map(
    ({ path, before }) => `  ${before === undefined ? 'new    ' : 'change '} ${terminal(display(folder, path))}`,
  );
  return [...lines, ...(baseline === undefined ? [] : [`  new     ${terminal(baseline)} (after a scan)`])].join('\n');
}

async function agreed(signal: AbortSignal): Promise<boolean> {
  if (!process.stdin.isTTY || !process.stdout.isTTY) {
    throw new UsageError('init asks before it writes, and there is no terminal to ask on; call it with --yes.');
  }
  const lines = createInterface({ input: process.stdin, output: process.stdout });
  // It takes Ctrl-C for itself; for the program that is the signal as ever.
  lines.on('SIGINT', () => process.kill(process.pid, 'SIGINT'));
  try {
    const answer = await lines.question('Write this? [Y/n] ', { signal });
    return /^(?:y(?:es)?)?$/i.test(answer.trim());
  } finally {
    lines.close();
  }
}
