import { Option, type Command } from 'commander';
import { graphFormats, type GraphFormat } from '../workload/inventory/draw.js';

const examples = `
Examples:
  faultline graph                                     functions, what drives them and their code, for Mermaid
  faultline graph --format dot | dot -Tsvg > out.svg  as a picture, with Graphviz
  faultline graph --results results.json              of stored results, without scanning again`;

/** The options as the command line gives them. */
export interface GraphFlags {
  readonly format: GraphFormat;
  readonly results?: string;
  readonly app?: string;
  readonly synth?: boolean;
  readonly untrusted?: boolean;
  readonly config?: string;
}

/** Adds the command `graph`. */
export function addGraph(program: Command, signal: AbortSignal): void {
  program
    .command('graph')
    .summary('draw functions, their code and what drives them')
    .description(
      'Draws the functions of the workload with their code, what drives them, and where work goes from there.',
    )
    .argument('[paths...]', 'files, folders and globs; the current folder by default')
    .addOption(new Option('--format <format>', 'form of the picture').choices(graphFormats).default('mermaid'))
    .option('--results <file>', 'draw stored results, written with check --format json')
    .option('--app <command>', 'command that runs the CDK app, instead of those in cdk.json files')
    .option('--no-synth', 'run no CDK app; read the cdk.out folders that are there')
    .option('--untrusted', 'run no code of the project')
    .option('--config <file>', 'configuration to use instead of the nearest faultline.config.*')
    .addHelpText('after', examples)
    .action(async (paths: string[], flags: GraphFlags) => {
      const { runGraph } = await import('./run-graph.js');
      await runGraph(paths, flags, signal);
    });
}
