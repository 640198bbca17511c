import type { TSESTree } from '@typescript-eslint/utils';
import { isAlwaysAssigned } from './control-flow/assigned.js';
import { AssignedMembers, classMember, staticInitial } from './class-members.js';
import { definitionOf, type Definition } from './definition.js';
import { limits, tooManySteps } from './limits.js';
import { writesTo, type Write } from './mutations.js';
import type { Scopes, Variable } from './scopes.js';
import type { Frame, Terminal } from './terminal.js';
import {
  ancestor,
  functionAround,
  isClass,
  isFunction,
  keyName,
  memberName,
  unwrap,
  type FunctionNode,
  type Node,
} from './tree.js';

type Path = readonly string[];

/** What is being followed. */
interface Question {
  readonly node: Node;
  readonly key: string;
  readonly frame: Frame | undefined;
}

/** Calls of one function with the same first argument ask the same. */
function isSameFrame(one: Frame | undefined, other: Frame | undefined): boolean {
  return one === other || (one?.fn === other?.fn && one?.args[0] === other?.args[0]);
}

/** Follows expressions to what they come down to. One for each file. */
export class Resolver {
  readonly scopes: Scopes;
  readonly #known = new Map<Node, Map<string, readonly Terminal[]>>();
  readonly #definitions = new Map<Variable, Definition>();
  readonly #active: Question[] = [];
  readonly #assignments: () => readonly TSESTree.AssignmentExpression[];
  #members: AssignedMembers | undefined;
  #steps = 0;
  #stepsOfFile = 0;
  /** How many questions ended early, at a value that depends on itself or at a limit. */
  #cuts = 0;

  /** @param assignments all assignments of the file; asked for at most once */
  constructor(scopes: Scopes, assignments: () => readonly TSESTree.AssignmentExpression[]) {
    this.scopes = scopes;
    this.#assignments = assignments;
  }

  /** All values that `node.path` may have; more than one where the code has branches. Never empty when asked from outside. */
  resolve(node: Node, path: Path = [], frame?: Frame): readonly Terminal[] {
    const isOutermost = this.#active.length === 0;
    if (isOutermost) this.#steps = 0;
    const found = this.#guarded(unwrap(node), path, frame);
    if (found.length > 0 || !isOutermost) return found;
    return [unknown(node, 'it depends on itself')];
  }

  /** Follows a node once at a time, so that values which depend on themselves end, and remembers what needs no frame. */
  #guarded(node: Node, path: Path, frame: Frame | undefined): readonly Terminal[] {
    const key = path.length === 0 ? '' : path.join('.');
    const remembered = frame ? undefined : this.#known.get(node)?.get(key);
    if (remembered) return remembered;
    if (this.#active.some((one) => one.node === node && one.key === key && isSameFrame(one.frame, frame))) {
      this.#cuts += 1;
      return [];
    }
    if (this.#isTooFar()) {
      this.#cuts += 1;
      return [unknown(node, tooManySteps)];
    }
    const cutsBefore = this.#cuts;
    this.#active.push({ node, key, frame });
    const values = this.#follow(node, path, frame);
    const found = values.length > limits.values ? [unknown(node, 'it has too many values')] : values;
    this.#active.pop();
    // What was cut short is true for this question only, unless it is the outermost one.
    if (!frame && (this.#cuts === cutsBefore || this.#active.length === 0)) {
      const byPath = this.#known.get(node);
      if (byPath) byPath.set(key, found);
      else this.#known.set(node, new Map([[key, found]]));
    }
    return found;
  }

