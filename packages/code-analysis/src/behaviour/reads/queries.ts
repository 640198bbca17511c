import { isFunction, memberName, unwrap, type Node } from '../../syntax/tree.js';
import { calleePlace, calleeText } from '../callee.js';
import type { Call, FileContext } from '../context.js';
import { handleCalls } from '../fan-out/handles.js';
import { moduleBehind } from '../handlers/registered.js';
import { membersOf } from '../mutations/objects.js';
import { chainText, isPrisma } from '../mutations/stores.js';
import { isScript } from '../retries/purpose.js';
import { textOf } from '../retries/regions.js';
import { selectionOf } from './conditions.js';
import { fillsCache } from './kept.js';
import { isReadAgain } from './read-again.js';
import { isRelatedList, unlimitedRelations } from './relations.js';
import { isGrowingTable, isSmallTable } from './tables.js';
import { wantsOne } from './list-use.js';
import type { WholeFact } from './types.js';

/** Members of an options object that bound a read, and those that make it depend on a condition. */
interface Options {
  readonly limits: readonly string[];
  readonly conditions: readonly string[];
}

const prisma: Options = { limits: ['take', 'cursor'], conditions: ['where', 'distinct'] };
const sequelize: Options = { limits: ['limit'], conditions: ['where', 'having', 'group'] };
const typeorm: Options = { limits: ['take', 'limit'], conditions: ['where'] };

/** Tables and collections that mappers and drivers read as a whole. */
export function queryReads(file: FileContext): readonly WholeFact[] {
  return file.calls.flatMap((call): readonly WholeFact[] => {
    if (call.type !== 'CallExpression' || call.callee.type !== 'MemberExpression') return [];
    const method = memberName(call.callee);
    const found = method === undefined ? undefined : boundOf(file, call, method);
    const along = unlimitedRelations(file, call);
    if ((found === undefined && along.length === 0) || fillsCache(file, call)) return [];
    const table = tableOf(file, call);
    const isOne = found === undefined || wantsOne(file, call);
    const bound = isOne ? 'limit' : found === 'owner' && !isGrowingTable(table) ? 'condition' : found;
    if (isOne && along.length === 0) return [];
    if ((bound === 'none' || bound === 'rest') && isSmallTable(table) && along.length === 0) return [];
    const { text } = file.source;
    const operation = calleeText(call.callee, text);
    return [
      {
        kind: 'whole',
        at: calleePlace(call, text),
        operation,
        script: isScript(file),
        bound,
        ...(along.length > 0 && { along }),
        ...(isReadAgain(file, call, bound) && { repeated: true }),
      },
    ];
  });
}

/** What the table is called: the entity of a lookup, or the name of the model or repository. */
function tableOf(file: FileContext, call: Call): string {
  const { callee } = call;
  const [first] = call.arguments;
  if (callee.type !== 'MemberExpression') return '';
  if (isRelatedList(file, call)) return memberName(callee) ?? '';
  if (memberName(callee) === 'from' && first) return textOf(file, first);
  const receiver = unwrap(callee.object);
  if (receiver.type === 'MemberExpression') return memberName(receiver) ?? '';
  if (receiver.type === 'Identifier') return receiver.name;
  const [entity] = receiver.type === 'CallExpression' ? receiver.arguments : [];
  return entity ? textOf(file, entity) : '';
}

function boundOf(file: FileContext, call: Call, method: string | undefined): WholeFact['bound'] | undefined {
  const [first] = call.arguments;
  switch (method) {
    case 'findMany': {
      if (!isPrisma(file, call) && !isRelational(file, call)) return undefined;
      return byOptions(file, first, prisma);
    }
    case 'findAll':
      return isNamedModel(call) ? byOptions(file, first, sequelize) : undefined;
    case 'find':
      return findBound(file, call);
    case 'findBy':
      return isRepository(file, call) && first ? byCondition(file, first) : undefined;
    case 'from':
      return builtBound(file, call);
    case undefined:
      return undefined;
    default:
      return relatedBound(file, call);
  }
}

/** `db.query.orders.findMany({ limit })` of drizzle. */
function isRelational(file: FileContext, { callee }: Call): boolean {
  return /(^|\.)(db|tx)\.query\.\w+\.findMany$/.test(calleeText(callee, file.source.text));
}

function byOptions(file: FileContext, options: Node | undefined, { limits, conditions }: Options): WholeFact['bound'] {
  if (!options) return 'none';
  const object = unwrap(options);
  if (object.type === 'ObjectExpression' && object.properties.length === 0) return 'none';
  const members = membersOf(file, options);
  if (!members) return 'unknown';
  const given = members.filter(({ value }) => !isEmpty(file, value));
  if (given.some(({ name }) => limits.includes(name) || name === 'limit')) return 'limit';
  const isOpen = object.type !== 'ObjectExpression' || object.properties.some((one) => one.type === 'SpreadElement');
  const where = given.filter(({ name }) => conditions.includes(name));
  const bounds = where.map(({ name, value }) => (name === 'where' ? byCondition(file, value) : 'condition'));
  return (
    (['limit', 'condition', 'owner'] as const).find((one) => bounds.includes(one)) ??
    (isOpen ? 'unknown' : (bounds[0] ?? 'none'))
  );
}

/** What a condition leaves to be read. */
function byCondition(file: FileContext, where: Node): WholeFact['bound'] {
  const selection = selectionOf(file, where);
  return ({ one: 'limit', owner: 'owner', part: 'condition', rest: 'rest' } as const)[selection];
}

