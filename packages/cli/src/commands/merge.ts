import { Option, type Command } from 'commander';
import { commaList } from './comma-list.js';

/** The options as the command line gives them. */
export interface MergeFlags {
  readonly format?: string[];
  readonly output?: string;
  readonly failOn?: 'error' | 'warning' | 'never';
  readonly base?: string;
  readonly baseline?: string;
  readonly requireHuman?: boolean;
  readonly config?: string;
  readonly untrusted?: boolean;
  readonly history?: string;
  readonly verbose?: boolean;
  readonly summary?: boolean;
  readonly newOnly?: boolean;
}

const examples = `
Examples:
  faultline merge part-*.json                                   the parts of --shard 1/3, 2/3 and 3/3
  faultline merge orders.json billing.json --format html:all.html  packages that were scanned each for itself
  faultline merge part-*.json --baseline faultline-baseline.jsonl  the gate over all of them

Exit codes: 0 passed, 1 the gate failed, 2 the call is wrong, a part is missing, or one of the scans was incomplete.`;

/** Adds the command `merge`. */
export function addMerge(program: Command): void {
  program
    .command('merge')
    .summary('join results of shards or packages')
    .description(
      'Joins stored results of parts of a workload, as if it had been scanned at once, and runs the gate over them.\n' +
        'Paths are then relative to the folder that holds all of the scanned ones.',
    )
    .argument('<results...>', 'files written with --format json')
    .option('--format <formats>', 'formats, each with :FILE or not; the first without goes to stdout', commaList)
    .option('-o, --output <file>', 'write the first format without a file here')
    .addOption(
      new Option('--fail-on <severity>', 'fail from this severity on (default: error)').choices([
        'error',
        'warning',
        'never',
      ]),
    )
    .option('--base <file>', 'fail on violations only that these stored results do not have')
    .option('--baseline <file>', 'fail on violations only that this baseline does not have')
    .option('--require-human', 'fail while questions that only people can answer are open')
    .option('--config <file>', 'configuration to use instead of the nearest faultline.config.*')
    .option('--untrusted', 'run no code of the project: no config but JSON')
    .option('--history <file>', 'add the counts of this run to a file, and show the trend in reports')
    .option('--verbose', 'list what could not be decided as well')
    .option('--summary', 'show where the workload stands, without the single findings')
    .option('--new-only', 'leave violations that were there before out of SARIF, Markdown, CSV and the like')
    .addHelpText('after', examples)
    .action(async (files: string[], flags: MergeFlags) => {
      const { runMerge } = await import('./run-merge.js');
      await runMerge(files, flags);
    });
}
