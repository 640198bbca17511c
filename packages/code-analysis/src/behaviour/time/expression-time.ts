import type { TSESTree } from '@typescript-eslint/utils';
import { isFunction, memberName, unwrap, type FunctionNode, type Node } from '../../syntax/tree.js';
import type { Call, FileContext } from '../context.js';
import { targetOf } from '../handlers/targets.js';
import type { RetryFact } from '../retries/types.js';
import { longest, nothing, sequence, unknown } from './expressions.js';
import { retryOf } from './retry-of.js';
import type { TimeExpression } from './types.js';

/** What the times of expressions are worked out with. */
export interface ExpressionContext {
  readonly file: FileContext;
  /** How long an outbound call takes; undefined for other calls. */
  readonly outbound: (call: Node) => TimeExpression | undefined;
  /** The retry that a call of a library makes. */
  readonly retryBy: (call: Call) => RetryFact | undefined;
  /** The retry that a function makes by calling itself again. */
  readonly recursionOf: (fn: FunctionNode) => RetryFact | undefined;
  readonly ofFunction: (fn: FunctionNode) => TimeExpression;
}

/** Members of an answer that read its body. */
const reading = /^(?:json|text|arrayBuffer|blob|bytes|formData)$/;
const all = /^(?:all|allSettled)$/;

function rootOf(node: Node): Node {
  let root = node;
  while (root.type === 'MemberExpression') root = unwrap(root.object);
  return root;
}

/** How long expressions take at most, as far as something waits for them. */
export class ExpressionTimes {
  /** Functions and variables that are being worked out: what comes back to itself ends. */
  readonly #active = new Set<object>();
  readonly #known = new Map<FunctionNode, TimeExpression>();

  constructor(private readonly context: ExpressionContext) {}

  /** The awaits in an expression. */
  of(expression: Node): TimeExpression {
    const node = unwrap(expression);
    switch (node.type) {
      case 'AwaitExpression':
        return this.promised(node.argument);
      case 'AssignmentExpression':
        return this.of(node.right);
      case 'ConditionalExpression':
        return sequence([this.of(node.test), longest([this.of(node.consequent), this.of(node.alternate)])]);
      case 'LogicalExpression':
      case 'BinaryExpression':
        return sequence([node.left.type === 'PrivateIdentifier' ? nothing : this.of(node.left), this.of(node.right)]);
      case 'UnaryExpression':
      case 'SpreadElement':
        return this.of(node.argument);
      case 'MemberExpression':
        return this.of(node.object);
      case 'CallExpression':
      case 'NewExpression':
        return sequence([
          node.type === 'CallExpression' && node.callee.type === 'MemberExpression'
            ? this.of(node.callee.object)
            : nothing,
          ...node.arguments.map((argument) => this.of(argument)),
        ]);
      case 'ArrayExpression':
        return sequence(node.elements.flatMap((element) => (element ? [this.of(element)] : [])));
      case 'ObjectExpression':
        return sequence(node.properties.map((one) => this.of(one.type === 'Property' ? one.value : one.argument)));
      case 'TemplateLiteral':
        return sequence(node.expressions.map((one) => this.of(one)));
      default:
        return nothing;
    }
  }

