import { unwrap, type Node } from '../../syntax/tree.js';
import type { OutboundCall } from '../calls.js';
import type { Client, Clients } from '../clients.js';
import { within } from './regions.js';

/** Calls of methods of clients of this file that are judged where the client is made: `openai.models.list()`. */
export function methodCalls(clients: Clients, region: Node, known: readonly OutboundCall[]): readonly OutboundCall[] {
  const seen = new Set<Node>(known.map(({ node }) => node));
  return within(clients.file, 'CallExpression', region).flatMap((node) => {
    const client = seen.has(node) ? undefined : clientUnder(clients, node.callee);
    if (!client || client.node === node) return [];
    const { library, module } = client;
    return [{ node, library, module, options: library.family === 'aws-sdk' ? [] : 1, client, elsewhere: false }];
  });
}

function clientUnder(clients: Clients, callee: Node): Client | undefined {
  for (let member = unwrap(callee); member.type === 'MemberExpression'; member = unwrap(member.object)) {
    const receiver = clients.receiver(member.object);
    if (receiver) return receiver.kind === 'client' ? receiver.client : undefined;
  }
  return undefined;
}
