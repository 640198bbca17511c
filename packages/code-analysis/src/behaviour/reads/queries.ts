import { memberName, unwrap, type Node } from '../../syntax/tree.js';
import { calleePlace, calleeText } from '../callee.js';
import type { Call, FileContext } from '../context.js';
import { moduleBehind } from '../handlers/registered.js';
import { membersOf } from '../mutations/objects.js';
import { chainText, isPrisma } from '../mutations/stores.js';
import { isScript } from '../retries/purpose.js';
import { fillsCache } from './kept.js';
import type { WholeFact } from './types.js';

/** Members of an options object that bound a read, and those that make it depend on a condition. */
interface Options {
  readonly limits: readonly string[];
  readonly conditions: readonly string[];
}

const prisma: Options = { limits: ['take', 'cursor'], conditions: ['where', 'distinct'] };
const sequelize: Options = { limits: ['limit'], conditions: ['where', 'having', 'group'] };
const typeorm: Options = { limits: ['take', 'limit'], conditions: ['where'] };

/** Tables that people fill by hand, and that users do not make longer. */
const small =
  /\w*(config|setting|flag|role|permission|plan|currenc(y|ies)|countr(y|ies)|language|locale|feature|region)s?\.findMany$/i;

/** Tables and collections that mappers and drivers read as a whole. */
export function queryReads(file: FileContext): readonly WholeFact[] {
  return file.calls.flatMap((call): readonly WholeFact[] => {
    if (call.type !== 'CallExpression' || call.callee.type !== 'MemberExpression') return [];
    const method = memberName(call.callee);
    const bound = method === undefined ? undefined : boundOf(file, call, method);
    if (bound === undefined || fillsCache(file, call)) return [];
    const { text } = file.source;
    const operation = calleeText(call.callee, text);
    return [{ kind: 'whole', at: calleePlace(call, text), operation, script: isScript(file), bound }];
  });
}

function boundOf(file: FileContext, call: Call, method: string): WholeFact['bound'] | undefined {
  const [first] = call.arguments;
  switch (method) {
    case 'findMany': {
      if (!isPrisma(file, call) && !isRelational(file, call)) return undefined;
      const bound = byOptions(file, first, prisma);
      return bound === 'none' && small.test(calleeText(call.callee, file.source.text)) ? 'unknown' : bound;
    }
    case 'findAll':
      return isNamedModel(call) ? byOptions(file, first, sequelize) : undefined;
    case 'find':
      return findBound(file, call);
    case 'from':
      return builtBound(file, call);
    default:
      return undefined;
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
  const names = members.filter(({ value }) => !isEmpty(file, value)).map(({ name }) => name);
  if (names.some((name) => limits.includes(name) || name === 'limit')) return 'limit';
  if (names.some((name) => conditions.includes(name))) return 'condition';
  const isOpen = object.type !== 'ObjectExpression' || object.properties.some((one) => one.type === 'SpreadElement');
  return isOpen ? 'unknown' : 'none';
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

/** `Order.findAll()`: a class or model by its name. */
function isNamedModel({ callee }: Call): boolean {
  return callee.type === 'MemberExpression' && callee.object.type === 'Identifier' && /^[A-Z]/.test(callee.object.name);
}

/** `Model.find({})` of mongoose, `collection.find({}).toArray()` of mongodb, `repository.find()` of TypeORM. */
function findBound(file: FileContext, call: Call): WholeFact['bound'] | undefined {
  const { callee } = call;
  if (callee.type !== 'MemberExpression') return undefined;
  const [filter, , options] = call.arguments;
  const receiver = file.source.text.slice(...callee.object.range);
  const module = moduleBehind(file, callee.object) ?? '';
  if (/repo(sitory)?$/i.test(receiver)) return byOptions(file, filter, typeorm);
  const chain = chainText(file, call);
  const isCollection = /collection(\(.*\))?$/i.test(receiver) && /\.toArray\(/.test(chain);
  const isModel = isNamedModel(call) && /mongoose|typegoose|models?(\/|$)|schema/i.test(module);
  if (!isCollection && !isModel) return undefined;
  if (/\.(limit|cursor|countDocuments|count|batchSize|stream)\(/.test(chain) || options) return 'limit';
  const object = filter && unwrap(filter);
  if (!object || (object.type === 'ObjectExpression' && object.properties.length === 0)) return 'none';
  return object.type === 'ObjectExpression' ? 'condition' : 'unknown';
}

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
