import { Option, type Command } from 'commander';
import { commaList } from './comma-list.js';

/** The options as the command line gives them. */
export interface ConfigFlags {
  readonly print?: boolean;
  readonly validate?: boolean;
  readonly output: 'pretty' | 'json';
  readonly config?: string;
  readonly untrusted?: boolean;
  readonly preset?: 'recommended' | 'strict';
  readonly failOn?: 'error' | 'warning' | 'never';
  readonly app?: string;
  readonly baseline?: string;
  readonly format?: string[];
}

const examples = `
Examples:
  faultline config --print                    every value that counts, and where it comes from
  faultline config --print --preset strict    the same, as a check with this flag would see it
  faultline config --print --output json      for programs
  faultline config --validate                 say what is wrong in the configuration

Exit codes: 0 all is right, 2 something is wrong in the configuration or the call.`;

/** Adds the command `config`. */
export function addConfig(program: Command): void {
  program
    .command('config')
    .summary('show or check the configuration')
    .description('Shows the values that count and where each comes from, or says what is wrong with them.')
    .option('--print', 'show every value and its origin: the file, a flag, or the default')
    .option('--validate', 'show only what is wrong')
    .addOption(new Option('--output <form>', 'form of --print').choices(['pretty', 'json']).default('pretty'))
    .option('--config <file>', 'configuration to use instead of the nearest faultline.config.*')
    .option('--untrusted', 'run no code of the project: read JSON only')
    .addOption(new Option('--preset <name>', 'as in check').choices(['recommended', 'strict']))
    .addOption(new Option('--fail-on <severity>', 'as in check').choices(['error', 'warning', 'never']))
    .option('--app <command>', 'as in check')
    .option('--baseline <file>', 'as in check')
    .option('--format <formats>', 'as in check', commaList)
    .addHelpText('after', examples)
    .action(async (flags: ConfigFlags) => {
      const { runConfig } = await import('./run-config.js');
      await runConfig(flags);
    });
}
