import { textOfFile } from '../../questions/files.js';
import { memberName, unwrap, type Node } from '../../syntax/tree.js';
import type { Call, FileContext } from '../context.js';
import { prismaModel, type PrismaModel } from '../tables/prisma-schema.js';
import { freshness } from './fresh.js';
import { membersOf, type Member } from './objects.js';
import type { CreateFact } from './types.js';

/** What keeps a record from being written twice, as the schema of its table says; undefined where no schema shows it. */
export type Uniqueness = CreateFact['uniqueness'];

/** Of `prisma.order.create({ data })`, by the schema of Prisma. */
export function prismaUniqueness(file: FileContext, call: Call): Uniqueness {
  const owner = call.callee.type === 'MemberExpression' ? unwrap(call.callee.object) : undefined;
  const member = owner?.type === 'MemberExpression' ? memberName(owner) : undefined;
  const [options] = call.arguments;
  if (owner?.type !== 'MemberExpression' || member === undefined || !options) return undefined;
  const model = modelBehind(file, unwrap(owner.object), member);
  const members = model && membersOf(file, options, ['data']);
  if (!members) return undefined;
  const written = members.filter(({ value }) => freshness(file, value).kind !== 'fresh');
  const columns = new Set(written.flatMap(({ name }) => [name, ...(model.columnsOf.get(name) ?? [])]));
  if (model.unique.some((one) => one.every((column) => columns.has(column)))) return 'refused';
  return isWrittenOut(file, options, ['data']) ? 'repeated' : undefined;
}

/** The model by the schema above this file, or above the file that the client comes from. */
function modelBehind(file: FileContext, client: Node, member: string): PrismaModel | undefined {
  const own = prismaModel(file.engine, file.filename, member);
  if (own) return own;
  const terminal = file.resolver.single(client);
  const target = terminal?.kind === 'module' ? file.fileOf(terminal.module) : undefined;
  return target === undefined ? undefined : prismaModel(file.engine, target, member);
}

/** Of `Order.create(record)` of mongoose, by the file that has the model; migrations do not add to it. */
export function mongooseUniqueness(file: FileContext, model: Node, record: Node): Uniqueness {
  const terminal = file.resolver.single(model);
  const target = terminal?.kind === 'module' ? file.fileOf(terminal.module) : undefined;
  const text = target === undefined ? undefined : file.ask(textOfFile, target);
  const members = membersOf(file, record);
  if (text === undefined || !members || !/new\s+(?:mongoose\.)?Schema\b/.test(text)) return undefined;
  if (!/unique/i.test(text)) return isWrittenOut(file, record, []) ? 'repeated' : undefined;
  return members.some((member) => isUniqueField(file, member, text)) ? 'refused' : undefined;
}

const isUniqueField = (file: FileContext, { name, value }: Member, text: string): boolean =>
  freshness(file, value).kind !== 'fresh' &&
  new RegExp(`\\b${name.replaceAll(/\W/g, '')}\\b['"]?:\\s*\\{[^{}]*\\bunique:\\s*(?:true|\\[)`).test(text);

/** True for an object of which each member is written here. */
function isWrittenOut(file: FileContext, node: Node, path: readonly string[]): boolean {
  return file.resolver.resolve(node, path).every((terminal) => {
    const object = terminal.kind === 'expression' && terminal.path.length === 0 ? unwrap(terminal.node) : undefined;
    return object?.type === 'ObjectExpression' && object.properties.every(({ type }) => type === 'Property');
  });
}
