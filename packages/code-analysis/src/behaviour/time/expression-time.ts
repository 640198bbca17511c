import type { TSESTree } from '@typescript-eslint/utils';
import { isFunction, memberName, unwrap, type FunctionNode, type Node } from '../../syntax/tree.js';
import type { Call, FileContext } from '../context.js';
import { targetOf } from '../handlers/targets.js';
import type { RetryFact } from '../retries/types.js';
import { longest, nothing, sequence, unknown } from './expressions.js';
import type { TimeExpression } from './types.js';

/** What the times of expressions are worked out with. */
export interface ExpressionContext {
  readonly file: FileContext;
  /** How long an outbound call takes; undefined for other calls. */
  readonly outbound: (call: Node) => TimeExpression | undefined;
  /** The retry that a call of a library makes. */
  readonly retryBy: (call: Call) => RetryFact | undefined;
  readonly ofFunction: (fn: FunctionNode) => TimeExpression;
}

/** Members of an answer that read its body. */
const reading = /^(?:json|text|arrayBuffer|blob|bytes|formData)$/;
const all = /^(?:all|allSettled)$/;

/** How long expressions take at most, as far as something waits for them. */
export class ExpressionTimes {
  /** Functions that are being worked out: one that calls itself ends. */
  readonly #active = new Set<FunctionNode>();

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
    // A promise that was made before may be settled by now.
    return node.type === 'Identifier' || node.type === 'MemberExpression' ? unknown : this.of(node);
  }

  #called(call: TSESTree.CallExpression): TimeExpression {
    const outbound = this.context.outbound(call);
    if (outbound) return outbound;
    const retry = this.context.retryBy(call);
    if (retry)
      return { kind: 'repeat', at: retry.at, times: retry.limit?.attempts ?? 'unknown', body: this.#given(call) };
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

  #ofCallee({ callee }: TSESTree.CallExpression): TimeExpression {
    const { file } = this.context;
    const fn = this.#functionOf(callee);
    if (fn) return this.#guarded(fn);
    // The rest of an answer is within the limit of its call.
    if (callee.type === 'MemberExpression' && reading.test(memberName(callee) ?? '')) return nothing;
    const terminals = file.resolver.resolve(callee);
    if (terminals.every(({ kind }) => kind === 'global')) return nothing;
    const targets = terminals.flatMap((terminal) => targetOf(file, terminal) ?? []);
    const [target] = targets;
    return target && targets.length === 1 ? { kind: 'elsewhere', ...target } : unknown;
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
    if (this.#active.has(fn)) return unknown;
    this.#active.add(fn);
    try {
      return this.context.ofFunction(fn);
    } finally {
      this.#active.delete(fn);
    }
  }
}
