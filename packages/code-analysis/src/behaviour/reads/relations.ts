import { keyName, memberName, unwrap, type Node } from '../../syntax/tree.js';
import type { Call, FileContext } from '../context.js';
import { membersOf } from '../mutations/objects.js';
import { isPrisma } from '../mutations/stores.js';
import { selectionOf } from './conditions.js';
import { isGrowingTable } from './tables.js';

/*
 * Prisma Client 6.19, generated types: a list of related records takes `take`, `where` and further relations, and without
 * `take` comes whole; `findUnique` and `findFirst` have a method for each relation, with the same arguments.
 */
const reading = /^find(?:Unique|First|Many)(?:OrThrow)?$/;
const ofPromises = /^(?:then|catch|finally)$/;
const depth = 4;

/** Names of lists of related records that a query of Prisma reads along, each with all there is. */
export function unlimitedRelations(file: FileContext, call: Call): readonly string[] {
  const method = call.callee.type === 'MemberExpression' ? memberName(call.callee) : undefined;
  const isQuery = method !== undefined && reading.test(method) && isPrisma(file, call);
  const [options] = call.arguments;
  return options && (isQuery || isRelatedList(file, call)) ? relationsIn(file, options, 0) : [];
}

function relationsIn(file: FileContext, options: Node, level: number): readonly string[] {
  if (level > depth || unwrap(options).type !== 'ObjectExpression') return [];
  return ['include', 'select'].flatMap((part) =>
    (membersOf(file, options, [part]) ?? []).flatMap(({ name, value }) => {
      if (name === '_count') return [];
      const given = unwrap(value);
      const isWhole = isGrowingTable(name) && isList(name) && isWithoutLimit(file, given);
      return [...(isWhole ? [name] : []), ...relationsIn(file, given, level + 1)];
    }),
  );
}

/** `emails`, and not `email`: a name in the plural. */
const isList = (name: string): boolean => /[^s]s$/.test(name);

function isWithoutLimit(file: FileContext, given: Node): boolean {
  if (given.type === 'Literal') return given.value === true;
  if (given.type !== 'ObjectExpression' || given.properties.some(({ type }) => type === 'SpreadElement')) return false;
  const members = given.properties.flatMap((one) => (one.type === 'Property' ? [one] : []));
  if (members.some((one) => /^(?:take|cursor|distinct)$/.test(keyName(one) ?? ''))) return false;
  const where = members.find((one) => keyName(one) === 'where');
  return where ? selectionOf(file, where.value) === 'rest' : true;
}

/** `prisma.team.findUnique({ where }).members({ take: 10 })`. */
export function isRelatedList(file: FileContext, { callee }: Call): boolean {
  if (callee.type !== 'MemberExpression') return false;
  const parent = unwrap(callee.object);
  const name = memberName(callee);
  if (parent.type !== 'CallExpression' || name === undefined || ofPromises.test(name) || !isList(name)) return false;
  const method = parent.callee.type === 'MemberExpression' ? memberName(parent.callee) : undefined;
  return method !== undefined && /^find(?:Unique|First)/.test(method) && isPrisma(file, parent);
}
