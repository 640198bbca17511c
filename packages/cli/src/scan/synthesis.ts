import { existsSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { ScanError } from '@faultline/catalog';
import { largeFile, readText } from '@faultline/catalog/files';
import { firstLine } from '../errors.js';
import { makeScratch } from '../files/scratch.js';
import { display } from '../paths.js';
import { readRecording, recorder, type Recording } from '../workload/links/recorded-code.js';
import { meaningfulLine, runCommand, type ProcessEnd } from './app-process.js';
import { isAssembly } from './assembly-folders.js';

/** A CDK app: the command that runs it, and the folder of its `cdk.json`. */
export interface CdkApp {
  readonly folder: string;
  readonly command: string;
  /** Command that has to run before it. */
  readonly build?: string;
  readonly context: Readonly<Record<string, unknown>>;
  /** Name of the folder that the app writes its assembly to, when the CDK runs it. */
  readonly output: string;
}

/** A cloud assembly on disk. */
export interface Assembly {
  readonly folder: string;
  /** Where people know it: the app's own output folder. */
  readonly shownAs: string;
  /** What the app told of the code of its functions, when it was run. */
  readonly recording?: Recording;
  /** Deletes it, when it was made for this run. */
  readonly dispose?: () => void;
}

/** Longest time that an app may take. Milliseconds. */
const timeLimit = 5 * 60_000;
/** Linux takes 128 KiB in one variable of the environment; the CDK reads larger contexts from a file. Characters. */
const longestContext = 100_000;

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function readObject(path: string): Record<string, unknown> {
  if (!existsSync(path)) return {};
  const value: unknown = JSON.parse(readText(path, { maxBytes: largeFile }));
  return isObject(value) ? value : {};
}

/**
 * Reads a `cdk.json` with the context beside it; undefined when it names no app.
 * @param command runs the app instead of the one that `cdk.json` names
 * @throws {SyntaxError} when a file is not JSON
 */
export function readApp(folder: string, command?: string): CdkApp | undefined {
  const file = readObject(join(folder, 'cdk.json'));
  const app = command ?? file['app'];
  if (typeof app !== 'string' || app.trim() === '') return undefined;
  const context = isObject(file['context']) ? file['context'] : {};
  return {
    folder,
    command: app,
    ...(typeof file['build'] === 'string' && command === undefined && { build: file['build'] }),
    context: { ...readObject(join(folder, 'cdk.context.json')), ...context },
    output: typeof file['output'] === 'string' ? file['output'] : 'cdk.out',
  };
}

/** What the CDK is told beside the project's own context: everything that the templates need, and nothing else. */
const ownContext = {
  'aws:cdk:enable-path-metadata': true,
  'aws:cdk:version-reporting': false,
  'aws:cdk:performance-reporting': false,
  // Building and copying code for deployment is slow, may need Docker, and changes nothing in what is judged.
  'aws:cdk:bundling-stacks': [],
  'aws:cdk:disable-asset-staging': true,
  // The lines of the user's source come from these.
  'aws:cdk:disable-creation-stack-traces': false,
};

function environment(app: CdkApp, output: string, scratch: string): NodeJS.ProcessEnv {
  const context = JSON.stringify({ ...app.context, ...ownContext });
  const isLong = context.length > longestContext;
  if (isLong) writeFileSync(join(scratch, 'context.json'), context);
  const region = process.env['AWS_REGION'] ?? process.env['AWS_DEFAULT_REGION'] ?? 'us-east-1';
  return {
    // Apps that look up by account or region only need some; lookups give the CDK's placeholders.
    CDK_DEFAULT_ACCOUNT: '123456789012',
    CDK_DEFAULT_REGION: region,
    // Older versions of the CDK write the lines of the user's source with this only.
    CDK_DEBUG: '1',
    ...process.env,
    CDK_OUTDIR: output,
    CDK_CONTEXT_JSON: isLong ? '{}' : context,
    ...(isLong && { CONTEXT_OVERFLOW_LOCATION_ENV: join(scratch, 'context.json') }),
    // The CDK's own template validation takes longer than everything else together and is not asked for here.
    CDK_VALIDATION: 'false',
    // Constructs are made deep inside of libraries; with Node's ten frames the user's line would be cut off.
    // What functions are made from is told by the app itself, while it runs.
    NODE_OPTIONS:
      `${process.env['NODE_OPTIONS'] ?? ''} --stack-trace-limit=60 --enable-source-maps --require ${quoted(recorder)}`.trim(),
    FAULTLINE_RECORDING: join(scratch, recordingName),
    // Types are for the project's own build: checking them takes more than half of the time, and most of the memory.
    TS_NODE_TRANSPILE_ONLY: '1',
    // npx must not install what the project does not have.
    npm_config_yes: 'false',
  };
}

const recordingName = 'recording.jsonl';

/** A word of NODE_OPTIONS, whatever is in it. */
const quoted = (word: string): string => `"${word.replace(/[\\"]/g, '\\$&')}"`;

/** As the CDK does: a lone JavaScript file is run with Node. */
function executable(app: CdkApp): string {
  const isScript = /^[^\s"']+\.[cm]?js$/.test(app.command) && existsSync(resolve(app.folder, app.command));
  return isScript ? `"${process.execPath}" "${app.command}"` : (withoutManager(app) ?? app.command);
}

/** `pnpm exec ts-node bin/app.ts` with the program that the project has: no package manager has to be there for it. */
function withoutManager({ folder, command }: CdkApp): string | undefined {
  // Windows has other files for programs.
  const [, program, rest = ''] =
    process.platform === 'win32'
      ? []
      : (/^\s*(?:npx|bunx|(?:npm|pnpm|yarn) exec(?: --)?|yarn(?: run)?) ([\w.-]+)(\s.*)?$/s.exec(command) ?? []);
  if (program === undefined || program.startsWith('-')) return undefined;
  for (let at = folder; ; at = dirname(at)) {
    const file = join(at, 'node_modules', '.bin', program);
    if (existsSync(file)) return `"${file}"${rest}`;
    if (at === dirname(at)) return undefined;
  }
}

function failure(app: CdkApp, root: string, command: string, end: ProcessEnd): ScanError {
  const path = display(root, join(app.folder, 'cdk.json'));
  const where = display(root, app.folder);
  const what =
    end.stopped === 'time'
      ? `took longer than ${timeLimit / 60_000} minutes and was stopped`
      : end.code === 0
        ? 'wrote no cloud assembly'
        : `failed with exit code ${end.code}`;
  const absent = end.stopped ? undefined : notInstalled(end.output);
  if (absent !== undefined)
    return {
      kind: 'synthesis',
      path,
      message: `The CDK app in ${where} (${command}) needs ${absent}, which is not installed. Install its packages first, or pass --no-synth to read an existing cdk.out.`,
    };
  const line = meaningfulLine(end.output);
  const said = line === undefined ? '' : ` It said: ${line}`;
  const advice = ' Make the command work there, or pass --no-synth to read an existing cdk.out.';
  return {
    kind: 'synthesis',
    path,
    message: `The CDK app in ${where} (${command}) ${what}.${said.replace(/[^.!?]$/, '$&.')}${advice}`,
  };
}

/** The package or program without which an app does not start, in the words of Node, npx and the shell. Untrusted text. */
function notInstalled(output: string): string | undefined {
  const found =
    /Cannot find (?:module|package) '((?:@[\w.-]+\/)?[\w-][\w.-]*)(?:\/[^'\n]*)?'/.exec(output) ??
    /npx canceled due to missing packages.*\["([\w@/.-]+)"\]/.exec(output) ??
    /(?:^|\n)(?:\/bin\/)?sh: (?:line )?(?:\d+: )?([\w./-]+): (?:command )?not found/.exec(output);
  return found?.[1];
}

