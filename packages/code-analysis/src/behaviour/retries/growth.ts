import type { TSESTree } from '@typescript-eslint/utils';
import { returnsOf } from '../../syntax/resolve.js';
import type { Variable } from '../../syntax/scopes.js';
import { ancestor, isFunction, memberName, unwrap, type FunctionNode, type Node } from '../../syntax/tree.js';
import { originOf, type FileContext } from '../context.js';
import { isLoop, textOf } from './regions.js';

/** How a duration is put together, from one attempt to the next. */
export interface Growth {
  /** How it changes with the attempts; `unknown` when other code decides. */
  readonly varies: 'no' | 'linear' | 'exponential' | 'unknown';
  /** `fixed`: random in a range that stays; `added`: that on top of a part that grows; `scaled`: the range grows too. */
  readonly random: 'no' | 'fixed' | 'added' | 'scaled' | 'unknown';
  /** The other side says how long: a `Retry-After` header. */
  readonly server: boolean;
  readonly capped: boolean;
  /** Randomness is added below an upper bound, which cuts it off once it is reached. */
  readonly clamped: boolean;
}

const constant: Growth = { varies: 'no', random: 'no', server: false, capped: false, clamped: false };
const unknown: Growth = { ...constant, varies: 'unknown', random: 'unknown' };
/** The number of an attempt. */
export const counter: Growth = { ...constant, varies: 'linear' };

/** Names of parameters and members that count attempts. */
export const counterNames =
  /^(?:_?(?:attempt|retry|retries|tries|try|times?|count|n|i|iteration|failures?)(?:s|No|Nr|Num(?:ber)?|Count(?:er)?|Index|Left|Times)?|\w*(?:Attempts?|Retr(?:y|ies)|Tries|Count(?:er)?|Failures|Attempt(?:Number|Count)|RetryCount))$/;
const randomNames = /random|jitter/i;
const serverNames = /retry.?after|ratelimit.?reset|rate.?limit.?reset/i;
const roundings =
  /^Math\.(?:round|floor|ceil|trunc|abs)$|^Number$|^parseInt$|^Number\.parse(?:Int|Float)$|^parseFloat$/;

type Arguments = ReadonlyMap<Variable, Growth>;

/** Reads how the value of an expression changes from one attempt to the next, and whether it is random. */
export function growthOf(file: FileContext, node: Node, parameters: Arguments = new Map()): Growth {
  return new GrowthReader(file).read(node, parameters);
}

class GrowthReader {
  readonly #active = new Set<unknown>();
  #steps = 0;

  constructor(readonly file: FileContext) {}

  read(given: Node, parameters: Arguments): Growth {
    const node = unwrap(given);
    this.#steps += 1;
    if (this.#steps > 400 || this.#active.has(node)) return constant;
    this.#active.add(node);
    const found = this.#read(node, parameters);
    this.#active.delete(node);
    return found.server || !serverNames.test(nameOf(node)) ? found : { ...found, server: true };
  }

  #read(node: Node, parameters: Arguments): Growth {
    switch (node.type) {
      case 'Literal':
      case 'TemplateLiteral':
        return constant;
      case 'Identifier':
        return this.#identifier(node, parameters);
      case 'MemberExpression':
        return this.#member(node, parameters);
      case 'BinaryExpression':
        if (node.left.type === 'PrivateIdentifier') return constant;
        return combine(node.operator, this.read(node.left, parameters), this.read(node.right, parameters));
      case 'UnaryExpression':
      case 'AwaitExpression':
        return this.read(node.argument, parameters);
      case 'UpdateExpression':
        return counter;
      case 'AssignmentExpression':
        return this.read(node.right, parameters);
      case 'ConditionalExpression':
        return either(this.read(node.consequent, parameters), this.read(node.alternate, parameters));
      case 'LogicalExpression':
        return either(this.read(node.left, parameters), this.read(node.right, parameters));
      case 'CallExpression':
        return this.#call(node, parameters);
      default:
        return unknown;
    }
  }

