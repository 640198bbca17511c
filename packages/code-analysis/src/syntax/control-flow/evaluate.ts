import type { TSESTree } from '@typescript-eslint/utils';
import { limits } from '../limits.js';
import type { Resolver } from '../resolve.js';
import type { Variable } from '../scopes.js';
import { valuesOf } from '../static-value.js';
import { isFunction, memberName, unwrap, type Node } from '../tree.js';

type Primitive = string | number | boolean | null | undefined | bigint;

/** What an expression is worth at a point of a path; undefined where that is not known. */
export type Value =
  | { readonly kind: 'known'; readonly value: Primitive }
  /** An object of which some members are known; it is neither null nor false. */
  | { readonly kind: 'object'; readonly members: Readonly<Record<string, Primitive>> };

/** What has a value on a path: a variable, a member of `this` by its name, and the test of `a ? b : c` by the side that was taken. */
export type Valued = Variable | Node | `this.${string}`;

/** Values on a path. */
export type Values = ReadonlyMap<Valued, Value>;

/** What is known at a point of a path: of variables, and of nodes whose value is assumed. */
export interface Known {
  readonly resolver: Resolver;
  readonly variables: Values;
  readonly assumed: ReadonlyMap<Node, Value>;
}

const known = (value: Primitive): Value => ({ kind: 'known', value });

/** Whether a value counts as true; undefined where that is not known. */
export function isTruthy(value: Value | undefined): boolean | undefined {
  if (!value) return undefined;
  return value.kind === 'object' || Boolean(value.value);
}

/** What is known, and how many expressions were looked at to work one out. */
interface Counted extends Known {
  readonly spent: { steps: number };
}

/** Works an expression out by what is known on a path, after it was evaluated there. */
export function evaluate(at: Known, given: Node): Value | undefined {
  return evaluated({ ...at, spent: { steps: 0 } }, given, 0);
}

function evaluated(at: Counted, given: Node, depth: number): Value | undefined {
  const node = unwrap(given);
  const assumed = at.assumed.get(node) ?? at.variables.get(node);
  if (assumed) return assumed;
  at.spent.steps += 1;
  if (depth > limits.path.depth || at.spent.steps > limits.path.steps) return undefined;
  const inner = (one: Node) => evaluated(at, one, depth + 1);
  switch (node.type) {
    case 'Literal':
      return 'regex' in node ? undefined : known(node.value as Primitive);
    case 'Identifier':
      return variableValue(at, node);
    case 'AwaitExpression':
      return inner(node.argument);
    case 'MemberExpression': {
      const own = memberOfThis(node);
      if (own) return at.variables.get(own) ?? fixedValue(at, node);
      const object = inner(node.object);
      const name = memberName(node);
      if (object?.kind !== 'object') return object ? undefined : fixedValue(at, node);
      return name !== undefined && Object.hasOwn(object.members, name) ? known(object.members[name]) : undefined;
    }
    case 'UnaryExpression':
      return unaryValue(node.operator, inner(node.argument));
    case 'UpdateExpression': {
      const after = inner(node.argument);
      if (after?.kind !== 'known' || typeof after.value !== 'number') return undefined;
      return node.prefix ? after : known(after.value - (node.operator === '++' ? 1 : -1));
    }
    case 'AssignmentExpression':
      return inner(node.left);
    case 'BinaryExpression':
      return binaryValue(node.operator, inner(node.left), inner(node.right));
    case 'LogicalExpression':
      return logicalValue(node.operator, inner(node.left), () => inner(node.right));
    case 'ConditionalExpression': {
      const test = isTruthy(inner(node.test));
      return test === undefined ? undefined : inner(test ? node.consequent : node.alternate);
    }
    case 'CallExpression':
      return callValue(at, node, depth + 1);
    default:
      return undefined;
  }
}

/** The name under which the value of a member of `this` is kept. */
function memberOfThis(node: Node): `this.${string}` | undefined {
  const name = node.type === 'MemberExpression' && node.object.type === 'ThisExpression' ? memberName(node) : undefined;
  return name === undefined ? undefined : `this.${name}`;
}

function variableValue(at: Known, node: TSESTree.Identifier): Value | undefined {
  const variable = at.resolver.scopes.variableOf(node);
  if (!variable) return node.name === 'undefined' ? known(undefined) : undefined;
  const value = at.variables.get(variable);
  if (value) return value;
  if (!fixed.has(node)) fixed.set(node, mayBeFixed(variable) ? fixedOf(at, node) : undefined);
  return fixed.get(node);
}

function mayBeFixed(variable: Variable): boolean {
  if (String(variable.defs[0]?.type) === 'Parameter') return false;
  return variable.references.filter((one) => one.isWrite()).length <= 1;
}

/** Values that hold on every path, by the node that stands for them: walks ask for them at every turn. */
const fixed = new WeakMap<Node, Value | undefined>();

/** The value of a constant. */
function fixedValue(at: Known, node: Node): Value | undefined {
  if (!fixed.has(node)) fixed.set(node, fixedOf(at, node));
  return fixed.get(node);
}

function fixedOf({ resolver }: Known, node: Node): Value | undefined {
  const [value, ...others] = valuesOf(resolver, node);
  return value?.kind === 'known' && others.length === 0 ? known(value.value) : undefined;
}

function unaryValue(operator: string, value: Value | undefined): Value | undefined {
  const truth = isTruthy(value);
  if (operator === '!') return truth === undefined ? undefined : known(!truth);
  if (value?.kind !== 'known' || typeof value.value !== 'number') return undefined;
  return operator === '-' ? known(-value.value) : operator === '+' ? value : undefined;
}

