import { once } from 'node:events';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import { makeServer } from '../mcp/server.js';

/** Serves until standard input ends or the process is told to. */
export async function runMcp(trusts: boolean, signal: AbortSignal): Promise<void> {
  const server = makeServer({ root: process.cwd(), trusts });
  await server.connect(new StdioServerTransport());
  await Promise.race([once(process.stdin, 'end'), once(signal, 'abort')]);
  await server.close();
}
