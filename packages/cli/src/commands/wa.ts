import { InvalidArgumentError, Option, type Command } from 'commander';

/** The options as the command line gives them. */
export interface WaFlags {
  readonly format: 'pretty' | 'json';
  readonly output?: string;
  readonly link?: string;
  readonly lensAlias: string;
  readonly workloadId?: string;
  readonly region?: string;
  readonly apply?: boolean;
}

const examples = `
Examples:
  faultline wa                                        answers that a scan of this folder supports
  faultline wa results.json --format json -o wa.json  the same from stored results, as a file
  faultline wa results.json --workload-id 0123456789abcdef0123456789abcdef --region eu-west-1
                                                      how the answers of a workload differ
  faultline wa results.json --workload-id 0123456789abcdef0123456789abcdef --apply
                                                      writes them
  faultline wa lens -o faultline-lens.json            a custom lens of eleven questions

Without --workload-id nothing is sent anywhere; without --apply nothing is written.`;

const lensExamples = `
Examples:
  faultline wa lens -o faultline-lens.json
  aws wellarchitected import-lens --json-string file://faultline-lens.json`;

function workloadId(value: string): string {
  if (!/^[0-9a-f]{32}$/.test(value)) throw new InvalidArgumentError('It must be 32 digits from 0-9 and a-f.');
  return value;
}

function address(value: string): string {
  if (!/^https?:\/\/\S+$/.test(value)) throw new InvalidArgumentError('It must be an address with http or https.');
  return value;
}

/** Adds the command `wa`, and `wa lens` under it. */
export function addWa(program: Command, signal: AbortSignal): void {
  const wa = program
    .command('wa')
    .summary('propose answers for the AWS Well-Architected Tool')
    .description(
      'Proposes answers to the questions REL 4 and REL 5 of the AWS Well-Architected Tool, and shows or writes what ' +
        'differs in a workload. What people selected or wrote there stays.',
    )
    .argument('[results]', 'file written with --format json, - for stdin; by default the current folder is scanned')
    .addOption(new Option('--format <format>').choices(['pretty', 'json']).default('pretty'))
    .option('-o, --output <file>', 'write to a file instead of stdout')
    .option('--link <address>', 'address of the report, for the notes', address)
    .option('--lens-alias <alias>', 'lens that the workload is reviewed with', 'wellarchitected')
    .option('--workload-id <id>', 'compare with this workload; asks AWS', workloadId)
    .option('--region <region>', 'AWS region of the workload (default: that of your AWS configuration)')
    .option('--apply', 'write the differences to the workload')
    .addHelpText('after', examples)
    .action(async (results: string | undefined, flags: WaFlags) => {
      const { runWa } = await import('./run-wa.js');
      await runWa(results, flags, signal);
    });
  wa.command('lens')
    .summary('write a custom lens')
    .description('Writes a custom lens for the AWS Well-Architected Tool: one question for each best practice.')
    .option('-o, --output <file>', 'write to a file instead of stdout')
    .addHelpText('after', lensExamples)
    .action(async (_flags: unknown, command: Command) => {
      const { runWaLens } = await import('./run-wa.js');
      await runWaLens(command.optsWithGlobals<{ output?: string }>().output);
    });
}