function logicalValue(operator: string, left: Value | undefined, right: () => Value | undefined): Value | undefined {
  const truth = isTruthy(left);
  if (operator === '??') {
    if (!left) return undefined;
    return left.kind === 'known' && (left.value === null || left.value === undefined) ? right() : left;
  }
  const decides = operator === '||';
  if (truth !== undefined) return truth === decides ? left : right();
  // An unknown side does not matter where the other one decides.
  const other = right();
  return isTruthy(other) === decides ? other : undefined;
}

function binaryValue(operator: string, left: Value | undefined, right: Value | undefined): Value | undefined {
  if (!left || !right) return undefined;
  const isNull = (value: Value) => value.kind === 'known' && (value.value === null || value.value === undefined);
  if (left.kind === 'object' || right.kind === 'object') {
    if (!isNull(left) && !isNull(right)) return undefined;
    return /^[!=]==?$/.test(operator) ? known(operator.startsWith('!')) : undefined;
  }
  const [a, b] = [left.value, right.value];
  if (operator === '==' && (isNull(left) || isNull(right))) return known(isNull(left) && isNull(right));
  if (operator === '!=' && (isNull(left) || isNull(right))) return known(!(isNull(left) && isNull(right)));
  if (/^[!=]==?$/.test(operator)) {
    // Values of two kinds are compared where one of them is another thing than was assumed.
    if (typeof a !== typeof b && a !== null && b !== null && a !== undefined && b !== undefined) return undefined;
    return known((a === b) === operator.startsWith('='));
  }
  if (typeof a !== 'number' || typeof b !== 'number') return undefined;
  const compute = arithmetic.get(operator);
  return compute && known(compute(a, b));
}

const arithmetic = new Map<string, (a: number, b: number) => number | boolean>([
  ['<', (a, b) => a < b],
  ['<=', (a, b) => a <= b],
  ['>', (a, b) => a > b],
  ['>=', (a, b) => a >= b],
  ['+', (a, b) => a + b],
  ['-', (a, b) => a - b],
  ['*', (a, b) => a * b],
  ['/', (a, b) => a / b],
  ['%', (a, b) => a % b],
  ['**', (a, b) => a ** b],
]);

function callValue(
  at: Counted,
  { callee, arguments: args }: TSESTree.CallExpression,
  depth: number,
): Value | undefined {
  const [first] = args;
  const value = first && evaluated(at, first, depth);
  if (callee.type === 'MemberExpression' && /^(?:includes|has)$/.test(memberName(callee) ?? ''))
    return value && isMember(at, callee.object, value, depth);
  if (callee.type === 'Identifier' && callee.name === 'Boolean') {
    const truth = isTruthy(value);
    return truth === undefined ? undefined : known(truth);
  }
  return calledValue(at, callee, args, depth);
}

/** `[429, 503].includes(status)`, `retryable.has(status)`. */
function isMember(at: Counted, list: Node, value: Value, depth: number): Value | undefined {
  const terminal = at.resolver.single(list);
  let node = terminal?.kind === 'expression' && terminal.path.length === 0 ? unwrap(terminal.node) : undefined;
  if (node?.type === 'NewExpression') node = node.arguments[0];
  if (node?.type !== 'ArrayExpression' || value.kind !== 'known') return undefined;
  const members = node.elements.map((element) => element && evaluated(at, element, depth));
  if (members.some((one) => one?.kind === 'known' && one.value === value.value)) return known(true);
  return members.every((one) => one?.kind === 'known') ? known(false) : undefined;
}

/** The answer of a function of this file that only computes: `const isBusy = (status) => status === 503`. */
function calledValue(at: Counted, callee: Node, args: readonly Node[], depth: number): Value | undefined {
  const terminal = at.resolver.single(callee);
  const fn = terminal?.kind === 'expression' && terminal.path.length === 0 ? terminal.node : undefined;
  if (!isFunction(fn) || fn.async || fn.generator) return undefined;
  const [only] = fn.body.type === 'BlockStatement' ? fn.body.body : [];
  const value =
    fn.body.type !== 'BlockStatement'
      ? fn.body
      : fn.body.body.length === 1 && only?.type === 'ReturnStatement'
        ? only.argument
        : undefined;
  if (!value || at.variables.size > 100) return undefined;
  const variables = new Map(at.variables);
  for (const [i, parameter] of fn.params.entries()) {
    const argument = args[i] && evaluated(at, args[i], depth);
    if (argument) assign({ ...at, variables }, variables, parameter, argument);
  }
  return evaluated({ ...at, variables }, value, depth + limits.path.call);
}

/** Gives a value to a variable or to those of a pattern, or forgets theirs where it is not known. */
export function assign(at: Known, variables: Map<Valued, Value>, target: Node, value: Value | undefined): void {
  if (target.type === 'ObjectPattern') {
    for (const property of target.properties) {
      if (property.type !== 'Property') continue;
      const name = property.key.type === 'Identifier' && !property.computed ? property.key.name : undefined;
      const has = value?.kind === 'object' && name !== undefined && Object.hasOwn(value.members, name);
      assign(at, variables, property.value, has ? known(value.members[name]) : undefined);
    }
    return;
  }
  const variable = target.type === 'Identifier' ? at.resolver.scopes.variableOf(target) : memberOfThis(target);
  if (!variable) return;
  if (value) variables.set(variable, value);
  else variables.delete(variable);
}
