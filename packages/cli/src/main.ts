import { Command, CommanderError } from 'commander';
import { exitCodes } from './assessment/gate.js';
import { addAnswer } from './commands/answer.js';
import { addBaseline } from './commands/baseline.js';
import { addCheck } from './commands/check.js';
import { addCompletion } from './commands/completion.js';
import { addConfig } from './commands/config.js';
import { addExplain } from './commands/explain.js';
import { addFix } from './commands/fix.js';
import { addGraph } from './commands/graph.js';
import { addInit } from './commands/init.js';
import { addMcp } from './commands/mcp.js';
import { addMerge } from './commands/merge.js';
import { addReport } from './commands/report.js';
import { addRules } from './commands/rules.js';
import { addWa } from './commands/wa.js';
import { complain, endProgress, isBrokenPipe, setQuiet } from './commands/terminal.js';
import { firstLine, UsageError } from './errors.js';
import { version } from './version.js';

const examples = `
Examples:
  faultline check                       scan this folder
  faultline check --format html         the results as a page, on stdout
  faultline explain REL05-BP05          what a best practice asks for, and which checks judge it
  faultline rules                       all checks`;

function program(signal: AbortSignal): Command {
  const command = new Command('faultline')
    .description(
      'Finds, before release, the faults that bring distributed systems down: code and infrastructure\n' +
        'judged against the best practices of AWS Well-Architected REL04 and REL05.',
    )
    .version(version)
    .option('--quiet', 'no progress and no notes on stderr')
    .option('--no-color', 'no colours')
    .option('--debug', 'show where in the program an internal error came from')
    .addHelpText('after', examples)
    .exitOverride()
    .configureOutput({
      outputError: (text) =>
        complain(
          text
            .replace(/^error: /, '')
            .trim()
            .replaceAll('\n', ' '),
        ),
    })
    .hook('preAction', (root) => setQuiet(root.opts<{ quiet?: boolean }>().quiet ?? false));
  addCheck(command, signal);
  addBaseline(command, signal);
  addFix(command, signal);
  addAnswer(command, signal);
  addReport(command);
  addMerge(command);
  addRules(command);
  addExplain(command);
  addGraph(command, signal);
  addInit(command, signal);
  addMcp(command, signal);
  addConfig(command);
  addWa(command, signal);
  addCompletion(command);
  return command;
}

/** Signals that end a run, and the exit codes that shells know them by. */
const endingSignals = [
  ['SIGINT', exitCodes.interrupted],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
] as const;

/** Exit code for an error, after telling people about it. */
function report(error: unknown, debug: boolean): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.pass : exitCodes.trouble;
  if (error instanceof UsageError) {
    complain(error.message);
    return exitCodes.trouble;
  }
  const { code, syscall } = error as NodeJS.ErrnoException;
  if (syscall === 'uv_cwd') {
    complain('The working folder is not there any more; change to one that is.');
    return exitCodes.trouble;
  }
  if (code === 'ENOSPC') {
    complain(`The disk is full: ${firstLine(error)}. Make room and run again.`);
    return exitCodes.trouble;
  }
  if (debug && error instanceof Error) complain(error.stack ?? error.message);
  else complain(`Internal error: ${firstLine(error)}. Run again with --debug to see where, and report it.`);
  return exitCodes.trouble;
}

/**
 * Keeps what runs in this process, such as the ESLint configuration and the plugins of a project, from ending it with an
 * exit code that says something else: that all is well, or that the gate failed.
 * @returns tells that the end is ours from now on
 */
function guardEnd(isDebug: boolean): () => void {
  let isOurs = false;
  const stop = (error: unknown): void => {
    endProgress();
    process.exit(report(error, isDebug));
  };
  process.on('uncaughtException', stop);
  process.on('unhandledRejection', stop);
  process.on('exit', (code) => {
    if (isOurs || code === exitCodes.trouble || code > 128) return;
    complain(
      'Something that runs in the scan, such as an ESLint configuration or a parser, ended it; --untrusted runs none.',
    );
    process.exitCode = exitCodes.trouble;
  });
  return () => void (isOurs = true);
}

/** Runs the command line and sets the exit code of the process. */
export async function main(argv: readonly string[]): Promise<void> {
  const isDebug = argv.includes('--debug');
  const endIsOurs = guardEnd(isDebug);
  const interruption = new AbortController();
  let interrupted: number = exitCodes.interrupted;
  process.stdout.on('error', (error) => {
    if (isBrokenPipe(error)) return;
    complain(`Nothing can be written to standard output: ${firstLine(error)}.`);
    process.exit(exitCodes.trouble);
  });
  // Where nobody listens to notes any more, the results are worth as much as before.
  process.stderr.on('error', () => undefined);
  for (const [signal, code] of endingSignals) {
    process.on(signal, () => {
      // Who asks again does not want to wait for the end.
      if (interruption.signal.aborted) process.exit(code);
      interrupted = code;
      interruption.abort();
    });
  }
  try {
    await program(interruption.signal).parseAsync(argv);
  } catch (error) {
    endProgress();
    process.exitCode = interruption.signal.aborted ? interrupted : report(error, isDebug);
  } finally {
    endIsOurs();
  }
}
