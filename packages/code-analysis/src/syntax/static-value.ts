import type { TSESTree } from '@typescript-eslint/utils';
import type { Resolver } from './resolve.js';
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

/** Expressions that are being worked out: `text = `${text}, more`` comes back to itself. */
const active = new Set<Node>();

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
        ? onceAtATime(unwrap(terminal.node), (node) => expressionValue(resolver, node, terminal.frame))
        : unknown('it is a part of a computed value');
  }
}

function onceAtATime(node: Node, work: (node: Node) => StaticValue): StaticValue {
  if (active.has(node)) return unknown('it depends on itself');
  active.add(node);
  try {
    return work(node);
  } finally {
    active.delete(node);
  }
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
      if (node.left.type === 'PrivateIdentifier') return unknown('it is a test');
      return binaryValue(
        node.operator,
        singleValue(resolver, node.left, frame),
        singleValue(resolver, node.right, frame),
      );
    case 'CallExpression':
      return callValue(resolver, node, frame);
    default:
      return unknown('it is computed');
  }
}

function templateValue(resolver: Resolver, node: TSESTree.TemplateLiteral, frame: Frame | undefined): StaticValue {
  let text = node.quasis[0]?.value.cooked ?? '';
  for (const [i, part] of node.expressions.entries()) {
    const value = singleValue(resolver, part, frame);
    if (value.kind !== 'known') return value.kind === 'env' ? unknown('it is put together') : value;
    text += String(value.value) + (node.quasis[i + 1]?.value.cooked ?? '');
  }
  return known(text);
}

function unaryValue(node: TSESTree.UnaryExpression, value: StaticValue): StaticValue {
  if (node.operator === 'void') return known(undefined);
  if (value.kind === 'env' && node.operator === '+') return { ...value, converted: true };
  if (value.kind !== 'known' || typeof value.value === 'bigint') return unknown('it is computed');
  if (node.operator === '-') return known(-Number(value.value));
  if (node.operator === '+') return known(Number(value.value));
  return node.operator === '!' ? known(!value.value) : unknown('it is computed');
}

function binaryValue(operator: string, left: StaticValue, right: StaticValue): StaticValue {
  if (left.kind === 'env' && right.kind === 'known') return { ...left, converted: true };
  if (right.kind === 'env' && left.kind === 'known') return { ...right, converted: true };
  if (left.kind !== 'known' || right.kind !== 'known') return unknown('it is computed');
  const [a, b] = [left.value, right.value];
  if (operator === '+' && (typeof a === 'string' || typeof b === 'string')) return known(String(a) + String(b));
  if (typeof a !== 'number' || typeof b !== 'number') return unknown('it is computed');
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
      return unknown('it is computed');
  }
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
    if (value.kind !== 'known' || typeof value.value === 'bigint') return unknown('it is computed');
    numbers.push(Number(value.value));
  }
  return known(compute(...numbers));
}
