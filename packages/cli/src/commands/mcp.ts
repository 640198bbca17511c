import type { Command } from 'commander';

const about = `
It speaks the Model Context Protocol over standard input and output, with the tools check, explain, fix and graph. It reads
and writes below the working folder only, and runs nothing of the project without --trust.

In .mcp.json, or where else an agent names its servers:
  { "mcpServers": { "faultline": { "command": "npx", "args": ["faultline", "mcp"] } } }`;

/** Adds the command `mcp`. */
export function addMcp(program: Command, signal: AbortSignal): void {
  program
    .command('mcp')
    .summary('serve coding agents')
    .description('Serves coding agents: what is at fault, why, and repairs that are proven.')
    .option('--trust', 'run CDK apps, ESLint configurations and other programs of the project')
    .addHelpText('after', about)
    .action(async ({ trust = false }: { readonly trust?: boolean }) => {
      const { runMcp } = await import('./run-mcp.js');
      await runMcp(trust, signal);
    });
}
