import { clientRetriesOf, type ClientRetries } from '../../libraries/client-retries.js';
import type { ClientLibrary } from '../../libraries/types.js';
import { valueOf } from '../../syntax/static-value.js';
import type { FileContext } from '../context.js';
import type { OptionSource } from '../options.js';
import { attemptsIn, type OptionsObject } from '../retries/client-attempts.js';
import type { Bound } from '../types.js';
import type { Read } from './open-phases.js';

/** What a limit is taken for whose value is not known. */
const usualLimit = 10_000;

/** Pauses between the attempts, and all of it, in seconds: more than that, and the limit does not bound the call. */
const longest = { pauses: 60, total: 300 };

/** Takes back that a limit bounds the call, where it holds for one attempt and the attempts last too long. */
export function underAttempts(
  file: FileContext,
  library: ClientLibrary,
  sources: readonly OptionSource[],
  read: readonly Read[],
  bound: Bound,
): Bound {
  const repeats = bound.status === 'bounded' && !bound.byDefault ? repeatsOf(library) : undefined;
  if (!repeats) return bound;
  const set = read.filter(({ fact }) => fact.state === 'set');
  const inAll = set.filter(({ option }) => option?.perAttempt !== true).flatMap(({ fact }) => fact.covers);
  if (inAll.includes('total') || library.enough.some((phases) => phases.every((phase) => inAll.includes(phase))))
    return bound;
  const places = sources.filter(({ chain, path }) => !chain && path === undefined);
  const found = attemptsIn(file, places, repeats);
  if (found === 'unknown')
    return { ...bound, status: 'undetermined', missing: 'how often the client tries is decided elsewhere' };
  const attempts = found === 'default' ? repeats.attempts : found;
  const pauses = pausesOf({ ...repeats, ...writtenDelay(file, places, repeats) }, attempts);
  const each = Math.max(...set.map(({ fact }) => fact.ms ?? usualLimit)) / 1_000;
  const seconds = Math.round(each * attempts + pauses);
  if (pauses <= longest.pauses && seconds <= longest.total) return bound;
  return { ...bound, status: 'partly', repeated: { attempts, seconds, repair: repeats.fewer } };
}

type Repeats = ClientRetries & Required<Pick<ClientRetries, 'fewer'>>;

/** What a client does after an attempt that timed out; undefined where it gives up then, or where that is not known. */
function repeatsOf({ modules: [module = ''], options }: ClientLibrary): Repeats | undefined {
  if (!options.some(({ perAttempt }) => perAttempt)) return undefined;
  const retries = clientRetriesOf(module);
  return retries?.fewer === undefined ? undefined : { ...retries, fewer: retries.fewer };
}

/** The pause that the options set, where they do. */
function writtenDelay(
  file: FileContext,
  places: readonly OptionsObject[],
  { delayPath = '' }: ClientRetries,
): Pick<ClientRetries, 'delays'> {
  for (const { node, frame } of delayPath === '' ? [] : places) {
    for (const terminal of file.resolver.resolve(node, delayPath.split('.'), frame)) {
      const value = valueOf(file.resolver, terminal);
      if (value.kind === 'known' && typeof value.value === 'number') return { delays: [value.value / 1_000] };
    }
  }
  return {};
}

/** Seconds between all attempts; the last pause of the list comes again. */
function pausesOf({ delays = [] }: ClientRetries, attempts: number): number {
  let sum = 0;
  for (let i = 0; i < attempts - 1; i += 1) sum += delays[i] ?? delays.at(-1) ?? 0;
  return sum;
}
