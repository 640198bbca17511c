import type { Node } from '../syntax/tree.js';
import type { Clients } from './clients.js';
import { classifySignal, signalFact, whileTimerRuns } from './signals.js';
import type { SignalFact } from './types.js';
import type { SiteResult } from './wrappers.js';

/** Signals given to calls. */
export function signalFacts(clients: Clients, sites: readonly SiteResult[]): readonly SignalFact[] {
  const { file } = clients;
  const found = new Map<string, SignalFact>();
  const add = (fact: SignalFact | undefined) => {
    if (fact && !found.has(fact.at.range.join())) found.set(fact.at.range.join(), fact);
  };
  for (const { call } of sites) {
    const argument = (Array.isArray(call.options) ? call.options : [call.options]).map(
      (i: number) => call.node.arguments[i],
    );
    for (const option of call.library.options.filter((one) => one.takes === 'signal' && one.path !== '')) {
      for (const node of argument) {
        if (!node || node.type === 'SpreadElement') continue;
        const terminals = file.resolver.resolve(node, option.path.split('.'));
        // A value that is missing in one branch only is no fault by itself.
        if (terminals.length !== 1) continue;
        for (const terminal of terminals) {
          if (terminal.kind !== 'absent' || terminal.written)
            add(
              signalFact(
                valueOfProperty(terminal.written) ?? node,
                call.node,
                whileTimerRuns(file, classifySignal(file, terminal), call.node, call.library),
                terminal,
              ),
            );
        }
      }
    }
  }
  return [...found.values()];
}

function valueOfProperty(written: Node | undefined): Node | undefined {
  return written?.type === 'Property' ? written.value : written;
}
