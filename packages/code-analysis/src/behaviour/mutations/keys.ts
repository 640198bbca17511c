import type { Node } from '../../syntax/tree.js';
import { place, type FileContext } from '../context.js';
import { freshness, type Freshness } from './fresh.js';
import type { CreateFact } from './types.js';

type Key = CreateFact['key'];

/** A key as a fact. */
export function keyFact(file: FileContext, name: string, found: Freshness): Key {
  if (found.kind !== 'fresh') return { name, state: found.kind };
  const text = file.source.text.slice(...found.made.range).replace(/\s+/g, ' ');
  return { name, state: 'fresh', made: place(found.made), text: text.slice(0, 60) };
}

/** Names that keys of tables have, the surer ones first. */
const sure = /^(pk|sk|_pk|_sk|hash_?key|sort_?key|range_?key|partition_?key|id|_id|uuid|key)$/i;
const likely = /(Id|ID|_id|Uuid|_uuid|Key)$/;

/**
 * The key of a record by the names of its members: those named `pk`, `sk` or `id`, otherwise the first whose name ends
 * like a key. A key of two parts is fresh when one of them is.
 */
export function keyOf(file: FileContext, members: readonly { readonly name: string; readonly value: Node }[]): Key {
  const named = members.filter(({ name }) => sure.test(name));
  const chosen = named.length > 0 ? named : members.filter(({ name }) => likely.test(name)).slice(0, 1);
  const found = chosen.map(({ name, value }) => keyFact(file, name, freshness(file, value)));
  const [first] = found;
  if (!first) return { name: '', state: 'unknown' };
  return found.find(({ state }) => state === 'fresh') ?? found.find(({ state }) => state === 'unknown') ?? first;
}