  /** Counts a step, and says whether it is one too many. */
  #isTooFar(): boolean {
    this.#steps += 1;
    this.#stepsOfFile += 1;
    return (
      this.#active.length >= limits.way ||
      this.#steps > limits.stepsPerQuestion ||
      this.#stepsOfFile > limits.stepsPerFile
    );
  }

  /** How a variable came to be. */
  definition(variable: Variable): Definition {
    let definition = this.#definitions.get(variable);
    if (!definition) this.#definitions.set(variable, (definition = definitionOf(variable)));
    return definition;
  }

  /** The single value of an expression; undefined where it may have several. */
  single(node: Node, path: Path = [], frame?: Frame): Terminal | undefined {
    const all = this.resolve(node, path, frame);
    return all.length === 1 ? all[0] : undefined;
  }

  #follow(node: Node, path: Path, frame: Frame | undefined): readonly Terminal[] {
    switch (node.type) {
      case 'Identifier':
        return this.#identifier(node, path, frame);
      case 'MemberExpression': {
        const key = memberName(node);
        if (key === undefined) return [unknown(node, 'it is taken by a computed name')];
        return this.resolve(node.object, [key, ...path], frame);
      }
      case 'ThisExpression':
        return this.#member(node, path, frame);
      case 'ObjectExpression':
        return path.length === 0 ? [{ kind: 'expression', node, path, frame }] : this.#property(node, path, frame);
      case 'ConditionalExpression':
        return unique([...this.resolve(node.consequent, path, frame), ...this.resolve(node.alternate, path, frame)]);
      case 'LogicalExpression':
        return this.#logical(node, path, frame);
      case 'AwaitExpression':
        return this.resolve(node.argument, path, frame);
      case 'AssignmentExpression':
        return this.resolve(node.right, path, frame);
      case 'SequenceExpression':
        return this.resolve(node.expressions.at(-1) as Node, path, frame);
      case 'ImportExpression':
        return [moduleTerminal(node.source, path, node)];
      case 'CallExpression':
        return this.#call(node, path, frame);
      case 'Literal':
      case 'TemplateLiteral':
      case 'BinaryExpression':
      case 'UnaryExpression':
        if (path.length > 0) return [{ kind: 'absent', node }];
        return [{ kind: 'expression', node, path, frame }];
      case 'ClassDeclaration':
      case 'ClassExpression':
        return path.length === 0
          ? [{ kind: 'expression', node, path, frame }]
          : [unknown(node, 'it is a member of a class')];
      default:
        return [{ kind: 'expression', node, path, frame }];
    }
  }

  #identifier(node: TSESTree.Identifier, path: Path, frame: Frame | undefined): readonly Terminal[] {
    const variable = this.scopes.variableOf(node);
    if (!variable) {
      if (node.name === 'undefined') return [{ kind: 'absent', node }];
      const names = [node.name, ...path];
      return [{ kind: 'global', path: belowRoot(names), node }];
    }
    const definition = this.definition(variable);
    switch (definition.kind) {
      case 'module':
        return [{ kind: 'module', module: definition.module, path: [...definition.path, ...path], node }];
      case 'values':
        return this.#variable(variable, definition, path, frame, node);
      case 'parameter':
        return this.#parameter(variable, definition, path, frame, node);
      case 'code':
        return (
          this.#staticMember(definition.node, path) ?? [{ kind: 'expression', node: definition.node, path, frame }]
        );
      case 'unknown':
        return [unknown(node, definition.reason)];
    }
  }

  /** A variable: what is written to the asked member afterwards, and what it was made with. */
  #variable(
    variable: Variable,
    { values, unset }: Extract<Definition, { kind: 'values' }>,
    path: Path,
    frame: Frame | undefined,
    use: Node,
  ): readonly Terminal[] {
    const made: Terminal[] = values.flatMap((value): readonly Terminal[] => {
      if (value.rest && path[0] !== undefined && value.rest.includes(path[0]))
        return [{ kind: 'absent', node: value.node }];
      return this.resolve(value.node, [...value.path, ...path], frame);
    });
    if (unset && !isAlwaysAssigned(variable, use)) made.push({ kind: 'absent', node: use });
    if (path.length === 0) return made;
    const writes = writesTo(variable, path, use);
    const written = this.#written(writes, frame);
    const sure = writes.some((write) => write.always);
    return sure ? written : unique([...written, ...made]);
  }

  #parameter(
    variable: Variable,
    parameter: Extract<Definition, { kind: 'parameter' }>,
    path: Path,
    frame: Frame | undefined,
    node: Node,
  ): readonly Terminal[] {
    const { fn, index, fallback } = parameter;
    if (parameter.rest && path[0] !== undefined && parameter.rest.includes(path[0])) return [{ kind: 'absent', node }];
    const whole = [...parameter.path, ...path];
    let bound = frame;
    while (bound && bound.fn !== fn) bound = bound.outer;
    const written = path.length > 0 ? this.#written(writesTo(variable, path, node), frame) : [];
    if (!bound || bound.args.some((arg, i) => i <= index && arg.type === 'SpreadElement')) {
      const defaults = fallback ? this.resolve(fallback, fallback === parameter.whole ? whole : path, frame) : [];
      const { annotation, optional } = parameter;
      return unique([
        ...written,
        { kind: 'parameter', fn, index, path: whole, annotation, optional, node },
        ...defaults,
      ]);
    }
    const argument = bound.args[index];
    const given = argument ? this.resolve(argument, whole, bound.outer) : [{ kind: 'absent', node } as const];
    const defaults = fallback ? this.resolve(fallback, fallback === parameter.whole ? whole : path, frame) : undefined;
    const filled = defaults ? given.flatMap((value) => (value.kind === 'absent' ? defaults : [value])) : given;
    return unique([...written, ...filled]);
  }

  #written(writes: readonly Write[], frame: Frame | undefined): readonly Terminal[] {
    return writes.flatMap((write) => {
      if (write.opaque) return [unknown(write.node, 'it is written under a computed name')];
      const values = this.resolve(write.node, write.rest, frame);
      return write.rest.length === 0 ? markWritten(values, write.node) : values;
    });
  }

  /** A member of an object that is written out: later properties win, spreads may hold it. */
  #property(object: TSESTree.ObjectExpression, path: Path, frame: Frame | undefined): readonly Terminal[] {
    const found: Terminal[] = [];
    for (const property of object.properties.toReversed()) {
      if (property.type === 'SpreadElement') {
        const values = this.resolve(property.argument, path, frame);
        found.push(...values.filter((value) => value.kind !== 'absent'));
        if (values.length > 0 && values.every(isCertain)) return unique(found);
        continue;
      }
      const key = keyName(property);
      if (key === undefined) found.push(unknown(property, 'a property has a computed name'));
      else if (key === path[0]) {
        const values = this.resolve(property.value, path.slice(1), frame);
        return unique([...found, ...(path.length === 1 ? markWritten(values, property) : values)]);
      }
    }
    return unique([...found, { kind: 'absent', node: undefined }]);
  }

  #logical(node: TSESTree.LogicalExpression, path: Path, frame: Frame | undefined): readonly Terminal[] {
    const right = this.resolve(node.right, path, frame);
    if (node.operator === '&&') return [...right, { kind: 'absent', node: undefined }];
    const left = this.resolve(node.left, [], frame).some((value) => value.kind !== 'absent')
      ? this.resolve(node.left, path, frame)
      : [];
    if (path.length > 0) return unique([...left, ...right]);
    return unique([...left.filter((value) => value.kind !== 'absent' && !isNullish(value)), ...right]);
  }

  #call(node: TSESTree.CallExpression, path: Path, frame: Frame | undefined): readonly Terminal[] {
    const here: Terminal = { kind: 'expression', node, path, frame };
    const [first] = node.arguments;
    const callee = this.single(node.callee, [], frame);
    if (callee?.kind === 'global') {
      const name = callee.path.join('.');
      if (name === 'require' && first && node.arguments.length === 1) return [moduleTerminal(first, path, node)];
      if ((name === 'Object.freeze' || name === 'structuredClone' || name === 'Object.seal') && first) {
        return this.resolve(first, path, frame);
      }
      if (name === 'Object.assign') return this.#assigned(node, path, frame);
    }
    if (callee?.kind === 'expression' && callee.path.length === 0 && isFunction(callee.node)) {
      return this.returned(callee.node, node.arguments, path, frame) ?? [here];
    }
    return [here];
  }

  /** What a function of this file returns for the arguments; undefined when that is not to be seen. */
  returned(
    fn: FunctionNode,
    args: readonly Node[],
    path: Path,
    outer: Frame | undefined,
  ): readonly Terminal[] | undefined {
    if (fn.generator) return undefined;
    for (let frame = outer; frame; frame = frame.outer) if (frame.fn === fn) return undefined;
    const values = returnsOf(fn);
    if (values.length === 0) return undefined;
    const frame: Frame = { fn, args, outer };
    return unique(values.flatMap((value) => this.resolve(value, path, frame)));
  }

  #assigned(node: TSESTree.CallExpression, path: Path, frame: Frame | undefined): readonly Terminal[] {
    if (path.length === 0) return [{ kind: 'expression', node, path, frame }];
    const found: Terminal[] = [];
    for (const argument of node.arguments.toReversed()) {
      const values = this.resolve(argument.type === 'SpreadElement' ? argument.argument : argument, path, frame);
      found.push(...values.filter((value) => value.kind !== 'absent'));
      if (values.every(isCertain)) return unique(found);
    }
    return unique([...found, { kind: 'absent', node: undefined }]);
  }

  /** `Orders.timeout` of `class Orders { static readonly timeout = 5_000 }`, unless it is written to anywhere. */
  #staticMember(owner: Node, [name, ...rest]: Path): readonly Terminal[] | undefined {
    if (name === undefined || !isClass(owner)) return undefined;
    const initial = staticInitial(owner, name);
    if (!initial) return undefined;
    const isWritten = ({ left }: TSESTree.AssignmentExpression) =>
      left.type === 'MemberExpression' && memberName(left) === name;
    return this.#assignments().some(isWritten) ? undefined : this.resolve(initial, rest);
  }

  #member(node: TSESTree.ThisExpression, path: Path, frame: Frame | undefined): readonly Terminal[] {
    const [name, ...rest] = path;
    const owner = ancestor(node, isClass);
    if (name === undefined) return [{ kind: 'expression', node, path, frame }];
    const sibling = siblingOf(node, name);
    if (sibling) return [{ kind: 'expression', node: sibling, path: rest, frame }];
    if (!owner) return [{ kind: 'expression', node, path, frame }];
    const member = classMember(owner, name);
    if (member.method) return [{ kind: 'expression', node: member.method, path: rest, frame }];
    this.#members ??= new AssignedMembers(this.#assignments());
    const given = this.#members.of(owner, name);
    const all = member.initial ? [member.initial, ...given] : given;
    const values = all.flatMap((value) => this.resolve(value, rest, frame));
    if (values.length > 0) return unique(values);
    if (!member.declared) return [unknown(node, `this.${name} is not set in this class`)];
    const { annotation, node: at } = member.declared;
    return [{ kind: 'parameter', fn: undefined, index: -1, path: rest, annotation, optional: false, node: at }];
  }
}

