import type { Command } from 'commander';
import { addScanOptions, type ScanFlags } from './scan-options.js';

/** What `faultline baseline` does with the file. */
export type BaselineAction = 'create' | 'update' | 'prune';

/** The options as the command line gives them. */
export interface BaselineFlags extends ScanFlags {
  readonly baseline?: string;
  readonly force?: boolean;
  readonly allowEmpty?: boolean;
}

const examples = `
Examples:
  faultline baseline create           accept what is there, so that the gate looks at what comes
  faultline baseline update           accept what was added, drop what is gone
  faultline baseline prune            drop what is gone, accept nothing

The file is faultline-baseline.jsonl unless the configuration or --baseline says otherwise. Commit it.
Exit codes: 0 written, 2 the call or a part of the scan went wrong and nothing was written.`;

const summaries: Readonly<Record<BaselineAction, string>> = {
  create: 'write all violations that are there',
  update: 'add what is new, follow what moved, drop what is gone',
  prune: 'follow what moved and drop what is gone',
};

/** Adds the command `baseline`. */
export function addBaseline(program: Command, signal: AbortSignal): void {
  const baseline = program
    .command('baseline')
    .summary('keep a list of known violations')
    .description('Keeps a list of known violations, which the gate lets pass.')
    .addHelpText('after', examples);
  for (const action of ['create', 'update', 'prune'] as const) {
    const command = baseline
      .command(action)
      .description(`${summaries[action].replace(/^./, (letter) => letter.toUpperCase())}.`)
      .summary(summaries[action])
      .argument('[paths...]', 'files, folders and globs to look at; entries on others stay as they are')
      .option('--baseline <file>', 'the file');
    addScanOptions(command)
      .option('--allow-empty', 'write the file also where there was nothing to judge')
      .addHelpText('after', examples)
      .action(async (paths: string[], flags: BaselineFlags) => {
        const { runBaseline } = await import('./run-baseline.js');
        await runBaseline(action, paths, flags, signal);
      });
    if (action === 'create') command.option('--force', 'replace a file that is there');
  }
}
