import { valuesOf } from '../../syntax/static-value.js';
import { memberName, unwrap, type Node } from '../../syntax/tree.js';
import type { FileContext } from '../context.js';
import { isModel } from '../mutations/stores.js';
import { textOf } from '../retries/regions.js';
import { mostAtOnce } from './bounds.js';
import type { ListSize } from './types.js';

/** One record, or a number. */
const single =
  /\.(?:first|firstOrFail|findOne\w*|findById\w*|count\w*|sum|min|max|avg|getOne|getCount|getRawOne|executeTakeFirst\w*|insert\w*|update\w*|del|delete\w*|into|returning|values|set)\(/;
const limiting = /\.(?:limit|take|top|fetchNext)\(\s*([\d_]+)?|\b(?:take|limit)\s*:\s*([\d_]+)?/;
/** As many as there are names. */
const named = /\.(?:whereIn|findByIds|whereKey)\(|\bIn\(|\binArray\(|['"]in['"]|\$in\b/;
const kysely = /\.selectFrom\([\s\S]*\.execute\(\)$/;
const drizzle = /(?:^|[.#_])(?:db|tx|trx|database|drizzle)\w*\.select(?:Distinct)?\([\s\S]*?\)\.from\(/i;
const knex = /(?:^|[.#_])(?:db|knex|trx|tx|database)\w*\(\s*['"`][\w.]+['"`]\s*\)|(?:^|[.#_])knex\w*\.select\(/i;
const typeorm = /repo(?:sitory)?\.(?:find|findBy)\(|\.getMany\(\)$|\.getRawMany\(\)$/i;

/** How many records a chain of a query builder or mapper asks for; unknown where it is none. */
export function builtSize(file: FileContext, node: Node): ListSize {
  const plain = unwrap(node);
  if (plain.type !== 'CallExpression') return 'unknown';
  const text = textOf(file, plain)
    .replace(/\s+/g, ' ')
    .replace(/ ?\. ?/g, '.');
  const isBuilt = [kysely, drizzle, knex, typeorm].some((shape) => shape.test(text)) || isFind(file, plain);
  if (!isBuilt || single.test(text) || named.test(text)) return 'unknown';
  const limit = limiting.exec(text);
  if (!limit) return 'read';
  if (mayBeNone(file, plain)) return 'unknown';
  const digits = limit[1] ?? limit[2];
  return digits !== undefined && Number(digits.replaceAll('_', '')) > mostAtOnce ? 'read' : 'limited';
}

/** `.limit(size)` with a size that may be 0 or left out, which is no limit. */
export function mayBeNone(file: FileContext, chain: Node): boolean {
  for (let node = chain; node.type === 'CallExpression' && node.callee.type === 'MemberExpression';) {
    const [size] = node.arguments;
    if (size && /^(?:limit|take)$/.test(memberName(node.callee) ?? ''))
      return valuesOf(file.resolver, size).some((one) => one.kind === 'known' && !one.value);
    node = unwrap(node.callee.object);
  }
  return false;
}

/** `Order.find({ open: true })`, of a mapper's model; also before `sort`, `lean` and the like. */
function isFind(file: FileContext, call: Node): boolean {
  for (let node = call; node.type === 'CallExpression' && node.callee.type === 'MemberExpression';) {
    if (/^find(?:All)?$/.test(memberName(node.callee) ?? '')) return isModel(file, node.callee.object);
    node = unwrap(node.callee.object);
  }
  return false;
}
