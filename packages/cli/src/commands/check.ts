import type { Shard } from '@faultline/catalog';
import { InvalidArgumentError, Option, type Command } from 'commander';
import type { GatedOptions } from '../gated-check.js';
import { commaList } from './comma-list.js';
import { addScanOptions } from './scan-options.js';

/** The options as the command line gives them. */
export interface CheckFlags extends Omit<GatedOptions, 'paths' | 'bestPractices' | 'checks' | 'changedFiles'> {
  readonly bestPractice?: string[];
  readonly check?: string[];
  readonly format?: string[];
  readonly output?: string;
  readonly verbose?: boolean;
  readonly summary?: boolean;
  readonly stdinFilename: string;
  readonly newOnly?: boolean;
  readonly history?: string;
  readonly watch?: boolean;
}

const examples = `
Examples:
  faultline check                                          the code, CDK apps and templates of this folder
  faultline check src infra/template.yaml                  these only
  faultline check --format pretty,html:report.html         to the screen and as a page
  faultline check --only infra --app "npx tsx bin/app.ts"  a CDK app
  faultline check --best-practice REL05-BP05,REL04-*       some best practices
  cat api.yaml | faultline check - --stdin-filename api.yaml  a template that is no file
  faultline check --base origin/main                       fail on what this branch adds
  faultline check --baseline faultline-baseline.jsonl      fail on what the baseline does not have
  faultline check --history runs.jsonl --format html       a page with the trend
  faultline check --changed                                before a commit: the files that it changes
  faultline check --shard 1/2 --format json:part-1.json    half of the code; 'faultline merge' joins the halves
  faultline check --untrusted --format sarif -o out.sarif  code that must not run

Exit codes: 0 passed, 1 the gate failed, 2 the call or a part of the scan went wrong or nothing was judged, 130 interrupted.`;

function shardOf(value: string): Shard {
  const [, index, count] = /^([1-9]\d{0,3})\/([1-9]\d{0,3})$/.exec(value)?.map(Number) ?? [];
  if (index === undefined || count === undefined || index > count)
    throw new InvalidArgumentError('It must be a part and their number, such as 2/4.');
  return { index, count };
}

function threads(value: string): number | 'auto' {
  if (value === 'auto') return value;
  if (!/^[1-9]\d{0,2}$/.test(value)) throw new InvalidArgumentError("It must be a number from 1 on, or 'auto'.");
  return Number(value);
}

/** Adds the command `check`. */
export function addCheck(program: Command, signal: AbortSignal): void {
  const command = program
    .command('check')
    .summary('scan code and infrastructure')
    .description('Scans code and infrastructure, and says where the workload stands on each best practice.')
    .argument(
      '[paths...]',
      'files, folders and globs, - for a template on standard input; the current folder by default',
    );
  addScanOptions(command)
    .addOption(new Option('--severity <least>', 'leave out lesser verdicts').choices(['error', 'warning', 'note']))
    .option('--stdin-filename <path>', 'path to show for the template on standard input', 'stdin.template')
    .option('--format <formats>', 'formats, each with :FILE or not; the first without goes to stdout', commaList)
    .option('-o, --output <file>', 'write the first format without a file here')
    .addOption(
      new Option('--fail-on <severity>', 'fail from this severity on (default: error)').choices([
        'error',
        'warning',
        'never',
      ]),
    )
    .option(
      '--base <ref>',
      'fail on violations only that the merge base with this revision, or stored results, do not have',
    )
    .addOption(
      new Option('--config-from <side>', 'whose configuration counts with --base REF (default: base)').choices([
        'base',
        'branch',
      ]),
    )
    .option(
      '--baseline <file>',
      'fail on violations only that this baseline, with --base as it is there, does not have',
    )
    .option(
      '--fail-on-gate-changes',
      'fail when the branch changes the gate itself: configuration, suppressions, what is left out',
    )
    .option('--changed [ref]', 'judge files only that differ from HEAD, or from the merge base with a revision')
    .option('--allow-empty', 'let a run pass that found nothing to judge')
    .option('--require-human', 'fail while questions that only people can answer are open')
    .option('--concurrency <threads>', 'threads that judge source files: a number, or auto', threads)
    .option('--shard <part>', 'judge one of several parts, such as 2/4; faultline merge joins their results', shardOf)
    .option(
      '--cache',
      'keep what was found for the next run, of sources and of base revisions, in the cache folder of the user',
    )
    .option('--no-cache', 'keep nothing (default)')
    .option('--history <file>', 'add the counts of this run to a file, and show the trend in reports')
    .option('--watch', 'check again whenever a file changes, which judges again only what the change touches')
    .option('--verbose', 'list what could not be decided as well')
    .option('--summary', 'show where the workload stands, without the single findings')
    .option('--new-only', 'leave violations that were there before out of SARIF, Markdown, CSV and the like')
    .addHelpText('after', examples)
    .action(async (paths: string[], flags: CheckFlags) => {
      const { runCheckCommand } = await import('./run-check.js');
      await runCheckCommand(paths, flags, signal);
    });
}