/** Runs a CDK app into a folder of its own; a failing app becomes an error that quotes it. */
export async function synthesize(
  app: CdkApp,
  root: string,
  signal: AbortSignal | undefined,
): Promise<Assembly | ScanError> {
  const ready = resolve(app.folder, app.command);
  const shownAs = display(root, resolve(app.folder, app.output));
  if (isAssembly(ready)) return { folder: ready, shownAs: display(root, ready) };
  const { folder: scratch, dispose } = makeScratch();
  try {
    const output = join(scratch, 'cdk.out');
    const options = { cwd: app.folder, env: environment(app, output, scratch), limit: timeLimit, signal };
    for (const command of [app.build, executable(app)]) {
      if (command === undefined) continue;
      const end = await runCommand(command, options);
      signal?.throwIfAborted();
      const isLast = command !== app.build;
      // An app whose own validation finds faults fails after it has written a whole assembly.
      if (isLast && isAssembly(output))
        return { folder: output, shownAs, recording: readRecording(join(scratch, recordingName)), dispose };
      if (isLast || end.code !== 0) {
        dispose();
        return failure(app, root, command, end);
      }
    }
  } catch (error) {
    dispose();
    signal?.throwIfAborted();
    const where = display(root, app.folder);
    return { kind: 'synthesis', message: `The CDK app in ${where} could not be started: ${firstLine(error)}.` };
  }
  throw new Error('A CDK app without a command cannot be run.');
}
