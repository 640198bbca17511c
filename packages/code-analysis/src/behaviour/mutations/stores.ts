import { keyName, memberName, unwrap, type Node } from '../../syntax/tree.js';
import { calleePlace, calleeText } from '../callee.js';
import type { Call, FileContext } from '../context.js';
import { isNamedTransaction, isOneConnection } from '../fan-out/handles.js';
import { moduleBehind } from '../handlers/registered.js';
import { isMetric } from './aws.js';
import { freshness } from './fresh.js';
import type { Guards } from './guards.js';
import { keyFact, keyOf } from './keys.js';
import { textOf } from '../retries/regions.js';
import { isLookedForBefore, lookupBefore } from './lookups.js';
import { membersOf, writtenText } from './objects.js';
import type { CreateFact, MutationFact, UpdateFact } from './types.js';
import { mongooseUniqueness, prismaUniqueness } from './uniqueness.js';

/** Mutations by the drivers of databases and caches, and by mappers to objects. */
export function storeMutations(file: FileContext, guards: Guards): readonly MutationFact[] {
  return file.calls.flatMap((call): readonly MutationFact[] => {
    if (call.type !== 'CallExpression' || call.callee.type !== 'MemberExpression') return [];
    const method = memberName(call.callee);
    if (method === undefined) return [];
    const made = createOf(file, call, method) ?? updateOf(file, call, method);
    if (!made) return [];
    const guard = guards.of(call);
    const isMarked = guard === 'none' && made.effect === 'create' && !made.lookup && isLookedForBefore(file, call);
    return [{ ...made, guard: isMarked ? 'marker' : guard }];
  });
}

function base(file: FileContext, call: Call) {
  const { text } = file.source;
  return { at: calleePlace(call, text), operation: calleeText(call.callee, text), guard: 'none' as const };
}

function createOf(file: FileContext, call: Call, method: string): CreateFact | undefined {
  const [first] = call.arguments;
  if (!first) return undefined;
  if (method === 'insertOne') {
    const key = keyFact(file, '_id', freshness(file, first, ['_id']));
    return { ...base(file, call), effect: 'create', key, condition: 'none' };
  }
  if (method === 'create') {
    const isOfModel = call.callee.type === 'MemberExpression' && isModel(file, call.callee.object);
    const record = isPrisma(file, call) ? ['data'] : isOfModel ? [] : undefined;
    const members = record && membersOf(file, first, record);
    return members && { ...base(file, call), ...recordCreate(file, call, first, recordKey(file, members)) };
  }
  if (method === 'insert' || method === 'values') return insertBuilt(file, call, first);
  return undefined;
}

const logs = /log|audit|activit|histor|metric|usage|stat(?:istic)?s?$|trace|attempt|telemetry|analytic/i;

/** A record that a mapper writes, with what its table and a lookup before it say. */
function recordCreate(
  file: FileContext,
  call: Call,
  record: Node,
  key: CreateFact['key'],
): Pick<CreateFact, 'effect' | 'key' | 'condition' | 'uniqueness' | 'lookup' | 'isLog'> {
  const owner = call.callee.type === 'MemberExpression' ? call.callee.object : call.callee;
  const uniqueness = isPrisma(file, call) ? prismaUniqueness(file, call) : mongooseUniqueness(file, owner, record);
  // What a transaction keeps apart hangs on its isolation.
  const isTogether = isOneConnection(file, owner) || isNamedTransaction(owner);
  const before = isTogether ? undefined : lookupBefore(file, call);
  const isRefused = uniqueness === 'refused' || before?.isByUnique === true;
  const isLog = logs.test(owner.type === 'MemberExpression' ? (memberName(owner) ?? '') : textOf(file, owner));
  return {
    effect: 'create',
    key,
    condition: isRefused ? 'present' : isTogether ? 'unknown' : 'none',
    uniqueness,
    ...(before && { lookup: calleePlace(before.call, file.source.text) }),
    ...(isLog && { isLog }),
  };
}

/** The key of a record whose table makes ids by itself: only an id that is written counts. */
function recordKey(file: FileContext, members: Parameters<typeof keyOf>[1]): CreateFact['key'] {
  const own = members.filter(({ name }) => /^(id|_id|uuid|pk)$/i.test(name));
  return own.length > 0 ? keyOf(file, own) : { name: '', state: 'unknown' };
}

