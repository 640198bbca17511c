import { Argument, type Command } from 'commander';

const shells = ['bash', 'zsh', 'fish'] as const;
type Shell = (typeof shells)[number];

const examples = `
Examples:
  source <(faultline completion bash)                                       in ~/.bashrc
  source <(faultline completion zsh)                                        in ~/.zshrc, after compinit
  faultline completion fish > ~/.config/fish/completions/faultline.fish     once`;

/** Adds the command `completion`; last, since it completes all that stand before it. */
export function addCompletion(program: Command): void {
  program
    .command('completion')
    .summary('completion for a shell')
    .description('Prints a script that completes commands, options, formats and names of checks in a shell.')
    .addArgument(new Argument('<shell>', 'the shell').choices(shells))
    .addHelpText('after', examples)
    .action(async (shell: Shell) => {
      const { completionScript } = await import('./run-completion.js');
      const { allChecks } = await import('../checks.js');
      const { print } = await import('./terminal.js');
      const names = (await allChecks()).map(({ name }) => name);
      await print(completionScript(program, shell, names));
    });
}
