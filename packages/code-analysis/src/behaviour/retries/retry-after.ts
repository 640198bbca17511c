import { clientRetriesOf } from '../../libraries/client-retries.js';
import { valueOf } from '../../syntax/static-value.js';
import type { Node } from '../../syntax/tree.js';
import { optionArgument } from '../arguments.js';
import { calleePlace } from '../callee.js';
import type { OutboundCall } from '../calls.js';
import type { FileContext } from '../context.js';
import type { Found } from '../lazy.js';
import type { Bound } from '../types.js';
import { methodCalls } from './method-calls.js';
import type { RetryAfterFact } from './types.js';

/** Calls through clients that wait as long as a `Retry-After` header says. */
export function retryAfterFacts({ file, clients, sites }: Found): readonly RetryAfterFact[] {
  const judged = sites.map(({ call, bound }) => ({ call, bound: bound as Bound | undefined }));
  const waits = clients?.all.some(({ module }) => clientRetriesOf(module)?.waits) ?? false;
  const known = sites.map(({ call }) => call);
  const further = clients && waits ? methodCalls(clients, file.source.ast, known) : [];
  return [...judged, ...further.map((call) => ({ call, bound: undefined }))].flatMap(
    ({ call, bound }): RetryAfterFact[] => {
      const retries = clientRetriesOf(call.module, file.version(call.module));
      if (!retries?.waits) return [];
      const at = calleePlace(call.node, file.source.text);
      const state = stateOf(file, call, bound, retries.paths, retries.waits.cappedBy);
      return [{ at, label: retries.label, repair: retries.waits.repair, ...state }];
    },
  );
}

function stateOf(
  file: FileContext,
  call: OutboundCall,
  bound: Bound | undefined,
  retries: readonly string[],
  caps: readonly string[],
): Pick<RetryAfterFact, 'state' | 'by'> {
  const places = optionsOf(file, call);
  if (bound?.options.some(({ state, path, level }) => state !== 'off' && (path === 'signal' || level === 'around')))
    return { state: 'capped', by: 'a signal or limit around the call' };
  if (places === undefined || call.elsewhere || bound?.status === 'undetermined') return { state: 'unknown' };
  const found = (path: string) =>
    places.flatMap((node) => file.resolver.resolve(node, path.split('.'))).filter((one) => one.kind !== 'absent');
  if (found('signal').length > 0) return { state: 'capped', by: 'a signal' };
  const cap = caps.find((path) => found(path).length > 0);
  if (cap !== undefined) return { state: 'capped', by: `\`${cap}\`` };
  for (const path of retries) {
    const [first] = found(path);
    const value = first && valueOf(file.resolver, first);
    if (value?.kind === 'known' && (value.value === 0 || value.value === false))
      return { state: 'capped', by: 'retries that are switched off' };
  }
  return { state: 'uncapped' };
}

/** Objects of options at the call and on its client; undefined where they cannot be seen. */
function optionsOf(file: FileContext, call: OutboundCall): readonly Node[] | undefined {
  const own = optionArgument(file, call.node, call.options);
  const made = call.client ? optionArgument(file, call.client.node, call.client.shape.options) : 'none';
  if (own === 'opaque' || made === 'opaque') return undefined;
  return [own, made].flatMap((one) => (one === 'none' ? [] : [one]));
}
