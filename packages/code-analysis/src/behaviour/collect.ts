import { insertionInto } from './arguments.js';
import { calleePlace, calleeText } from './callee.js';
import { outboundCall } from './calls.js';
import { clientFact, Clients, judgedFor } from './clients.js';
import { place, type FileContext } from './context.js';
import { disabledTimeouts } from './disabled.js';
import { boundOfMade } from './factories.js';
import { mayMatter } from './gate.js';
import { importedCalls } from './imported-calls.js';
import { withLazyFacts, type Found } from './lazy.js';
import { signalFacts } from './signal-facts.js';
import type { CallFact, ClientFact, FileFacts } from './types.js';
import { taggedUses } from './tagged-uses.js';
import { callBehind, decidingFunction, judgeSite, type SiteResult } from './wrappers.js';

/** A file with what was read off it. */
export interface Analysis {
  readonly file: FileContext;
  readonly facts: FileFacts;
  /** What the first collectors have found. */
  readonly found: Found;
}

/** Finds the facts of a file in one traversal. */
export function collectFacts(file: FileContext): Analysis {
  const { ast } = file.source;
  // Parsers give no parents; ESLint does, before rules run.
  if (ast.body[0] && !ast.body[0].parent) file.index();
  if (!mayMatter(file)) {
    const nothing: Found = { file, clients: undefined, sites: [] };
    return { file, facts: withLazyFacts(nothing, emptyFacts), found: nothing };
  }
  file.index();
  const clients = new Clients(file);
  for (const node of file.calls) clients.madeBy(node);
  const outbound = file.calls.flatMap((node) => outboundCall(clients, node) ?? []);
  const sites = outbound.map((call) => judgeSite(clients, call));
  const calls = sites.flatMap((site): CallFact[] => [callFact(clients, site), ...site.callers]);
  const whole = clients.all.filter((client) => judgedFor(client) === client);
  const made = whole.map((client): ClientFact => {
    const uses = sites.filter(({ call }) => call.client && judgedFor(call.client) === client);
    return clientFact(clients, client, boundOfMade(clients, client), [...uses, ...taggedUses(clients, client)]);
  });
  const facts = {
    clients: made,
    calls: [...calls, ...importedCalls(clients)],
    signals: signalFacts(clients, sites),
    disabled: disabledTimeouts(clients, sites),
  };
  const found: Found = { file, clients, sites };
  return { file, facts: withLazyFacts(found, facts), found };
}

const emptyFacts = { clients: [], calls: [], signals: [], disabled: [] };

function callFact({ file }: Clients, { call, judged, bound }: SiteResult): CallFact {
  const { node, library, client } = call;
  const isDecidedByCallers = decidingFunction(judged) !== undefined;
  const isOpen = call.wrapper?.fact.kind === 'wrapper' && call.wrapper.fact.status === 'undetermined';
  const insertion = insertionInto(file, node, call.options);
  return {
    at: place(node),
    callee: calleePlace(node, file.source.text),
    name: calleeText(node.callee, file.source.text),
    library: file.reference(call),
    judgedAt: client ? library.judgedAt : 'call',
    ...(client && { client: judgedFor(client).id }),
    bound,
    ...((call.wrapper || isDecidedByCallers) && { through: callBehind(file, call) }),
    ...(call.wrapper
      ? { wrapper: library.label, ...((isDecidedByCallers || isOpen) && { hangsOnWrapper: true }) }
      : isDecidedByCallers && { isInWrapper: true }),
    ...(insertion && { insertion }),
  };
}