/** `prisma.team.findUnique({ where }).members()`: a list of what belongs to one record. */
function relatedBound(file: FileContext, call: Call): WholeFact['bound'] | undefined {
  if (!isRelatedList(file, call)) return undefined;
  const bound = byOptions(file, call.arguments[0], prisma);
  return bound === 'none' || bound === 'rest' ? 'owner' : bound;
}

/** `where: {}` and `where: undefined` are no conditions. */
function isEmpty(file: FileContext, value: Node): boolean {
  const terminals = file.resolver.resolve(value);
  return terminals.every(
    (terminal) =>
      terminal.kind === 'absent' ||
      (terminal.kind === 'expression' &&
        terminal.node.type === 'ObjectExpression' &&
        terminal.node.properties.length === 0 &&
        value.type === 'ObjectExpression'),
  );
}

/** `Order.findAll()`, `models.Order.findAll()`, `db.orderModel.findAll()`: a class or model by its name. */
function isNamedModel({ callee }: Call): boolean {
  const model = callee.type === 'MemberExpression' ? unwrap(callee.object) : undefined;
  const name =
    model?.type === 'Identifier' ? model.name : model?.type === 'MemberExpression' ? memberName(model) : undefined;
  return name !== undefined && /^[A-Z]|[a-z]Model$/.test(name);
}

/** Members of the options of TypeORM, which filters of MongoDB do not have. */
const typeormOptions =
  /^(?:where|relations|select|take|skip|order|withDeleted|loadEagerRelations|loadRelationIds|join)$/;

/** `Model.find({})` of mongoose, `collection.find({}).toArray()` of mongodb, `repository.find()` of TypeORM. */
function findBound(file: FileContext, call: Call): WholeFact['bound'] | undefined {
  const { callee } = call;
  if (callee.type !== 'MemberExpression') return undefined;
  const [filter, second, third] = call.arguments;
  if (isFunction(filter)) return undefined;
  if (isRepository(file, call)) return byOptions(file, filter, typeorm);
  const module = moduleBehind(file, callee.object) ?? '';
  const chain = chainText(file, call);
  const isCollection = /\.toArray\(/.test(chain);
  const isModel =
    (isNamedModel(call) && /mongoose|typegoose|typeorm|models?(?:\/|\.[cm]?[jt]sx?$|$)|schema|entit/i.test(module)) ||
    isHandled(file, call);
  if (!isCollection && !isModel) return undefined;
  const members = filter ? membersOf(file, filter) : undefined;
  if (members?.some(({ name }) => typeormOptions.test(name))) return byOptions(file, filter, typeorm);
  if (
    /\.(limit|cursor|countDocuments|count|batchSize|stream|distinct)\(/.test(chain) ||
    mayLimit(file, isCollection ? second : third)
  )
    return 'limit';
  if (!filter) return 'none';
  const object = unwrap(filter);
  if (object.type !== 'ObjectExpression') return 'unknown';
  return object.properties.length === 0 ? 'none' : byCondition(file, filter);
}

/** Options of a driver that have a limit, or may have one: `find(filter, { limit: 20 })`. */
const mayLimit = (file: FileContext, options: Node | undefined): boolean =>
  options !== undefined &&
  (membersOf(file, options)?.some(({ name }) => name === 'limit' || name === 'batchSize') ?? true);

/** A repository of TypeORM, by its type, the lookup that gives it, or its name. */
function isRepository(file: FileContext, call: Call): boolean {
  if (call.callee.type !== 'MemberExpression') return false;
  if (/repo(sitory)?$/i.test(textOf(file, call.callee.object))) return true;
  return handleCalls(file).some(([one, { modules }]) => one === call && modules.test('typeorm'));
}

/** A model of mongoose that a class is handed. */
const isHandled = (file: FileContext, call: Call): boolean =>
  handleCalls(file).some(([one, { modules }]) => one === call && modules.test('mongoose'));

/** `db.select().from(orders)` of drizzle, knex and kysely, where the whole chain stands in one place. */
function builtBound(file: FileContext, call: Call): WholeFact['bound'] | undefined {
  const { callee } = call;
  if (callee.type !== 'MemberExpression') return undefined;
  const before = calleeText(callee, file.source.text);
  if (!/\.select\(.*\)\.from$/.test(file.source.text.slice(...callee.range).replace(/\s+/g, ''))) return undefined;
  if (/(count|sum|max|min|avg)\(/i.test(before)) return undefined;
  if (!/drizzle|knex|kysely|db|database/i.test(`${moduleBehind(file, callee.object) ?? ''} ${before}`))
    return undefined;
  const chain = chainText(file, call);
  if (/\.(limit|first|offset|cursor|iterate|\$dynamic)\(/.test(chain)) return 'limit';
  if (/\.(where\w*|(inner|left|right|full)?[jJ]oin|having|groupBy)\(/.test(chain)) return 'condition';
  return isWaitedFor(call) ? 'none' : 'unknown';
}

/** True when a chain of methods is awaited or returned where it stands, so that nothing is added to it later. */
function isWaitedFor(call: Node): boolean {
  let node = call;
  while (
    node.parent?.type === 'MemberExpression' ||
    (node.parent?.type === 'CallExpression' && node.parent.callee === node)
  )
    node = node.parent;
  return node.parent?.type === 'AwaitExpression';
}
