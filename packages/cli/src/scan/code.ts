import { setImmediate as nextTurn } from 'node:timers/promises';
import type { CheckMetadata } from '@faultline/catalog';
import type { Engine } from '@faultline/code-analysis';
import type { Progress } from '../options.js';
import { firstLine } from '../errors.js';
import { display } from '../paths.js';
import { BulkSuppressions } from './bulk-suppressions.js';
import { draftOf } from './code-finding.js';
import type { LinterOptions } from './code-linter.js';
import { CodeSession } from './code-session.js';
import { isDeep, isStackOverflow, isTooDeep, tooDeep } from './depth.js';
import { judgeByEngine, type FileReading } from './engine-judge.js';
import { judgeByEslint } from './eslint-judge.js';
import { emptyOutcome, type ScanOutcome } from './outcome.js';
import type { FilePlan } from './file-plan.js';
import type { InputFile } from './inputs.js';
import { ownJudge, type OwnCheckFiles, type OwnJudge } from './own-judge.js';
import { sourceProject } from '../workload/source-project.js';
import { hasInlineConfiguration } from './inline-configuration.js';
import { choiceFor, groupByConfig, type Choice } from './plan-choice.js';
import { otherFormat, readSource } from './source-text.js';
import { typescriptProblem } from './typescript-version.js';

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
  /** Checks of one's own, which run whatever the configuration of ESLint says. */
  readonly own?: OwnCheckFiles | undefined;
  /** Texts that are judged in the place of what stands in files, by absolute path. */
  readonly texts?: ReadonlyMap<string, string> | undefined;
  /** Whether the thread has a stack for code that is nested deeply. */
  readonly hasDeepStack?: boolean;
  readonly onProgress?: ((progress: Progress) => void) | undefined;
  /** Hears the absolute path of each file before it is judged. */
  readonly onFile?: ((path: string) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
  /** What earlier scans of this process have found. */
  readonly session?: CodeSession | undefined;
  /** Whether what is found is kept for later scans of other processes, and what they have kept is used. */
  readonly keeps?: boolean | undefined;
}

/** What came of it. */
export interface CodeOutcome extends ScanOutcome {
  /** Number of files that were judged. */
  readonly judged: number;
  /** Files that are nested too deeply for the stack of this thread. */
  readonly deep: readonly InputFile[];
}

/** Judges source files one after the other, so that memory does not grow with their number. */
export async function scanCode(given: CodeScan): Promise<CodeOutcome> {
  const outcome = emptyOutcome();
  const problem = given.files.length > 0 ? typescriptProblem() : undefined;
  if (problem !== undefined) {
    outcome.errors.push({ kind: 'configuration', message: problem });
    return { ...outcome, judged: 0, deep: [] };
  }
  const scope = { ...given, files: given.project ?? given.files.map(({ path }) => path) };
  const session = given.session ?? (given.keeps ? new CodeSession(true) : undefined);
  const project = session?.projectFor(scope) ?? sourceProject(scope);
  // A function, since configurations of ESLint merge objects.
  const scan: CodeScan = { ...given, settings: { ...given.settings, project: () => project.engine }, session };
  const bulk = new BulkSuppressions(scan, (error) => outcome.errors.push(error));
  const deep: InputFile[] = [];
  const own = await ownJudge(scan.own, scan.metadata);
  const judging: Judging = { scan, engine: project.engine, outcome, deep, bulk, own };
  let judged = 0;
  let done = 0;
  for (const [configFile, files] of groupByConfig(scan)) {
    const choose = await choiceFor(configFile, scan, outcome);
    for (const file of files) {
      // Linting never waits for anything, and signals are heard only between turns.
      await nextTurn();
      scan.signal?.throwIfAborted();
      scan.onFile?.(file.path);
      if (await judge(file, choose, judging)) judged += 1;
      done += 1;
      scan.onProgress?.({ phase: 'code', text: 'Judging source files', done, total: scan.files.length });
    }
  }
  session?.save();
  outcome.errors.push(...project.errors);
  outcome.skipped.push(...project.skipped);
  return { ...outcome, judged, deep };
}

/** What every file is judged with. */
interface Judging {
  readonly scan: CodeScan;
  readonly engine: Engine;
  readonly outcome: ScanOutcome;
  readonly deep: InputFile[];
  readonly bulk: BulkSuppressions;
  readonly own: OwnJudge;
}

