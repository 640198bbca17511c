import type { TSESTree } from '@typescript-eslint/utils';
import { limits, tooManySteps } from './limits.js';
import type { Resolver } from './resolve.js';
import { Search, type Cut } from './search.js';
import type { Frame, Terminal } from './terminal.js';
import { unwrap, type Node } from './tree.js';

type Primitive = string | number | boolean | null | undefined | bigint;

/** What an expression is worth without running it. */
export type StaticValue =
  | { readonly kind: 'known'; readonly value: Primitive }
  /** An environment variable: a text, or a number where the code converts it. */
  | { readonly kind: 'env'; readonly name: string; readonly converted: boolean }
  | { readonly kind: 'unknown'; readonly reason: string };

const known = (value: Primitive): StaticValue => ({ kind: 'known', value });
const unknown = (reason: string): StaticValue => ({ kind: 'unknown', reason });
const computed = unknown('it is computed');

const constants = new Map<string, number>([
  ['Infinity', Infinity],
  ['NaN', NaN],
  ['Number.POSITIVE_INFINITY', Infinity],
  ['Number.NEGATIVE_INFINITY', -Infinity],
  ['Number.NaN', NaN],
  ['Number.MAX_SAFE_INTEGER', Number.MAX_SAFE_INTEGER],
  ['Number.MAX_VALUE', Number.MAX_VALUE],
]);

const functions = new Map<string, (...values: number[]) => number>([
  ['Number', Number],
  ['parseInt', Math.trunc],
  ['parseFloat', Number],
  ['Number.parseInt', Math.trunc],
  ['Number.parseFloat', Number],
  ['Math.min', Math.min],
  ['Math.max', Math.max],
  ['Math.round', Math.round],
  ['Math.floor', Math.floor],
  ['Math.ceil', Math.ceil],
  ['Math.abs', Math.abs],
]);

/** All values that an expression may have. Never empty. */
export function valuesOf(resolver: Resolver, node: Node, frame?: Frame): readonly StaticValue[] {
  return resolver.resolve(node, [], frame).map((terminal) => valueOf(resolver, terminal));
}

/** The single value of an expression; unknown where it may have several. */
function singleValue(resolver: Resolver, node: Node, frame: Frame | undefined): StaticValue {
  const terminal = resolver.single(node, [], frame);
  return terminal ? valueOf(resolver, terminal) : unknown('it has several values');
}

const searches = new WeakMap<Resolver, Search<StaticValue>>();

/** Expressions that are being worked out: `text = `${text}, more`` comes back to itself. */
function searchIn(resolver: Resolver): Search<StaticValue> {
  let search = searches.get(resolver);
  if (!search) {
    const open = (cut: Cut) => unknown(cut === 'circle' ? 'it depends on itself' : tooManySteps);
    searches.set(resolver, (search = new Search(limits.value, open)));
  }
  return search;
}

/** The value of what an expression comes down to. */
export function valueOf(resolver: Resolver, terminal: Terminal): StaticValue {
  switch (terminal.kind) {
    case 'absent':
      return known(undefined);
    case 'global':
      return globalValue(terminal.path);
    case 'module':
      return unknown(`it comes from ${terminal.module}`);
    case 'parameter':
      return unknown('it is a parameter');
    case 'unknown':
      return unknown(terminal.reason);
    case 'expression':
      return terminal.path.length === 0
        ? workedOut(resolver, unwrap(terminal.node), terminal.frame)
        : unknown('it is a part of a computed value');
  }
}

/** Works an expression out, and remembers what does not hang on the arguments of a call. */
function workedOut(resolver: Resolver, node: Node, frame: Frame | undefined): StaticValue {
  const find = () => expressionValue(resolver, node, frame);
  return searchIn(resolver).answer(node, find, frame === undefined);
}

function globalValue(path: readonly string[]): StaticValue {
  const [root, env, name] = path;
  if (root === 'process' && env === 'env' && name !== undefined && path.length === 3)
    return { kind: 'env', name, converted: false };
  const constant = constants.get(path.join('.'));
  return constant === undefined ? unknown('it is a global value') : known(constant);
}

