import { memberName, type Node } from '../../syntax/tree.js';
import { useOf, type ResultUse } from '../batches/result-use.js';
import type { Construction, FileContext } from '../context.js';
import type { PageFact } from './types.js';

const moreNames = /token|marker|truncated|last_?evaluated|has_?(more|next)|cursor|next|position$|auto_?pag|page_?info/i;
/** Members of an answer that say nothing of the list. */
const sideNames = new Set(['$metadata', 'ok', 'status', 'statusText', 'requestCharge']);
/** Members and methods that lead to the list: the body of an answer over HTTP. */
const bodies = new Set(['data', 'json', 'body']);

/** What the code makes of one page: whether it asks for more, and whether it wants all. */
export function pageUse(file: FileContext, call: Construction): PageFact['rest'] {
  if (isIterated(call)) return 'followed';
  return restOf(file, useOf(file, call));
}

/** True when code looks in one page for the elements that meet a condition, and does not ask whether there are more. */
export function isSearched(file: FileContext, call: Construction): boolean {
  const { reads, escapes } = withBodies(file, useOf(file, call));
  if (escapes || reads.some(({ name }) => moreNames.test(name))) return false;
  return reads.some(({ name, node }) => !sideNames.has(name) && listsOf(file, node).some(isAskedByCondition));
}

/** Where a member of the answer stands, or the variable that holds it. */
function listsOf(file: FileContext, read: Node): readonly Node[] {
  const holder = read.type === 'Property' ? read.value : isHeldBy(framed(read));
  if (!holder) return [framed(read)];
  const variable = holder.type === 'Identifier' ? file.resolver.scopes.variableOf(holder) : undefined;
  return (variable?.references ?? []).map(({ identifier }) => framed(identifier as Node));
}

function isHeldBy(value: Node): Node | undefined {
  const { parent } = value;
  return parent?.type === 'VariableDeclarator' && parent.init === value ? parent.id : undefined;
}

function isAskedByCondition(list: Node): boolean {
  const { parent } = list;
  if (parent?.type !== 'MemberExpression' || parent.object !== list) return false;
  return parent.parent.type === 'CallExpression' && /^(?:find|filter|some)$/.test(memberName(parent) ?? '');
}

function framed(value: Node): Node {
  let node = value;
  while (node.parent && isFrame(node.parent, node)) node = node.parent;
  return node;
}

/** True where only one element of the list is used that a call answers with: `(await load())[0]`, `const [first] = await load()`. */
export function wantsOne(file: FileContext, call: Node): boolean {
  let value = framed(call);
  while (value.parent && isChained(value.parent, value)) value = framed(value.parent);
  return extentHere(file, value) === 'one';
}

/** The same of the rows that a driver answers with: `const [rows] = await pool.query(...)`, `const { rows } = ...`, `answer.rows[0]`. */
export function wantsOneRow(file: FileContext, call: Node): boolean {
  if (call.type === 'TaggedTemplateExpression') return wantsOne(file, call);
  const value = call.parent?.type === 'AwaitExpression' ? framed(call.parent) : framed(call);
  const holder = isHeldBy(value);
  if (holder?.type === 'ArrayPattern') {
    const [rows] = holder.elements;
    return rows !== null && rows !== undefined && heldExtent(file, rows) === 'one';
  }
  const { reads, escapes } = useOf(file, call as Construction);
  const rows = reads.filter(({ name }) => name === 'rows');
  if (escapes || rows.length === 0) return holder?.type === 'Identifier' && wantsOne(file, call);
  return rows.every(({ node }) => /^(?:one|test)$/.test(extentOf(file, node)));
}

/** `await query`, `query.orderBy('at')`. */
function isChained(parent: Node, value: Node): boolean {
  if (parent.type === 'AwaitExpression') return true;
  if (parent.type === 'MemberExpression')
    return (
      parent.object === value &&
      parent.parent.type === 'CallExpression' &&
      parent.parent.callee === parent &&
      !/^(?:at|shift|map|filter|find|reduce|then|forEach)$/.test(memberName(parent) ?? '')
    );
  return parent.type === 'CallExpression' && parent.callee === value;
}

function restOf(file: FileContext, use: ResultUse): PageFact['rest'] {
  const { reads, escapes } = withBodies(file, use);
  if (reads.some(({ name }) => moreNames.test(name) || name === 'headers')) return 'followed';
  if (escapes) return 'unknown';
  const wanted = reads.filter(({ name }) => !sideNames.has(name)).map(({ node }) => extentOf(file, node));
  if (wanted.includes('all')) return 'ignored';
  return wanted.includes('unknown') ? 'unknown' : 'enough';
}