  #identifier(node: TSESTree.Identifier, parameters: Arguments): Growth {
    const variable = this.file.resolver.scopes.variableOf(node);
    if (!variable) return constant;
    const given = parameters.get(variable);
    if (given) return given;
    if (this.#active.has(variable)) return constant;
    this.#active.add(variable);
    const found = this.#variable(variable, parameters);
    this.#active.delete(variable);
    return found;
  }

  #variable(variable: Variable, parameters: Arguments): Growth {
    const [definition] = variable.defs;
    const all: Growth[] = [];
    if (String(definition?.type) === 'Parameter') all.push(counterNames.test(variable.name) ? counter : constant);
    for (const reference of variable.references) {
      if (!reference.isWrite()) continue;
      const parent = reference.identifier.parent as Node;
      const repeated = !reference.init && isRepeated(variable, parent);
      if (parent.type === 'UpdateExpression') all.push(counter);
      else if (parent.type === 'AssignmentExpression' && parent.operator !== '=') {
        const right = this.read(parent.right, parameters);
        const step = parent.operator.slice(0, -1);
        all.push(repeated ? grown(step, right) : combine(step, constant, right));
      } else if (reference.writeExpr) {
        const value = this.read(reference.writeExpr, parameters);
        all.push(repeated ? grown(ownStep(this.file, reference.writeExpr, variable), value) : value);
      }
    }
    const loop = definition && (definition.node as Node).parent?.parent;
    if (loop?.type === 'ForOfStatement') return { ...constant, varies: 'linear' };
    return all.length > 0 ? all.reduce(either) : constant;
  }

  #member(node: TSESTree.MemberExpression, parameters: Arguments): Growth {
    const text = textOf(this.file, node);
    if (serverNames.test(text)) return { ...constant, server: true };
    if (node.computed) {
      const index = this.read(node.property, parameters);
      if (index.varies !== 'no') return { ...constant, varies: 'exponential' };
    }
    const terminal = this.file.resolver.single(node);
    if (terminal?.kind === 'expression' && terminal.node !== node && terminal.path.length === 0) {
      if (!isFunction(terminal.node)) return this.read(terminal.node, parameters);
    }
    return counterNames.test(memberName(node) ?? '') && !/^max/i.test(memberName(node) ?? '') ? counter : constant;
  }

  #call(node: TSESTree.CallExpression, parameters: Arguments): Growth {
    const text = textOf(this.file, node.callee);
    const values = node.arguments.map((argument) => this.read(argument, parameters));
    const callee = this.file.resolver.single(node.callee);
    const name = callee?.kind === 'global' ? callee.path.join('.') : '';
    if (name === 'Math.random' || /^(?:crypto\.)?(?:randomInt|getRandomValues)$/.test(name))
      return { ...constant, random: 'fixed' };
    if (name === 'Math.pow') return combine('**', values[0] ?? constant, values[1] ?? constant);
    if (name === 'Math.min') return clamp(values);
    if (name === 'Math.max') return values.reduce(either, constant);
    if (roundings.test(name)) return values[0] ?? constant;
    if (callee?.kind === 'expression' && callee.path.length === 0 && isFunction(callee.node))
      return this.#function(callee.node, node.arguments, values);
    if (serverNames.test(textOf(this.file, node))) return { ...constant, server: true };
    const origin = originOf(callee);
    if (randomNames.test(text) || randomNames.test(origin?.path.join('.') ?? ''))
      return { ...constant, ...values.reduce(either, constant), random: 'scaled' };
    return unknown;
  }

  #function(fn: FunctionNode, args: readonly Node[], values: readonly Growth[]): Growth {
    const returned = returnsOf(fn);
    if (returned.length === 0 || this.#active.has(fn)) return unknown;
    const bound = new Map<Variable, Growth>();
    for (const [i, parameter] of fn.params.entries()) {
      const name = parameter.type === 'AssignmentPattern' ? parameter.left : parameter;
      const variable = name.type === 'Identifier' ? this.file.resolver.scopes.variableOf(name) : undefined;
      if (!variable) continue;
      bound.set(variable, args[i] ? (values[i] ?? unknown) : constant);
    }
    this.#active.add(fn);
    const found = returned.map((value) => this.read(value, bound)).reduce(either);
    this.#active.delete(fn);
    return found;
  }
}

