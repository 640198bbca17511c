import { contains, unwrap, type Node } from '../../syntax/tree.js';
import type { OutboundCall } from '../calls.js';
import type { Client, Clients } from '../clients.js';
import { within } from './regions.js';

/** Calls of methods of clients of this file that are judged where the client is made: `openai.models.list()`. */
export function methodCalls(clients: Clients, region: Node, known: readonly OutboundCall[]): readonly OutboundCall[] {
  const seen = new Set<Node>(known.map(({ node }) => node));
  return within(clients.file, 'CallExpression', region).flatMap((node) => {
    const client = seen.has(node) ? undefined : clientUnder(clients, node.callee);
    if (!client || client.node === node || contains(node, client.node)) return [];
    const { library, module } = client;
    return [{ node, library, module, options: library.family === 'aws-sdk' ? [] : 1, client, elsewhere: false }];
  });
}

function clientUnder(clients: Clients, callee: Node): Client | undefined {
  for (let member = unwrap(callee); member.type === 'MemberExpression'; member = unwrap(member.object)) {
    const receiver = clients.receiver(member.object);
    if (receiver) return receiver.kind === 'client' ? receiver.client : handedOver(clients, member.object);
  }
  return undefined;
}

/** The client that callers in this file pass for a parameter: `send(stripe, order)`. */
function handedOver(clients: Clients, object: Node): Client | undefined {
  const terminal = clients.file.resolver.single(object);
  if (terminal?.kind !== 'parameter' || !terminal.fn || terminal.path.length > 0) return undefined;
  const { fn, index } = terminal;
  const passed = clients.file.callersOf(fn).flatMap(({ arguments: args }) => {
    const receiver = args[index] && clients.receiver(args[index]);
    return receiver?.kind === 'client' ? [receiver.client] : [];
  });
  return passed[0];
}
