import { Option, type Command } from 'commander';
import { commaList } from './comma-list.js';

/** What a command that scans is told about the scan. */
export interface ScanFlags {
  readonly only?: 'code' | 'infra';
  readonly bestPractice?: string[];
  readonly check?: string[];
  readonly app?: string;
  readonly synth?: boolean;
  readonly preset?: 'recommended' | 'strict';
  readonly config?: string;
  readonly untrusted?: boolean;
}

/** Adds the options that every command has which scans. */
export function addScanOptions(command: Command): Command {
  return command
    .addOption(new Option('--only <layer>', 'look at one layer').choices(['code', 'infra']))
    .option('--best-practice <ids>', 'best practices, such as REL05-BP05,REL04-*', commaList)
    .option('--check <names>', 'checks by name; they run whatever the preset', commaList)
    .option('--app <command>', 'command that runs the CDK app, instead of those in cdk.json files')
    .option('--no-synth', 'run no CDK app; read the cdk.out folders that are there')
    .addOption(
      new Option('--preset <name>', "use a preset and ignore the project's ESLint configuration").choices([
        'recommended',
        'strict',
      ]),
    )
    .option('--config <file>', 'configuration to use instead of the nearest faultline.config.*')
    .option('--untrusted', 'run no code of the project: no CDK app, no ESLint configuration, no config but JSON');
}
