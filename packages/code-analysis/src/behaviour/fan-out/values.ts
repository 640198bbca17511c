import type { TSESTree } from '@typescript-eslint/utils';
import type { Terminal } from '../../syntax/terminal.js';
import { memberName, type Node } from '../../syntax/tree.js';
import type { Construction, FileContext } from '../context.js';

/** Variables that are followed from one to the next. */
const longestWay = 3;

/**
 * True for a call whose value is used where it is made: in a condition, a text, a member of it. What is used so is no
 * promise, and the call does its work before it returns.
 */
export const isUsedAtOnce = (file: FileContext, call: Construction): boolean => isPlain(file, call, longestWay);

function isPlain(file: FileContext, value: Node, way: number): boolean {
  const { parent } = value;
  switch (parent?.type) {
    case 'ChainExpression':
    case 'TSAsExpression':
    case 'TSNonNullExpression':
    case 'TSSatisfiesExpression':
      return isPlain(file, parent, way);
    case 'MemberExpression':
      return parent.object !== value || isPlainMember(file, parent, way);
    case 'UnaryExpression':
      return parent.operator !== 'void';
    case 'BinaryExpression':
    case 'TemplateLiteral':
    case 'SpreadElement':
    case 'UpdateExpression':
    case 'SwitchStatement':
      return true;
    case 'ForOfStatement':
      return parent.right === value && !parent.await;
    case 'IfStatement':
    case 'WhileStatement':
      return parent.test === value;
    case 'ConditionalExpression':
      return parent.test === value || isPlain(file, parent, way);
    case 'LogicalExpression':
      return (parent.left === value && parent.operator !== '??') || isPlain(file, parent, way);
    case 'CallExpression':
    case 'NewExpression':
      return parent.callee !== value && takesPlain(file, parent.callee);
    case 'VariableDeclarator':
      return parent.init === value && isPlainVariable(file, parent.id, way);
    default:
      return false;
  }
}

/** `load(id).name`; a method may hand a builder on, and then its value decides. */
function isPlainMember(file: FileContext, member: TSESTree.MemberExpression, way: number): boolean {
  if (/^(?:then|catch|finally)$/.test(memberName(member) ?? '')) return false;
  const whole = member.parent.type === 'ChainExpression' ? member.parent : member;
  const call = whole.parent;
  return call?.type === 'CallExpression' && call.callee === whole ? isPlain(file, call, way) : true;
}

/** `JSON.stringify(value)`, `Number(value)`. */
function takesPlain(file: FileContext, callee: Node): boolean {
  const terminal = file.resolver.single(callee);
  return (
    terminal?.kind === 'global' &&
    /^(?:JSON|Math|String|Number|Boolean|Date|parse\w+|isNaN|BigInt|URL)$/.test(terminal.path[0] ?? '')
  );
}

function isPlainVariable(file: FileContext, name: TSESTree.DestructuringPattern, way: number): boolean {
  if (name.type !== 'Identifier') return true;
  if (way === 0) return false;
  const reads = file.resolver.scopes.variableOf(name)?.references.filter((one) => one.isRead()) ?? [];
  return reads.length > 0 && reads.every(({ identifier }) => isPlain(file, identifier as Node, way - 1));
}

/** Methods of lists, texts and dates that no client has, or that are called on a list before its work is done. */
const ofValues = new Set(
  (
    'toString toISOString toJSON toLocaleString toFixed valueOf getTime map filter flatMap flat reduce forEach some every sort ' +
    'reverse concat slice indexOf lastIndexOf findIndex includes join split trim trimEnd trimStart padStart padEnd ' +
    'replaceAll startsWith endsWith toLowerCase toUpperCase charAt charCodeAt codePointAt substring substr localeCompare ' +
    'throwIfAborted addEventListener removeEventListener'
  ).split(' '),
);

/** Methods that queues, caches and indexes have as well: where their answer goes on, it may be a promise. */
const ofValuesToo = new Set('push unshift splice fill abort'.split(' '));

/** True for what a parameter is asked that only lists, texts, maps and dates answer, and for the ends of a promise that is made by hand. */
export function isOfValue(
  { parent }: Construction,
  { fn, path, annotation }: Extract<Terminal, { kind: 'parameter' }>,
): boolean {
  const maker = fn?.parent;
  if (path.length === 0)
    return maker?.type === 'NewExpression' && maker.callee.type === 'Identifier' && maker.callee.name === 'Promise';
  const method = path.at(-1) ?? '';
  if (ofValues.has(method) || (ofValuesToo.has(method) && parent.type === 'ExpressionStatement')) return true;
  return path.length === 1 && isValueType(annotation);
}

function isValueType(type: TSESTree.TypeNode | undefined): boolean {
  if (type?.type === 'TSStringKeyword' || type?.type === 'TSNumberKeyword' || type?.type === 'TSArrayType') return true;
  if (type?.type !== 'TSTypeReference' || type.typeName.type !== 'Identifier') return false;
  return /^(?:Readonly)?(?:Array|Map|Set)$|^(?:WeakMap|WeakSet|Date|RegExp|URL|URLSearchParams|Headers|FormData|Buffer|Error)$/.test(
    type.typeName.name,
  );
}
