import { valueOf } from '../syntax/static-value.js';
import { memberName, type Node } from '../syntax/tree.js';
import { type Clients, clientSources } from './clients.js';
import { originOf, place, type Construction, type FileContext } from './context.js';
import { judge } from './options.js';
import { disabledServerTimeouts } from './server-timeouts.js';
import { isSocketModule } from './servers.js';
import type { Bound, DisabledTimeoutFact } from './types.js';
import type { SiteResult } from './wrappers.js';

/** Values that switch timeouts off: of clients, calls, servers and sockets. */
export function disabledTimeouts(clients: Clients, sites: readonly SiteResult[]): readonly DisabledTimeoutFact[] {
  const found = [
    ...clients.all.flatMap((client) =>
      ofBound(
        clients.file,
        judge(clients.file, client.library, clientSources(clients, client)).bound,
        'client',
        client.library.label,
      ),
    ),
    ...sites.flatMap(({ judged, call }) => ofBound(clients.file, judged.bound, 'call', call.library.label)),
    ...disabledServerTimeouts(clients.file),
    ...clients.file.calls.flatMap((node) => ofSocket(clients.file, node)),
  ];
  const seen = new Set<string>();
  return found.filter((fact) => {
    const key = fact.at.range.join();
    return !seen.has(key) && seen.add(key);
  });
}

/** Options that are read as "no limit". A signal that never fires is another check's business. */
function ofBound(file: FileContext, bound: Bound, target: 'client' | 'call', label: string): DisabledTimeoutFact[] {
  return bound.options.flatMap((option) => {
    if (
      option.state !== 'off' ||
      option.needs !== undefined ||
      !option.at ||
      option.odd === undefined ||
      option.path.endsWith('ignal')
    )
      return [];
    const node = valuePlace(file, option.at.range);
    const repair =
      option.odd === '0' || option.odd === 'Infinity' || option.odd === 'null' || option.odd === 'false'
        ? '5_000'
        : undefined;
    return [
      {
        at: node,
        option: option.path || 'timeout',
        value: option.odd,
        target,
        label,
        boundedOtherwise: bound.status === 'bounded',
        ...(repair !== undefined && { repair }),
      },
    ];
  });
}

/** The value of a property, where the place is that of the whole property. */
function valuePlace(file: FileContext, range: readonly [number, number]): { range: readonly [number, number] } {
  const text = file.source.text.slice(...range);
  const head = /^(?:[\w$]+|'[^']*'|"[^"]*")\s*:\s*/.exec(text);
  return { range: head ? [range[0] + head[0].length, range[1]] : range };
}

/** `socket.setTimeout(0)`, unless it only ends a limit that was set before: one for connecting, say. */
function ofSocket(file: FileContext, node: Construction): DisabledTimeoutFact[] {
  const use = socketTimeout(file, node);
  if (!use || onlyValue(file, use.value) !== 0) return [];
  const setBefore = file.calls.some((other) => {
    const its = socketTimeout(file, other);
    return its?.socket === use.socket && onlyValue(file, its.value) !== 0;
  });
  const { label } = use;
  return [
    {
      at: place(use.value),
      option: 'setTimeout',
      value: '0',
      target: 'socket',
      label,
      boundedOtherwise: setBefore,
    },
  ];
}

/** The socket of `node:net` or `node:tls` on which a call sets the timeout, and to what. */
function socketTimeout(
  file: FileContext,
  node: Construction,
): { socket: Node; value: Node; label: string } | undefined {
  const [value] = node.arguments;
  if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression' || !value) return undefined;
  if (memberName(node.callee) !== 'setTimeout') return undefined;
  const terminal = file.resolver.single(node.callee.object);
  if (terminal?.kind !== 'expression') return undefined;
  const { node: socket } = terminal;
  if (socket.type !== 'CallExpression' && socket.type !== 'NewExpression') return undefined;
  const module = originOf(file.resolver.single(socket.callee))?.module;
  return module !== undefined && isSocketModule(module) ? { socket, value, label: module } : undefined;
}

function onlyValue(file: FileContext, node: Node): unknown {
  const terminal = file.resolver.single(node);
  const value = terminal && valueOf(file.resolver, terminal);
  return value?.kind === 'known' ? value.value : undefined;
}