  /** What somebody waits for until it is settled. */
  promised(expression: Node): TimeExpression {
    const node = unwrap(expression);
    if (node.type === 'ConditionalExpression')
      return sequence([this.of(node.test), longest([this.promised(node.consequent), this.promised(node.alternate)])]);
    if (node.type === 'LogicalExpression') return sequence([this.promised(node.left), this.promised(node.right)]);
    if (node.type === 'AwaitExpression') return this.promised(node.argument);
    if (node.type === 'CallExpression') return sequence([this.of(node), this.#called(node)]);
    if (node.type === 'Identifier') return this.#kept(node);
    if (node.type !== 'MemberExpression') return this.of(node);
    const root = rootOf(node);
    return root.type === 'Identifier' ? this.#kept(root) : root.type === 'ThisExpression' ? unknown : this.of(node);
  }

  /** What was made before: a promise takes the time of the call that made it, and other values take none. */
  #kept(node: TSESTree.Identifier): TimeExpression {
    const variable = this.context.file.resolver.scopes.variableOf(node);
    if (!variable) return nothing;
    if (this.#active.has(variable)) return unknown;
    const kinds = variable.defs.map(({ type }) => type);
    // What a caller hands in, what a `catch` takes and what others export are values.
    if (kinds.some((type) => type === 'ImportBinding')) return unknown;
    if (kinds.some((type) => type !== 'Variable')) return nothing;
    const written = variable.references.flatMap(({ writeExpr }) => (writeExpr ? [unwrap(writeExpr as Node)] : []));
    this.#active.add(variable);
    const times = written.map((one) => (one.type === 'AwaitExpression' ? nothing : this.promised(one)));
    this.#active.delete(variable);
    return longest(times);
  }

  #called(call: TSESTree.CallExpression): TimeExpression {
    const outbound = this.context.outbound(call);
    if (outbound) return outbound;
    const retry = this.context.retryBy(call);
    if (retry) {
      const times = retry.limit?.attempts ?? 'unknown';
      return { kind: 'repeat', at: retry.at, times, ...retryOf(retry), body: this.#given(call) };
    }
    const { callee } = call;
    const method = callee.type === 'MemberExpression' ? memberName(callee) : undefined;
    if (callee.type === 'MemberExpression' && /^(?:then|catch|finally)$/.test(method ?? ''))
      return sequence([this.promised(callee.object), this.#given(call)]);
    if (callee.type === 'MemberExpression' && callee.object.type === 'Identifier' && callee.object.name === 'Promise')
      return all.test(method ?? '') ? this.#together(call) : unknown;
    return this.#ofCallee(call);
  }

  /** `Promise.all([a(), b()])`, `Promise.all(list.map(fn))`. */
  #together({ arguments: [list] }: TSESTree.CallExpression): TimeExpression {
    const node = list && unwrap(list);
    if (node?.type === 'ArrayExpression')
      return longest(node.elements.flatMap((one) => (one ? [this.promised(one)] : [])));
    const isMap =
      node?.type === 'CallExpression' && node.callee.type === 'MemberExpression' && memberName(node.callee) === 'map';
    return isMap ? this.#given(node) : unknown;
  }

  /** The functions that a call is given, one of which runs. */
  #given(call: TSESTree.CallExpression): TimeExpression {
    const times = call.arguments.flatMap((argument) => {
      const fn = this.#functionOf(argument);
      return fn ? [this.#guarded(fn)] : [];
    });
    return times.length > 0 ? longest(times) : unknown;
  }

  #ofCallee(call: TSESTree.CallExpression): TimeExpression {
    const { file } = this.context;
    const { callee } = call;
    const fn = this.#functionOf(callee);
    if (fn) return this.#handed(call, fn.range[0], this.#guarded(fn));
    // The rest of an answer is within the limit of its call.
    if (callee.type === 'MemberExpression' && reading.test(memberName(callee) ?? '')) return nothing;
    const terminals = file.resolver.resolve(callee);
    const [first, ...more] = terminals;
    if (first?.kind === 'parameter' && first.fn && first.path.length === 0 && more.length === 0)
      return { kind: 'given', fn: first.fn.range[0], index: first.index };
    if (terminals.every(({ kind }) => kind === 'global')) return nothing;
    const targets = terminals.flatMap((terminal) => targetOf(file, terminal) ?? []);
    const [target] = targets;
    return target && targets.length === 1 ? this.#handed(call, null, { kind: 'elsewhere', ...target }) : unknown;
  }

  /** The time of a function with what the call hands it to run. */
  #handed({ arguments: given }: TSESTree.CallExpression, fn: number | null, body: TimeExpression): TimeExpression {
    const functions = given.map((argument) => {
      const one = this.#functionOf(argument);
      return one ? this.#guarded(one) : null;
    });
    return functions.every((one) => one === null) ? body : { kind: 'with', fn, given: functions, body };
  }

  #functionOf(node: Node): FunctionNode | undefined {
    if (isFunction(node)) return node;
    if (node.type !== 'Identifier' && node.type !== 'MemberExpression') return undefined;
    const terminal = this.context.file.resolver.single(node);
    return terminal?.kind === 'expression' && terminal.path.length === 0 && isFunction(terminal.node)
      ? terminal.node
      : undefined;
  }

  #guarded(fn: FunctionNode): TimeExpression {
    const known = this.#known.get(fn);
    if (known) return known;
    const recursion = this.context.recursionOf(fn);
    // The call of itself is one of the attempts.
    if (this.#active.has(fn)) return recursion ? nothing : unknown;
    this.#active.add(fn);
    try {
      const body = this.context.ofFunction(fn);
      const times = recursion?.limit?.attempts;
      const whole: TimeExpression =
        recursion && times !== undefined
          ? { kind: 'repeat', at: recursion.at, times, ...retryOf(recursion), body }
          : body;
      this.#known.set(fn, whole);
      return whole;
    } finally {
      this.#active.delete(fn);
    }
  }
}