function expressionValue(resolver: Resolver, node: Node, frame: Frame | undefined): StaticValue {
  switch (node.type) {
    case 'Literal':
      return 'regex' in node ? unknown('it is a pattern') : known(node.value as Primitive);
    case 'TemplateLiteral':
      return templateValue(resolver, node, frame);
    case 'UnaryExpression':
      return unaryValue(node, singleValue(resolver, node.argument, frame));
    case 'BinaryExpression':
      return chainValue(resolver, node, frame);
    case 'CallExpression':
      return callValue(resolver, node, frame);
    default:
      return computed;
  }
}

function templateValue(resolver: Resolver, node: TSESTree.TemplateLiteral, frame: Frame | undefined): StaticValue {
  let text = node.quasis[0]?.value.cooked ?? '';
  for (const [i, part] of node.expressions.entries()) {
    const value = singleValue(resolver, part, frame);
    if (value.kind !== 'known') return value.kind === 'env' ? unknown('it is put together') : value;
    text += String(value.value) + (node.quasis[i + 1]?.value.cooked ?? '');
    if (text.length > limits.text) return unknown(tooLong);
  }
  return known(text);
}

const tooLong = 'the text is too long';

/** `a + b + c` from the left to the right, without a step down for each operator. */
function chainValue(resolver: Resolver, whole: TSESTree.BinaryExpression, frame: Frame | undefined): StaticValue {
  const operations: TSESTree.BinaryExpression[] = [];
  let first: Node = whole;
  for (; first.type === 'BinaryExpression'; first = unwrap(first.left)) operations.push(first);
  if (first.type === 'PrivateIdentifier') return unknown('it is a test');
  let value = singleValue(resolver, first, frame);
  for (const { operator, right } of operations.reverse()) {
    if (value.kind === 'unknown') return value.reason === tooManySteps || value.reason === tooLong ? value : computed;
    value = binaryValue(operator, value, singleValue(resolver, right, frame));
  }
  return value;
}

function unaryValue(node: TSESTree.UnaryExpression, value: StaticValue): StaticValue {
  if (node.operator === 'void') return known(undefined);
  if (value.kind === 'env' && node.operator === '+') return { ...value, converted: true };
  if (value.kind !== 'known' || typeof value.value === 'bigint') return computed;
  if (node.operator === '-') return known(-Number(value.value));
  if (node.operator === '+') return known(Number(value.value));
  return node.operator === '!' ? known(!value.value) : computed;
}

function binaryValue(operator: string, left: StaticValue, right: StaticValue): StaticValue {
  if (left.kind === 'env' && right.kind === 'known') return { ...left, converted: true };
  if (right.kind === 'env' && left.kind === 'known') return { ...right, converted: true };
  if (left.kind !== 'known' || right.kind !== 'known') return computed;
  const [a, b] = [left.value, right.value];
  if (operator === '+' && (typeof a === 'string' || typeof b === 'string')) return joined(String(a), String(b));
  if (typeof a !== 'number' || typeof b !== 'number') return computed;
  switch (operator) {
    case '+':
      return known(a + b);
    case '-':
      return known(a - b);
    case '*':
      return known(a * b);
    case '/':
      return known(a / b);
    case '%':
      return known(a % b);
    case '**':
      return known(a ** b);
    default:
      return computed;
  }
}

function joined(a: string, b: string): StaticValue {
  return a.length + b.length > limits.text ? unknown(tooLong) : known(a + b);
}

function callValue(resolver: Resolver, node: TSESTree.CallExpression, frame: Frame | undefined): StaticValue {
  const callee = resolver.single(node.callee, [], frame);
  const compute = callee?.kind === 'global' ? functions.get(callee.path.join('.')) : undefined;
  if (!compute) return unknown('it is the result of a call');
  const conversion = compute.length === 1 || callee?.kind === 'global';
  const values = node.arguments.map((argument) => singleValue(resolver, argument, frame));
  const env = values.find((value) => value.kind === 'env');
  if (env && conversion) return { ...env, converted: true };
  const numbers: number[] = [];
  for (const value of values) {
    if (value.kind !== 'known' || typeof value.value === 'bigint') return computed;
    numbers.push(Number(value.value));
  }
  return known(compute(...numbers));
}
