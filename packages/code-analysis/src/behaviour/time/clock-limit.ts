import { valueOf } from '../../syntax/static-value.js';
import { isFunction, memberName, unwrap, type Node } from '../../syntax/tree.js';
import type { FileContext } from '../context.js';
import type { Loop } from '../retries/regions.js';
import type { ClockLimit } from './types.js';

/** When a clock ends a loop: by its own test, or by an `if` in its body that leaves it. */
export function clockLimit(file: FileContext, loop: Loop): ClockLimit | undefined {
  const reader = new ClockReader(file);
  const own = loop.type !== 'ForOfStatement' && loop.test ? reader.goesOnWhile(loop.test) : undefined;
  if (own) return own;
  const statements = loop.body.type === 'BlockStatement' ? loop.body.body : [loop.body];
  for (const statement of statements) {
    const leaves = statement.type === 'IfStatement' && leavesLoop(statement.consequent);
    const found = leaves ? reader.goesOnUnless(statement.test) : undefined;
    if (found) return found;
    // What goes on to the next round before it gets here is not held by what follows.
    if (statement.type === 'IfStatement' && mayContinue(statement.consequent)) return undefined;
  }
  return undefined;
}

function leavesLoop(statement: Node): boolean {
  const last = statement.type === 'BlockStatement' ? statement.body.at(-1) : statement;
  return last?.type === 'BreakStatement' || last?.type === 'ReturnStatement' || last?.type === 'ThrowStatement';
}

const mayContinue = (statement: Node): boolean =>
  statement.type === 'BlockStatement'
    ? statement.body.some((one) => one.type === 'ContinueStatement')
    : statement.type === 'ContinueStatement';

/** What an expression has to do with the clock. Milliseconds. */
type Reading =
  | { readonly kind: 'now' | 'left' }
  /** A point in time: what `now` was at some moment before the loop, and a number on top. */
  | { readonly kind: 'then'; readonly plus: number }
  /** Time that has passed since `then`, which was `plus` after the moment before the loop. */
  | { readonly kind: 'passed'; readonly plus: number }
  | { readonly kind: 'number'; readonly ms: number };

const below: ReadonlySet<string> = new Set(['<', '<=']);
const above: ReadonlySet<string> = new Set(['>', '>=']);
const deepest = 6;

class ClockReader {
  constructor(private readonly file: FileContext) {}

  goesOnWhile(test: Node): ClockLimit | undefined {
    const node = unwrap(test);
    if (node.type === 'LogicalExpression')
      return node.operator === '&&' ? (this.goesOnWhile(node.left) ?? this.goesOnWhile(node.right)) : undefined;
    if (node.type === 'UnaryExpression' && node.operator === '!') return this.goesOnUnless(node.argument);
    return node.type === 'BinaryExpression' && node.left.type !== 'PrivateIdentifier'
      ? this.#limit(node.left, node.operator, node.right)
      : undefined;
  }

  goesOnUnless(test: Node): ClockLimit | undefined {
    const node = unwrap(test);
    if (node.type === 'LogicalExpression')
      return node.operator === '||' ? (this.goesOnUnless(node.left) ?? this.goesOnUnless(node.right)) : undefined;
    if (node.type === 'UnaryExpression' && node.operator === '!') return this.goesOnWhile(node.argument);
    return node.type === 'BinaryExpression' && node.left.type !== 'PrivateIdentifier'
      ? this.#limit(node.right, node.operator, node.left)
      : undefined;
  }

  /** It goes on while `smaller < larger`, or `smaller > larger` with the two turned round. */
  #limit(left: Node, operator: string, right: Node): ClockLimit | undefined {
    if (above.has(operator)) return this.#limit(right, '<', left);
    if (!below.has(operator)) return undefined;
    const [smaller, larger] = [this.#read(left), this.#read(right)];
    if (!smaller || !larger) return undefined;
    if (smaller.kind === 'passed' && larger.kind === 'number') return elapsed(larger.ms + smaller.plus);
    if (smaller.kind === 'now' && larger.kind === 'then') return elapsed(larger.plus);
    if (smaller.kind === 'number' && larger.kind === 'left') return { left: smaller.ms };
    return undefined;
  }

  #read(given: Node, depth = 0): Reading | undefined {
    const node = unwrap(given);
    if (depth > deepest) return undefined;
    if (node.type === 'BinaryExpression' && node.left.type !== 'PrivateIdentifier') {
      const number = this.#number(node);
      if (number) return number;
      const [left, right] = [this.#read(node.left, depth + 1), this.#read(node.right, depth + 1)];
      return left && right && combined(left, node.operator, right);
    }
    if (node.type === 'CallExpression' || node.type === 'NewExpression') return this.#clock(node);
    if (node.type === 'Identifier') {
      const number = this.#number(node);
      const init = number ? undefined : this.#constant(node);
      const was = init && this.#read(init, depth + 1);
      return number ?? (was?.kind === 'now' ? { kind: 'then', plus: 0 } : was?.kind === 'then' ? was : undefined);
    }
    return this.#number(node);
  }

  #clock(node: Node): Reading | undefined {
    if (node.type === 'NewExpression')
      return node.callee.type === 'Identifier' && node.callee.name === 'Date' && node.arguments.length === 0
        ? { kind: 'now' }
        : undefined;
    if (node.type !== 'CallExpression') return undefined;
    const { callee } = node;
    if (callee.type !== 'MemberExpression') return this.#number(node);
    const name = memberName(callee);
    if (name === 'getRemainingTimeInMillis') return { kind: 'left' };
    const { object } = callee;
    if (name === 'now' && object.type === 'Identifier' && /^(?:Date|performance)$/.test(object.name))
      return { kind: 'now' };
    return name === 'getTime' || name === 'valueOf' ? this.#read(object, 1) : this.#number(node);
  }

  #number(node: Node): Reading | undefined {
    const terminal = this.file.resolver.single(node);
    const value = terminal && valueOf(this.file.resolver, terminal);
    return value?.kind === 'known' && typeof value.value === 'number' ? { kind: 'number', ms: value.value } : undefined;
  }

  /** What a variable that is written once was made of. */
  #constant(node: Extract<Node, { type: 'Identifier' }>): Node | undefined {
    const variable = this.file.resolver.scopes.variableOf(node);
    const writes = variable?.references.filter((one) => one.isWrite()) ?? [];
    const init = writes.length === 1 ? (writes[0]?.writeExpr as Node | undefined) : undefined;
    return init && !isFunction(init) ? init : undefined;
  }
}

const elapsed = (ms: number): ClockLimit | undefined => (ms > 0 ? { elapsed: ms } : undefined);

function combined(left: Reading, operator: string, right: Reading): Reading | undefined {
  const isSum = operator === '+';
  if (!isSum && operator !== '-') return undefined;
  if (left.kind === 'now' && right.kind === 'then' && !isSum) return { kind: 'passed', plus: right.plus };
  if (left.kind === 'now' && right.kind === 'number') return { kind: 'then', plus: isSum ? right.ms : -right.ms };
  if (left.kind === 'then' && right.kind === 'number')
    return { kind: 'then', plus: left.plus + (isSum ? right.ms : -right.ms) };
  if (left.kind === 'number' && isSum) return combined(right, '+', left);
  return undefined;
}
