import { contains, isFunction, type FunctionNode, type Node } from '../syntax/tree.js';
import { judgeCall, outboundCall } from './calls.js';
import type { Client, Clients } from './clients.js';
import { originOf, place } from './context.js';
import { importedFact } from './modules/imported-values.js';
import type { OptionSource } from './options.js';
import type { OptionFact } from './types.js';

/**
 * Transports that are handed to a client and end each of its requests: `fetch: (url, init) => fetch(url, { ...init, signal })`.
 * One that is not to be seen, or that leaves it to the client, says nothing.
 */
export function transportLimits(
  clients: Clients,
  { library }: Pick<Client, 'library'>,
  sources: readonly OptionSource[],
): readonly OptionFact[] {
  return (library.handsOver ?? []).flatMap((path) =>
    sources.flatMap((source): OptionFact[] => {
      if (source.chain || source.path !== undefined) return [];
      const terminals = clients.file.resolver
        .resolve(source.node, path.split('.'), source.frame)
        .filter(({ kind }) => kind !== 'absent');
      const isBounded = terminals.length > 0 && terminals.every((one) => isBoundedTransport(clients, one));
      const written = terminals[0]?.written;
      if (!isBounded) return [];
      return [{ path, state: 'set', level: 'client', covers: ['total'], ...(written && { at: place(written) }) }];
    }),
  );
}

type Terminal = ReturnType<Clients['file']['resolver']['resolve']>[number];

function isBoundedTransport(clients: Clients, terminal: Terminal): boolean {
  const { file } = clients;
  if (terminal.kind === 'expression' && terminal.path.length === 0 && isFunction(terminal.node))
    return endsItsCalls(clients, terminal.node);
  const origin = originOf(terminal);
  const known = origin && importedFact(file, origin.module, origin.path);
  return known?.fact.kind === 'wrapper' && known.rest.length === 0 && known.fact.status === 'bounded';
}

function endsItsCalls(clients: Clients, fn: FunctionNode): boolean {
  const calls = clients.file.calls.filter((node: Node) => contains(fn.body, node));
  const outbound = calls.flatMap((node) => outboundCall(clients, node) ?? []).filter(({ client }) => !client);
  return outbound.length > 0 && outbound.every((call) => judgeCall(clients, call).bound.status === 'bounded');
}
