import { InvalidArgumentError, type Command } from 'commander';
import { fixValueNames, fixValues, problemWithValue, type FixValueName, type FixValues } from '../repair/values.js';
import { didYouMean } from '../nearest.js';
import { addScanOptions, type ScanFlags } from './scan-options.js';

/** The options as the command line gives them. */
export interface FixFlags extends ScanFlags {
  readonly dryRun?: boolean;
  readonly value?: FixValues;
  readonly takeProposed?: boolean;
}

const examples = `
Examples:
  faultline fix --dry-run                        the repairs as a patch; nothing is changed
  faultline fix src --value timeoutMs=5000       repair the code below src
  faultline fix --check sqs-queue-dlq            one check only
  faultline fix --take-proposed                  with the numbers that messages propose

Numbers that only you can know come from the configuration ("fix": { "timeoutMs": 5000 }), from --value, or are asked for
on a terminal:
${fixValueNames.map((name) => `  ${name.padEnd(24)}${fixValues[name].question} (proposed: ${fixValues[name].proposed})`).join('\n')}

Each repair is judged again, and code is compiled again; what does not help, or brings something new, is taken back.
Exit codes: 0 done, 2 the call or a part of the scan went wrong, 130 interrupted.`;

function values(text: string, before: FixValues = {}): FixValues {
  const [name = '', number = ''] = text.split('=', 2);
  if (!(name in fixValues)) {
    throw new InvalidArgumentError(`There is no value '${name}'.${didYouMean(name, fixValueNames)}`);
  }
  const problem = /^\d+$/.test(number)
    ? problemWithValue(name as FixValueName, Number(number))
    : `It must be ${name}=NUMBER`;
  if (problem !== undefined) throw new InvalidArgumentError(`${problem}.`);
  return { ...before, [name]: Number(number) };
}

/** Adds the command `fix`. */
export function addFix(program: Command, signal: AbortSignal): void {
  const command = program
    .command('fix')
    .summary('repair what can be proven to be repaired')
    .description('Repairs faults in code, templates and CDK apps, and keeps a repair only if it is proven to help.')
    .argument('[paths...]', 'files, folders and globs; the current folder by default')
    .option('--dry-run', 'print the repairs as a patch and change nothing')
    .option('--value <name=number>', 'a number to write; can be given more than once', values)
    .option('--take-proposed', 'write the proposed numbers where none is given');
  addScanOptions(command)
    .addHelpText('after', examples)
    .action(async (paths: string[], flags: FixFlags) => {
      const { runFix } = await import('./run-fix.js');
      await runFix(paths, flags, signal);
    });
}
