import { dirname, extname } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { CheckMetadata } from '@faultline/catalog';
import type { Progress } from '../options.js';
import { firstLine } from '../errors.js';
import { display } from '../paths.js';
import { findEslintConfig, presetLinter, projectLinter, type CodeLinter, type LinterOptions } from './code-linter.js';
import { readMessages } from './code-verdicts.js';
import { emptyOutcome, type ScanOutcome } from './outcome.js';
import type { InputFile } from './inputs.js';
import type { WaitingFile } from '../workload/settle.js';
import { readSource } from './source-text.js';
import { typescriptProblem } from './typescript-version.js';
import { unusedComments } from './unused-comments.js';

/** What the scan of source code needs. */
export interface CodeScan extends LinterOptions {
  readonly files: readonly InputFile[];
  /** Absolute paths of all source files, which tell what imports mean and who calls; default: the files to judge. */
  readonly project?: readonly string[];
  readonly metadata: ReadonlyMap<string, CheckMetadata>;
  /** Whether the project's own ESLint configuration may be looked for. It is a program, and looking for it runs it. */
  readonly useProjectConfig: boolean;
  /** Folder above which no ESLint configuration is looked for. */
  readonly repository: string;
  readonly today: string;
  readonly onProgress?: ((progress: Progress) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** What came of it. */
export interface CodeOutcome extends ScanOutcome {
  /** Number of files that were judged. */
  readonly judged: number;
  /** Files whose verdicts hang on other files. */
  readonly waiting: readonly WaitingFile[];
}

/** Judges source files one after the other, so that memory does not grow with their number. */
export async function scanCode(scan: CodeScan): Promise<CodeOutcome> {
  const outcome = emptyOutcome();
  const problem = scan.files.length > 0 ? typescriptProblem() : undefined;
  if (problem !== undefined) {
    outcome.errors.push({ kind: 'configuration', message: problem });
    return { ...outcome, judged: 0, waiting: [] };
  }
  const waiting: WaitingFile[] = [];
  let judged = 0;
  let done = 0;
  for (const [configFile, files] of groupByConfig(scan)) {
    const linter = await linterFor(configFile, files, scan, outcome);
    for (const name of linter.checks) outcome.ran.add(name);
    for (const file of files) {
      // Linting never waits for anything, and signals are heard only between turns.
      await nextTurn();
      scan.signal?.throwIfAborted();
      if (await judge(file, linter, scan, outcome, waiting)) judged += 1;
      done += 1;
      scan.onProgress?.({ phase: 'code', text: 'Judging source files', done, total: scan.files.length });
    }
  }
  return { ...outcome, judged, waiting };
}

function groupByConfig(scan: CodeScan): Map<string | undefined, InputFile[]> {
  const groups = new Map<string | undefined, InputFile[]>();
  const known = new Map<string, string | undefined>();
  for (const file of scan.files) {
    const folder = dirname(file.path);
    if (!known.has(folder)) {
      known.set(folder, scan.useProjectConfig ? findEslintConfig(folder, scan.repository) : undefined);
    }
    const configFile = known.get(folder);
    const group = groups.get(configFile);
    if (group) group.push(file);
    else groups.set(configFile, [file]);
  }
  return groups;
}

/** A few files of every extension: configurations often speak of some extensions only. */
function samplesOf(files: readonly InputFile[]): string[] {
  const perExtension = new Map<string, string[]>();
  for (const { path } of files) {
    const samples = perExtension.get(extname(path)) ?? [];
    if (samples.length < 5) perExtension.set(extname(path), [...samples, path]);
  }
  return [...perExtension.values()].flat();
}

async function linterFor(
  configFile: string | undefined,
  files: readonly InputFile[],
  scan: CodeScan,
  outcome: ScanOutcome,
): Promise<CodeLinter> {
  if (configFile !== undefined) {
    try {
      const linter = await projectLinter(configFile, samplesOf(files), scan);
      if (linter) return linter;
    } catch (error) {
      const path = display(scan.root, configFile);
      const what = firstLine(error).replace(/\.$/, '');
      outcome.errors.push({
        kind: 'configuration',
        path,
        message: `The ESLint configuration ${path} cannot be loaded (${what}); the preset '${scan.preset}' was used instead. Repair it, or pass --preset to ignore it.`,
      });
    }
  }
  return presetLinter(scan);
}

/** Judges one file and says whether it was judged. */
async function judge(
  file: InputFile,
  linter: CodeLinter,
  scan: CodeScan,
  outcome: ScanOutcome,
  waiting: WaitingFile[],
): Promise<boolean> {
  const path = display(scan.root, file.path);
  try {
    const source = readSource(file.path, file.isNamed);
    if ('skip' in source) {
      outcome.skipped.push({ path, reason: source.skip });
      return false;
    }
    const [result] = await linter.eslint.lintText(source.text, { filePath: file.path, warnIgnored: false });
    if (!result) {
      if (file.isNamed) outcome.skipped.push({ path, reason: "ignored by the project's ESLint configuration" });
      return false;
    }
    const { verdicts, errors, hangsOn } = readMessages(result, {
      file: path,
      namespace: linter.namespace,
      checks: scan.metadata,
      today: scan.today,
      ownLevels: linter.isOfProject,
    });
    outcome.verdicts.push(...verdicts);
    outcome.errors.push(...errors);
    outcome.unused.push(...(await unusedComments(source.text, file.path, path, linter, verdicts)));
    if (hangsOn) waiting.push({ path: file.path, ...hangsOn });
    return !errors.some((error) => error.kind === 'parse');
  } catch (error) {
    addFailure(error, path, outcome);
    return false;
  }
}

function addFailure(error: unknown, path: string, outcome: ScanOutcome): void {
  const what = firstLine(error).replace(/\.$/, '');
  if (error instanceof TypeError && what.startsWith('settings.faultline')) {
    // The same sentence for every file: the settings are the project's, not the file's.
    const message = `The configuration is wrong: ${what}.`;
    if (!outcome.errors.some((known) => known.message === message)) {
      outcome.errors.push({ kind: 'configuration', message });
    }
    return;
  }
  if (error instanceof Error && 'syscall' in error) {
    outcome.errors.push({ kind: 'input', path, message: `${path} cannot be read (${what}); check its permissions.` });
    return;
  }
  outcome.errors.push({
    kind: 'internal',
    path,
    message: `${path} could not be judged because of a fault in Faultline or in a plugin (${what}); please report it.`,
  });
}