/** The use of an answer over HTTP with the use of its body. */
function withBodies(file: FileContext, { reads, escapes, isTested }: ResultUse): ResultUse {
  const all: ResultUse = { reads: [], escapes, isTested };
  for (const read of reads) {
    const body = bodies.has(read.name) ? bodyOf(read.node) : undefined;
    if (!body) {
      all.reads.push(read);
      continue;
    }
    const inner = useOf(file, body as Construction);
    all.escapes ||= inner.escapes;
    // A body that is the list itself.
    if (inner.reads.length === 0 && !inner.escapes) all.reads.push({ name: read.name, node: body });
    all.reads.push(...inner.reads);
  }
  return all;
}

/** `answer.json()`, `answer.data`; undefined for a body that a pattern takes out. */
function bodyOf(read: Node): Node | undefined {
  if (read.type !== 'MemberExpression') return undefined;
  const call = read.parent;
  return call.type === 'CallExpression' && call.callee === read ? call : read;
}

/** `for await (const element of client.list())`: the library turns the pages. */
function isIterated(call: Construction): boolean {
  const { parent } = call;
  return parent.type === 'ForOfStatement' && parent.await && parent.right === call;
}

/** How much of a list is wanted where a member of the answer is read. */
function extentOf(file: FileContext, read: Node): 'one' | 'test' | 'all' | 'unknown' {
  if (read.type === 'Property') {
    const target = read.value.type === 'AssignmentPattern' ? read.value.left : read.value;
    if (target.type === 'ArrayPattern') return target.elements.length === 1 ? 'one' : 'all';
    return heldExtent(file, target);
  }
  if (read.type !== 'MemberExpression') return 'unknown';
  return extentHere(file, read);
}

function extentHere(file: FileContext, value: Node): 'one' | 'test' | 'all' {
  const node = framed(value);
  const { parent } = node;
  if (parent?.type === 'MemberExpression' && parent.object === node) {
    const name = memberName(parent);
    if (name !== undefined && /^\d+$/.test(name)) return 'one';
    if (name === 'at' || name === 'shift') return 'one';
    return name === 'length' && isTest(parent) ? 'test' : 'all';
  }
  if (parent?.type === 'VariableDeclarator' && parent.init === node) {
    if (parent.id.type === 'ArrayPattern') return parent.id.elements.length === 1 ? 'one' : 'all';
    return heldExtent(file, parent.id);
  }
  return isTest(node) ? 'test' : 'all';
}

/** How much is wanted of a list that a variable holds. */
function heldExtent(file: FileContext, target: Node): 'one' | 'test' | 'all' {
  const variable = target.type === 'Identifier' ? file.resolver.scopes.variableOf(target) : undefined;
  if (!variable) return 'all';
  const uses = variable.references
    .map(({ identifier }) => identifier as Node)
    .filter((use) => use !== target && use.parent?.type !== 'VariableDeclarator');
  const extents = uses.map((use) => extentHere(file, use));
  if (extents.includes('all') || uses.length < variable.references.length - 1) return 'all';
  return extents.includes('one') ? 'one' : 'test';
}

function isFrame(parent: Node, node: Node): boolean {
  return (
    parent.type === 'ChainExpression' ||
    parent.type === 'TSNonNullExpression' ||
    parent.type === 'TSAsExpression' ||
    (parent.type === 'LogicalExpression' && parent.left === node && parent.operator !== '&&')
  );
}

/** True where only the truth of a value, or how it compares, is asked. */
function isTest(value: Node): boolean {
  let node = value;
  while (
    node.parent?.type === 'ChainExpression' ||
    node.parent?.type === 'LogicalExpression' ||
    node.parent?.type === 'BinaryExpression' ||
    node.parent?.type === 'UnaryExpression'
  )
    node = node.parent;
  const { parent } = node;
  if (node.type === 'UnaryExpression' || node.type === 'BinaryExpression') return isComparison(node);
  return (parent?.type === 'IfStatement' || parent?.type === 'ConditionalExpression') && parent.test === node;
}

function isComparison(node: Node): boolean {
  if (node.type === 'UnaryExpression') return node.operator === '!';
  return node.type === 'BinaryExpression' && /^([<>]=?|[!=]==?)$/.test(node.operator);
}