/** The function that `this.name` is in a method of an object that is written out. */
function siblingOf(node: TSESTree.ThisExpression, name: string): FunctionNode | undefined {
  let method = functionAround(node);
  while (method?.type === 'ArrowFunctionExpression') method = functionAround(method);
  const property = method?.parent;
  if (property?.type !== 'Property' || property.parent.type !== 'ObjectExpression') return undefined;
  const found = property.parent.properties.find((one) => one.type === 'Property' && keyName(one) === name);
  return found?.type === 'Property' && isFunction(found.value) ? found.value : undefined;
}

/** Expressions that a function returns; an absent value stands for `return;` nowhere, since it carries nothing. */
export function returnsOf(fn: FunctionNode): readonly Node[] {
  if (fn.body.type !== 'BlockStatement') return [fn.body];
  const found: Node[] = [];
  const visit = (node: Node): void => {
    if (node.type === 'ReturnStatement') {
      if (node.argument) found.push(node.argument);
      return;
    }
    for (const child of statementsIn(node)) visit(child);
  };
  visit(fn.body);
  return found;
}

function statementsIn(node: Node): readonly Node[] {
  const present = (...nodes: (Node | null | undefined)[]): Node[] => nodes.filter((one): one is Node => Boolean(one));
  switch (node.type) {
    case 'BlockStatement':
      return node.body;
    case 'IfStatement':
      return present(node.consequent, node.alternate);
    case 'TryStatement':
      return present(node.block, node.handler?.body, node.finalizer);
    case 'SwitchStatement':
      return node.cases.flatMap((one) => one.consequent);
    case 'ForStatement':
    case 'ForInStatement':
    case 'ForOfStatement':
    case 'WhileStatement':
    case 'DoWhileStatement':
    case 'LabeledStatement':
      return [node.body];
    default:
      return [];
  }
}

