import type { Command } from 'commander';
import { readResults } from '../stored-results.js';
import { commaList } from './comma-list.js';
import { screen } from './terminal.js';

const examples = `
Examples:
  faultline report faultline-report.json --format html -o report.html
  faultline report results.json --format markdown,junit:junit.xml`;

interface ReportFlags {
  readonly format?: string[];
  readonly output?: string;
  readonly verbose?: boolean;
  readonly summary?: boolean;
  readonly newOnly?: boolean;
  readonly history?: string;
}

/** Adds the command `report`. */
export function addReport(program: Command): void {
  program
    .command('report')
    .summary('render stored results')
    .description('Renders stored results in any format, without scanning again.')
    .argument('<results>', 'file written with --format json; - for stdin')
    .option('--format <formats>', 'formats, each with :FILE or not; the first without goes to stdout', commaList)
    .option('-o, --output <file>', 'write the first format without a file here')
    .option('--history <file>', 'show the trend of the runs in this file')
    .option('--verbose', 'list what could not be decided as well')
    .option('--summary', 'show where the workload stands, without the single findings')
    .option('--new-only', 'leave violations that were there before out of SARIF, Markdown, CSV and the like')
    .addHelpText('after', examples)
    .action(async (file: string, flags: ReportFlags) => {
      const { planOutputs, writeOutputs } = await import('./outputs.js');
      const { readHistory } = await import('../history/file.js');
      const { withHistory } = await import('../history/keep.js');
      const outputs = planOutputs(flags.format ?? ['pretty'], flags.output);
      const stored = readResults(file);
      const results = flags.history === undefined ? stored : withHistory(stored, readHistory(flags.history));
      await writeOutputs(results, outputs, screen(flags), process.cwd());
    });
}