/** True for a write that runs again while the variable keeps its value: in a loop, or in a function called again. */
function isRepeated(variable: Variable, write: Node): boolean {
  const declared = variable.defs[0]?.name as Node | undefined;
  const loop = ancestor(write, isLoop);
  if (loop && declared && !(loop.range[0] <= declared.range[0] && declared.range[1] <= loop.range[1])) return true;
  const fn = ancestor(write, isFunction);
  return fn !== undefined && declared !== undefined && ancestor(declared, isFunction) !== fn;
}

/** The operator by which an expression is made of the variable's own value: `*` of `Math.min(delay * 2, cap)`. */
function ownStep(file: FileContext, value: Node, variable: Variable): string {
  const use = variable.references.find(
    ({ identifier }) => value.range[0] <= identifier.range[0] && identifier.range[1] <= value.range[1],
  );
  if (!use) return '';
  for (let node = use.identifier as Node; node !== value && node.parent; node = node.parent) {
    if (node.parent.type === 'BinaryExpression') return node.parent.operator;
  }
  return /pow/.test(textOf(file, value)) ? '*' : '';
}

/** A value that an operator makes out of its own former value, again and again. */
function grown(operator: string, step: Growth): Growth {
  if (/^(?:\*|\*\*|<<)$/.test(operator)) return { ...step, varies: 'exponential', random: asAdded(step.random) };
  if (/^[+-]$/.test(operator))
    return { ...step, varies: step.varies === 'exponential' ? 'exponential' : 'linear', random: asAdded(step.random) };
  return step;
}

const asAdded = (random: Growth['random']): Growth['random'] => (random === 'fixed' ? 'added' : random);

const ranks = { no: 0, linear: 1, exponential: 2, unknown: 3 } as const;
const most = (a: Growth['varies'], b: Growth['varies']) => (ranks[a] >= ranks[b] ? a : b);

function combine(operator: string, a: Growth, b: Growth): Growth {
  const power = operator === '**' || operator === '<<';
  const varies =
    power && (b.varies === 'linear' || b.varies === 'exponential') ? 'exponential' : most(a.varies, b.varies);
  return {
    varies,
    random: combinedRandom(operator, a, b),
    server: a.server || b.server,
    capped: a.capped || b.capped,
    clamped: (a.clamped && b.random === 'no') || (b.clamped && a.random === 'no'),
  };
}

function combinedRandom(operator: string, a: Growth, b: Growth): Growth['random'] {
  const [random, other] = a.random === 'no' ? [b, a] : [a, b];
  if (random.random === 'no') return 'no';
  if (a.random !== 'no' && b.random !== 'no')
    return a.random === 'scaled' || b.random === 'scaled' ? 'scaled' : a.random;
  if (random.random !== 'fixed') return random.random;
  const scales = operator === '*' || operator === '/' || operator === '**';
  if (other.varies === 'no') return 'fixed';
  return scales ? 'scaled' : 'added';
}

/** One of two values, such as the branches of a condition; randomness in one of them is enough. */
function either(a: Growth, b: Growth): Growth {
  const random =
    a.random === 'no' ? b.random : b.random === 'no' ? a.random : a.random === 'unknown' ? b.random : a.random;
  return {
    varies: most(a.varies, b.varies),
    random,
    server: a.server || b.server,
    capped: a.capped || b.capped,
    clamped: a.clamped || b.clamped,
  };
}

function clamp(values: readonly Growth[]): Growth {
  const joined = values.reduce(either, constant);
  const bound = values.some((value) => value.random === 'no' && value.varies === 'no');
  const cut = bound && values.some((value) => value.random === 'added' && value.varies !== 'no');
  return { ...joined, capped: values.length > 1, clamped: joined.clamped || cut };
}

function nameOf(node: Node): string {
  if (node.type === 'Identifier') return node.name;
  return node.type === 'MemberExpression' ? (memberName(node) ?? '') : '';
}