/** `globalThis.fetch` is `fetch`. */
export function belowRoot(names: readonly string[]): readonly string[] {
  const [root] = names;
  const isRooted = names.length > 1 && (root === 'globalThis' || root === 'global' || root === 'window');
  return isRooted ? names.slice(1) : names;
}

function moduleTerminal(source: Node, path: Path, node: Node): Terminal {
  if (source.type === 'Literal' && typeof source.value === 'string')
    return { kind: 'module', module: source.value, path, node };
  return unknown(node, 'the name of the module is computed');
}

/** Says of values that they stand in a property, unless one further inside is already named. */
function markWritten(values: readonly Terminal[], property: Node): readonly Terminal[] {
  return values.map((value) => ({ ...value, written: property }));
}

function unknown(node: Node, reason: string): Terminal {
  return { kind: 'unknown', reason, node };
}

/** A value that is there for sure, so that what an object said before no longer counts. */
function isCertain(value: Terminal): boolean {
  return (
    value.kind !== 'absent' && (value.written !== undefined || (value.kind === 'expression' && value.path.length === 0))
  );
}

function isNullish(value: Terminal): boolean {
  return value.kind === 'expression' && value.node.type === 'Literal' && value.node.value === null;
}

function unique(values: readonly Terminal[]): readonly Terminal[] {
  if (values.length < 2) return values;
  const seen = new Set<string>();
  return values.filter((value) => {
    const path = 'path' in value ? value.path.join('.') : '';
    const key = `${value.kind}:${value.node?.range.join('-') ?? ''}:${path}`;
    return !seen.has(key) && seen.add(key);
  });
}
