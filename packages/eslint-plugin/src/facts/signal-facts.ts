import { memberName, type Node } from '../syntax/tree.js';
import type { Clients } from './clients.js';
import { place } from './context.js';
import { classifySignal, signalFact } from './signals.js';
import type { SignalFact } from './types.js';
import type { SiteResult } from './wrappers.js';

/** Signals given to calls, and controllers that nobody aborts. */
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
                classifySignal(file, terminal),
                terminal,
              ),
            );
        }
      }
    }
  }
  for (const node of file.calls) {
    if (node.type !== 'NewExpression' || node.callee.type !== 'Identifier' || node.callee.name !== 'AbortController')
      continue;
    if (!file.resolver.scopes.isGlobal(node.callee) || !isSignalRead(node, clients)) continue;
    const reading = classifySignal(file, { kind: 'expression', node, path: ['signal'], frame: undefined });
    if (reading.inert && ![...found.values()].some((fact) => fact.at.range[0] === node.range[0])) {
      add({ at: place(node), kind: 'inert-controller' });
    }
  }
  return [...found.values()];
}

function valueOfProperty(written: Node | undefined): Node | undefined {
  return written?.type === 'Property' ? written.value : written;
}

/** A controller whose signal nobody reads is dead code and no fault of a call. */
function isSignalRead(node: Node, { file }: Clients): boolean {
  const holder = node.parent;
  if (holder?.type === 'MemberExpression') return memberName(holder) === 'signal';
  if (holder?.type !== 'VariableDeclarator') return false;
  if (holder.id.type !== 'Identifier') return true;
  const variable = file.resolver.scopes.variableOf(holder.id);
  return (variable?.references ?? []).some(({ identifier }) => {
    const member = identifier.parent as Node | undefined;
    return member?.type === 'MemberExpression' && memberName(member) === 'signal';
  });
}
