import { isFunction, memberName, unwrap, type Node } from '../../syntax/tree.js';
import type { FileContext } from '../context.js';
import { narrowest, widest, type Share } from './shares.js';

/** Judges what stands within a condition. */
export interface Judge {
  readonly of: (condition: Node) => Share;
  readonly value: (name: string, value: Node) => Share;
}

const rest = /^(?:LessThan|LessThanOrEqual|Not|IsNull|isNull|isNotNull|lte?|ne|not|like|ilike|notLike|Like|ILike)$/;

/**
 * `and(eq(orders.userId, id), isNull(orders.closedAt))` of drizzle-orm 0.44 (sql/expressions/conditions.d.ts), and
 * `LessThan(at)` of TypeORM; undefined for other calls.
 */
export function conditionCall(file: FileContext, node: Node, { of, value }: Judge): Share | undefined {
  if (node.type !== 'CallExpression') return undefined;
  const callee = unwrap(node.callee);
  const name = callee.type === 'Identifier' ? callee.name : undefined;
  if (name === undefined || !isImported(file, callee)) return undefined;
  if (rest.test(name)) return 'rest';
  const given = node.arguments.filter((one) => one.type !== 'SpreadElement');
  if (given.length < node.arguments.length) return name === 'and' || name === 'or' ? 'part' : undefined;
  const [column, compared] = given;
  switch (name) {
    case 'and':
      return narrowest(given.map(of));
    case 'or':
      return widest(given.map(of));
    case 'eq': {
      const left = column && unwrap(column);
      const member = left?.type === 'MemberExpression' ? memberName(left) : undefined;
      return member === undefined || !compared ? 'part' : value(member, compared);
    }
    case 'gt':
    case 'gte':
    case 'inArray':
    case 'exists':
    case 'between':
      return 'part';
    default:
      return undefined;
  }
}

/** Of a package, or handed to the function that gives the condition: `(orders, { eq }) => eq(...)`. */
function isImported(file: FileContext, callee: Node): boolean {
  const terminal = file.resolver.single(callee);
  if (terminal?.kind === 'parameter') return isFunction(terminal.fn);
  return terminal?.kind === 'module' && !/^[./@~#]\//.test(terminal.module.replace(/^\.+/, '.'));
}