/** Judges one file and says whether it was judged. */
async function judge(file: InputFile, choose: Choice, judging: Judging): Promise<boolean> {
  const { scan, outcome } = judging;
  const path = display(scan.root, file.path);
  try {
    if (scan.session?.isUnchanged(file.path)) {
      const chosen = await choose(file);
      const known = 'skip' in chosen ? undefined : scan.session.reading(file.path, chosen, scan.metadata);
      if (known && !('skip' in chosen)) {
        for (const name of chosen.rules.keys()) outcome.ran.add(name);
        add(known, file.path, path, chosen, judging);
        addOwn(file.path, path, chosen, judging);
        return !isOfTests(known, path, outcome);
      }
    }
    const given = scan.texts?.get(file.path);
    const source = given === undefined ? readSource(file.path, file.isNamed, scan.root) : { text: given };
    if ('skip' in source) {
      const kind = /^(?:generated|minified)/.test(source.skip) ? 'generated' : 'unreadable';
      outcome.skipped.push({ path, reason: source.skip, kind });
      return false;
    }
    const foreign = otherFormat(source.text);
    if (foreign !== undefined) {
      outcome.skipped.push({ path, reason: foreign, kind: 'unsupported' });
      return false;
    }
    const chosen = await choose(file);
    if ('skip' in chosen) {
      outcome.skipped.push({ path, ...chosen.skip });
      return false;
    }
    for (const name of chosen.rules.keys()) outcome.ran.add(name);
    if (isTooDeep(source.text)) {
      outcome.errors.push({ kind: 'parse', path, message: `${path} ${tooDeep}.` });
      return false;
    }
    if (isDeep(source.text) && leftToDeepStack(file, judging)) return false;
    const reading = await read(file.path, path, source.text, chosen, judging);
    if (!reading) {
      outcome.skipped.push({
        path,
        kind: 'ignored-by-eslint',
        reason: "ignored by the project's ESLint configuration",
      });
      return false;
    }
    const { errors } = reading;
    if (errors.some(({ message }) => isStackOverflow(message)) && leftToDeepStack(file, judging)) return false;
    add(reading, file.path, path, chosen, judging);
    addOwn(file.path, path, chosen, judging);
    return !errors.some((error) => error.kind === 'parse') && !isOfTests(reading, path, outcome);
  } catch (error) {
    if (isStackOverflow(firstLine(error)) && leftToDeepStack(file, judging)) return false;
    addFailure(error, path, outcome);
    return false;
  }
}

/** Adds what was found of a file to the outcome. @param path absolute; @param shown as people see it */
function add(
  reading: FileReading,
  path: string,
  shown: string,
  plan: FilePlan,
  { scan, outcome, bulk }: Judging,
): void {
  const context = { file: shown, today: scan.today, ownLevels: plan.isOfProject };
  const findings = bulk.apply(reading.findings, path, plan);
  outcome.verdicts.push(...findings.map((finding) => draftOf(finding, context)));
  outcome.errors.push(...reading.errors);
  outcome.unused.push(...reading.unused);
  outcome.patterns.push(...reading.patterns);
}

/** Tells of a file that it is left out as code of tests. */
function isOfTests({ ofTests }: FileReading, path: string, outcome: ScanOutcome): boolean {
  if (ofTests === undefined) return false;
  const reason = `code of tests, because ${ofTests}; "tests": true in the configuration judges it too`;
  outcome.skipped.push({ path, kind: 'test', reason });
  return true;
}

/** Adds what checks of one's own say of a file. None of it is kept for later scans: what they rest on is theirs to know. */
function addOwn(path: string, shown: string, plan: FilePlan, judging: Judging): void {
  const { engine, own, outcome } = judging;
  for (const name of own.names) outcome.ran.add(name);
  const reading = own.judge(engine, path, shown, plan);
  if (reading) add(reading, path, shown, { ...plan, isOfProject: false }, judging);
}

/** Leaves a file to a thread with a larger stack, unless this is one. */
function leftToDeepStack(file: InputFile, { scan, deep }: Judging): boolean {
  if (!scan.hasDeepStack) deep.push(file);
  return !scan.hasDeepStack;
}

/** Judges a text by the engine, and where that cannot, by ESLint; undefined where that ignores the file. */
async function read(
  path: string,
  file: string,
  text: string,
  plan: FilePlan,
  { scan: { metadata, session }, engine }: Judging,
): Promise<FileReading | undefined> {
  const isOurs = !plan.needsEslint && !hasInlineConfiguration(text, plan.namespace);
  const reading = isOurs ? judgeByEngine(engine, path, file, plan, metadata) : undefined;
  if (reading) session?.keep(path, plan, reading);
  return reading ?? (await judgeByEslint(text, path, file, plan, metadata));
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
