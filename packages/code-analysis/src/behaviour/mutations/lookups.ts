import { endsAbruptly } from '../../syntax/control-flow/completions.js';
import { contains, isFunction, memberName, unwrap, type Node, type NodeOfType } from '../../syntax/tree.js';
import type { Call, FileContext } from '../context.js';
import { textOf } from '../retries/regions.js';

/** A call that looks whether a record is there, before it is written where there is none. */
export interface Lookup {
  readonly call: Call;
  /** It asks by what the client knows to be unique, as `findUnique` of Prisma does. */
  readonly isByUnique: boolean;
}

const looking = /^(?:find|get|fetch|load|lookup|count|exists?|select|query|by|search)/i;

/** The lookup that found no record of the kind that a call then writes; undefined where the code does not say so. */
export function lookupBefore(file: FileContext, create: Call): Lookup | undefined {
  for (const name of absentAt(create)) {
    if (name.type !== 'Identifier') continue;
    const variable = file.resolver.scopes.variableOf(name);
    for (const { writeExpr } of variable?.references ?? []) {
      const call = writeExpr ? calledIn(writeExpr as Node) : undefined;
      if (!call || call === create || contains(create, call)) continue;
      const isSame = isOfSameTable(file, call, create) || (holds(file, name, create) && isLooking(call));
      if (isSame) return { call, isByUnique: /^findUnique/.test(methodOf(call) ?? '') };
    }
  }
  return undefined;
}

/** True where a record that was found, or its state, ends the function before a place: it may have been done already. */
export function isLookedForBefore(file: FileContext, at: Node): boolean {
  return testsBefore(at).some(({ test, isLeft }) => isLeft && presentIn(test).some((name) => isFound(file, name)));
}

/** `if (existing) return`, `if (order.status === 'paid') return`. */
function isFound(file: FileContext, present: Node): boolean {
  if (present.type !== 'Identifier') return true;
  const references = file.resolver.scopes.variableOf(present)?.references ?? [];
  return references.some(({ writeExpr }) => writeExpr && calledIn(writeExpr as Node) !== undefined);
}

interface Test {
  readonly test: Node;
  /** The place runs where the test holds; otherwise where it does not. */
  readonly holds: boolean;
  /** The function, or the round, is left on the other way. */
  readonly isLeft: boolean;
}

/** What is tested around a place, and what ends the function or the round before it. */
function testsBefore(at: Node): readonly Test[] {
  const tests: Test[] = [];
  for (let node = at; node.parent && !isFunction(node); node = node.parent) {
    const { parent } = node;
    if (parent.type === 'IfStatement' && parent.test !== node)
      tests.push({ test: parent.test, holds: parent.consequent === node, isLeft: false });
    if (parent.type === 'LogicalExpression' && parent.right === node && parent.operator !== '&&')
      tests.push({ test: parent.left, holds: false, isLeft: false });
    if (parent.type !== 'BlockStatement') continue;
    for (const one of parent.body.slice(0, parent.body.indexOf(node as never)))
      if (one.type === 'IfStatement' && !one.alternate && endsAbruptly(one.consequent))
        tests.push({ test: one.test, holds: false, isLeft: true });
  }
  return tests;
}

/** Names of what is known to be absent at a place. */
function absentAt(at: Node): readonly Node[] {
  return testsBefore(at).flatMap(({ test, holds }) => (holds ? absentIn(test) : presentIn(test)));
}

/** `!order`, `order === null`, `orders.length === 0`. */
function absentIn(test: Node): readonly Node[] {
  const plain = unwrap(test);
  if (plain.type === 'UnaryExpression' && plain.operator === '!') return namedIn(plain.argument);
  if (plain.type === 'LogicalExpression' && plain.operator === '&&')
    return [...absentIn(plain.left), ...absentIn(plain.right)];
  if (plain.type !== 'BinaryExpression' || !/^===?$/.test(plain.operator)) return [];
  const right = unwrap(plain.right);
  const isNothing =
    (right.type === 'Literal' && (right.value === null || right.value === 0)) ||
    (right.type === 'Identifier' && right.name === 'undefined');
  return isNothing ? namedIn(plain.left) : [];
}

/** `order`, `order !== null`, `orders.length > 0`, and states of what was found. */
function presentIn(test: Node): readonly Node[] {
  const plain = unwrap(test);
  if (plain.type === 'LogicalExpression') return [...presentIn(plain.left), ...presentIn(plain.right)];
  if (plain.type === 'BinaryExpression')
    return /^(?:!==?|>=?)$/.test(plain.operator) ? namedIn(plain.left) : states(plain);
  if (plain.type === 'MemberExpression') return states(plain);
  return namedIn(plain);
}

const done = /status|state|processed|handled|sent|done|At$|completed?|paid|claimed|exists/i;

function states(node: Node): readonly Node[] {
  const member = node.type === 'BinaryExpression' ? unwrap(node.left) : node;
  return member.type === 'MemberExpression' && done.test(memberName(member) ?? '') ? [member] : [];
}

/** `order`, `orders.length`. */
function namedIn(node: Node): readonly Node[] {
  const plain = unwrap(node);
  if (plain.type === 'MemberExpression' && memberName(plain) === 'length') return namedIn(plain.object);
  return plain.type === 'Identifier' ? [plain] : [];
}

/** The call whose answer a value is: `await find()`, `(await find()) ?? null`. */
function calledIn(value: Node): Call | undefined {
  const plain = unwrap(value);
  if (plain.type === 'AwaitExpression') return calledIn(plain.argument);
  if (plain.type === 'LogicalExpression') return calledIn(plain.left);
  return plain.type === 'CallExpression' ? plain : undefined;
}

const methodOf = ({ callee }: Call): string | undefined =>
  callee.type === 'MemberExpression' ? memberName(callee) : callee.type === 'Identifier' ? callee.name : undefined;

const isLooking = (call: Call): boolean =>
  looking.test(methodOf(call) ?? '') || call.callee.type === 'MemberExpression';

/** `prisma.order.findFirst()` before `prisma.order.create()`. */
function isOfSameTable(file: FileContext, lookup: Call, { callee: create }: Call): boolean {
  let { callee } = lookup;
  // `Order.findOne().lean()`
  while (callee.type === 'MemberExpression' && unwrap(callee.object).type === 'CallExpression')
    callee = (unwrap(callee.object) as Call).callee;
  if (callee.type !== 'MemberExpression' || create.type !== 'MemberExpression') return false;
  return looking.test(memberName(callee) ?? '') && textOf(file, callee.object) === textOf(file, create.object);
}

/** True where the variable that was looked for is given the record that is written. */
function holds(file: FileContext, name: NodeOfType<'Identifier'>, create: Call): boolean {
  const references = file.resolver.scopes.variableOf(name)?.references ?? [];
  return references.some(({ writeExpr }) => writeExpr && calledIn(writeExpr as Node) === create);
}