/** `knex('orders').insert({ id })`, `db.insert(orders).values({ id })`. */
function insertBuilt(file: FileContext, call: Call, first: Node): CreateFact | undefined {
  const { callee } = call;
  if (
    callee.type !== 'MemberExpression' ||
    !/^(knex|drizzle-orm|kysely|typeorm)/.test(moduleBehind(file, callee.object) ?? '')
  )
    return undefined;
  const members = membersOf(file, first);
  if (!members) return undefined;
  const chain = chainText(file, call);
  const condition = /onConflict|onDuplicateKey|\.ignore\(|orIgnore|orUpdate/.test(chain) ? 'present' : 'none';
  return { ...base(file, call), effect: 'create', key: recordKey(file, members), condition };
}

/** The text of the chain of methods that a call is a part of. */
export function chainText(file: FileContext, call: Node): string {
  let node = call;
  while (
    node.parent?.type === 'MemberExpression' ||
    (node.parent?.type === 'CallExpression' && node.parent.callee === node)
  )
    node = node.parent;
  return file.source.text.slice(...node.range);
}

/** `prisma.order.create({ data })`. */
export function isPrisma(file: FileContext, { callee }: Call): boolean {
  if (callee.type !== 'MemberExpression') return false;
  const model = unwrap(callee.object);
  if (model.type !== 'MemberExpression') return false;
  const root = file.source.text.slice(...model.object.range);
  return /(^|\.)(prisma\w*|tx|trx)$/i.test(root) || /prisma/i.test(moduleBehind(file, model.object) ?? '');
}

/** `Order` in `Order.create({ ... })`: a class or model by its name, of a mapper that the file imports or of another file. */
export function isModel(file: FileContext, node: Node): boolean {
  if (node.type !== 'Identifier' || !/^[A-Z][A-Za-z]+$/.test(node.name) || node.name === 'Object') return false;
  const terminal = file.resolver.single(node);
  return terminal?.kind === 'module' && /model|entit|schema|\/db|database|\.\.?\/\w+$/i.test(terminal.module);
}

const growing = new Set(['$inc', '$push', '$mul']);
const mongoUpdates = new Set(['updateOne', 'updateMany', 'findOneAndUpdate', 'findByIdAndUpdate', 'update']);
const increments = new Set([
  'incr',
  'incrby',
  'incrBy',
  'decr',
  'decrby',
  'decrBy',
  'hincrby',
  'hIncrBy',
  'incrbyfloat',
  'incrByFloat',
]);
const business =
  /balance|stock|inventor|credit|points?\b|total|amount|sold|remaining|seats?\b|revenue|score|funds|wallet|order/i;

function updateOf(file: FileContext, call: Call, method: string): UpdateFact | undefined {
  const [filter, change] = call.arguments;
  if (mongoUpdates.has(method) && filter && change) {
    const operator = membersOf(file, change)?.find(({ name }) => growing.has(name));
    if (operator) {
      const fields = membersOf(file, operator.value)?.map(({ name }) => name) ?? [];
      return {
        ...base(file, call),
        effect: 'update',
        growth: `${operator.name} ${fields.join(', ')}`.trim(),
        condition: filterCondition(file, filter),
        forMetrics: isMetric(fields.join(' ')),
      };
    }
  }
  if (method === 'update' && filter) return prismaIncrement(file, call, filter);
  if (increments.has(method) && filter && isRedis(file, call)) {
    const key = writtenText(file, filter) ?? file.source.text.slice(...filter.range);
    return {
      ...base(file, call),
      effect: 'update',
      growth: method,
      condition: business.test(key) ? 'none' : 'unknown',
      forMetrics: isMetric(key),
    };
  }
  return undefined;
}

/** A filter with an operator looks at the state before; one with several members may do so. */
function filterCondition(file: FileContext, filter: Node): UpdateFact['condition'] {
  const members = membersOf(file, filter);
  if (!members) return filter.type === 'Identifier' || filter.type === 'MemberExpression' ? 'none' : 'unknown';
  const text = file.source.text.slice(...filter.range);
  if (/\$(ne|nin|not|exists|lt|lte|gt|gte|expr|elemMatch)\b/.test(text)) return 'present';
  return members.length > 1 ? 'unknown' : 'none';
}

/** `update({ where, data: { stock: { decrement: 1 } } })`. */
function prismaIncrement(file: FileContext, call: Call, argument: Node): UpdateFact | undefined {
  const member = membersOf(file, argument, ['data'])?.find(({ value }) => {
    const plain = unwrap(value);
    return (
      plain.type === 'ObjectExpression' &&
      plain.properties.some((one) => one.type === 'Property' && /^(increment|decrement)$/.test(keyName(one) ?? ''))
    );
  });
  if (!member) return undefined;
  const where = membersOf(file, argument, ['where']) ?? [];
  return {
    ...base(file, call),
    effect: 'update',
    growth: member.name,
    condition: where.length > 1 ? 'unknown' : 'none',
    forMetrics: isMetric(member.name),
  };
}

function isRedis(file: FileContext, { callee }: Call): boolean {
  if (callee.type !== 'MemberExpression') return false;
  return (
    /redis/i.test(file.source.text.slice(...callee.object.range)) ||
    /redis|valkey/i.test(moduleBehind(file, callee.object) ?? '')
  );
}
