import type { Command } from 'commander';

/** The options as the command line gives them. */
export interface InitFlags {
  readonly yes?: boolean;
  readonly dryRun?: boolean;
  readonly ts?: boolean;
  readonly ci: boolean;
  readonly agents?: boolean;
  readonly baseline: boolean;
  readonly app?: string;
  readonly synth: boolean;
}

const examples = `
Examples:
  faultline init                 show what would be written, ask, and write it
  faultline init --dry-run       show the changes as a patch, write nothing
  faultline init --yes           write without asking, as in a script
  faultline init --yes --no-ci   everything but the pipeline

Run it again whenever you like: what is there is left alone.
Exit codes: 0 done or nothing to do, 1 you said no, 2 the call or a part of the scan went wrong.`;

/** Adds the command `init`. */
export function addInit(program: Command, signal: AbortSignal): void {
  program
    .command('init')
    .summary('set a project up')
    .description(
      'Looks what the project is made of, and sets it up: the configuration, the entry in the ESLint configuration,\n' +
        'the pipeline, and a baseline of what is there, so that the gate is green from the first day.',
    )
    .option('-y, --yes', 'write without asking')
    .option('--dry-run', 'show the changes as a patch and write nothing')
    .option('--ts', 'write faultline.config.ts instead of faultline.config.json')
    .option('--no-ci', 'write no pipeline')
    .option('--agents', 'write AGENTS.md for coding agents; where there is one it gets its lines anyway')
    .option('--no-agents', 'leave AGENTS.md alone')
    .option('--no-baseline', 'make no baseline')
    .option('--app <command>', 'command that runs the CDK app, for the baseline')
    .option('--no-synth', 'run no CDK app for the baseline')
    .addHelpText('after', examples)
    .action(async (flags: InitFlags) => {
      const { runInit } = await import('./run-init.js');
      await runInit(flags, signal);
    });
}
