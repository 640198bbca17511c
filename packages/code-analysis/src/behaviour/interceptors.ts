import { returnsOf } from '../syntax/resolve.js';
import { isFunction, memberName, type Node } from '../syntax/tree.js';
import type { Client, Clients } from './clients.js';
import { originOf, type FileContext } from './context.js';
import type { OptionSource } from './options.js';

/** Options that an interceptor gives to every request: `api.interceptors.request.use((config) => ...)`. */
export function interceptorSources(
  clients: Clients,
  target: Client | { readonly module: string },
): readonly OptionSource[] {
  const { file } = clients;
  return file
    .once(interceptorsOf, () => interceptorsOf(file))
    .flatMap(({ owner, given }) => {
      const receiver = clients.receiver(owner);
      const isTarget =
        'id' in target
          ? receiver?.kind === 'client' && receiver.client === target
          : originOf(file.resolver.single(owner))?.module === target.module;
      const code = file.resolver.single(given);
      if (!isTarget || code?.kind !== 'expression' || !isFunction(code.node)) return [];
      return returnsOf(code.node).map((node): OptionSource => ({ node, level: 'client' }));
    });
}

interface Interceptor {
  /** What it is put into. */
  readonly owner: Node;
  readonly given: Node;
}

function interceptorsOf(file: FileContext): readonly Interceptor[] {
  return file.calls.flatMap((call) => {
    const owner = call.type === 'CallExpression' ? interceptedBy(call.callee) : undefined;
    const [given] = call.arguments;
    return owner && given ? [{ owner, given }] : [];
  });
}

/** `api` of `api.interceptors.request.use`. */
function interceptedBy(callee: Node): Node | undefined {
  let node = callee;
  for (const name of ['use', 'request', 'interceptors']) {
    if (node.type !== 'MemberExpression' || memberName(node) !== name) return undefined;
    node = node.object;
  }
  return node;
}
