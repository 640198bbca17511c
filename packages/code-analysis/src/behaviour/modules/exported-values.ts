import type { TSESTree } from '@typescript-eslint/utils';
import { limits } from '../../syntax/limits.js';
import { valueOf } from '../../syntax/static-value.js';
import { returnsOf } from '../../syntax/resolve.js';
import { positionAt } from '../../syntax/source.js';
import type { Frame, Terminal } from '../../syntax/terminal.js';
import {
  ancestor,
  contains,
  isClass,
  isFunction,
  keyName,
  memberName,
  type FunctionNode,
  type Node,
} from '../../syntax/tree.js';
import type { Clients } from '../clients.js';
import type { FileContext } from '../context.js';
import type { ExportedValue, ExportFact, ExportFacts, SourcePlace } from './types.js';
import { boundOfMade, givenOptions } from '../factories.js';
import { importedValue } from './imported-values.js';
import { settlesInTime } from '../timeouts/timed-promise.js';
import { callBehind, type SiteResult, type Wrapper } from '../wrappers.js';

/** What other files can import from a file, as far as it can matter for timeouts. */
export function exportFacts(
  file: FileContext,
  clients: Clients | undefined,
  sites: readonly SiteResult[],
): ExportFacts {
  const named: Record<string, ExportFact> = {};
  const stars: string[] = [];
  const shared = new Exported(file, clients, sites);
  const add = (name: string, node: Node) => {
    const fact = shared.factOf(node);
    if (fact) named[name] = fact;
  };
  for (const statement of file.source.ast.body) {
    if (statement.type === 'ExportAllDeclaration') {
      if (statement.exported)
        named[nameOf(statement.exported)] = { kind: 'from', module: statement.source.value, export: '*' };
      else stars.push(statement.source.value);
    } else if (statement.type === 'ExportDefaultDeclaration') add('default', statement.declaration);
    else if (statement.type === 'ExportNamedDeclaration') {
      const { declaration, source } = statement;
      if (declaration?.type === 'VariableDeclaration') {
        for (const one of declaration.declarations)
          if (one.id.type === 'Identifier' && one.init) add(one.id.name, one.id);
      } else if (declaration && 'id' in declaration && declaration.id?.type === 'Identifier')
        add(declaration.id.name, declaration);
      for (const { local, exported } of statement.specifiers) {
        const [from, as] = [nameOf(local), nameOf(exported)];
        if (source) named[as] = { kind: 'from', module: source.value, export: from };
        else add(as, local);
      }
    } else if (statement.type === 'ExpressionStatement' && statement.expression.type === 'AssignmentExpression') {
      const { left, right } = statement.expression;
      const target = file.source.text.slice(...left.range);
      const name = left.type === 'MemberExpression' ? memberName(left) : undefined;
      if (target === 'module.exports') commonJs(right, add);
      else if (name !== undefined && /^(module\.)?exports\.\w+$/.test(target)) add(name, right);
    }
  }
  return { named, stars };
}

function commonJs(value: Node, add: (name: string, node: Node) => void): void {
  add('default', value);
  if (value.type !== 'ObjectExpression') return;
  for (const property of value.properties) {
    const name = property.type === 'Property' ? keyName(property) : undefined;
    if (name !== undefined && property.type === 'Property') add(name, property.value);
  }
}

function nameOf(node: Node): string {
  return node.type === 'Identifier' ? node.name : node.type === 'Literal' ? String(node.value) : '';
}

/** What the expressions of a file are to other files. */
class Exported {
  /** The function whose results are being read, and which of its parameters are passed on; -1 for a part of one. */
  #described: { readonly fn: FunctionNode; readonly passed: number[] } | undefined;

  constructor(
    readonly file: FileContext,
    readonly clients: Clients | undefined,
    readonly sites: readonly SiteResult[],
  ) {}

  factOf(node: Node, depth: number = limits.hops.export): ExportFact | undefined {
    const { file, clients } = this;
    const terminals = file.resolver.resolve(node);
    const [terminal] = terminals;
    if (!terminal || depth === 0) return undefined;
    if (terminal.kind === 'module')
      return { kind: 'from', module: terminal.module, export: terminal.path.join('.') || '*' };
    if (terminal.kind === 'expression' && terminal.path.length === 0) {
      const value = terminal.node;
      const at = positionAt(file.source, value.range[0]);
      if (isFunction(value)) return this.#function(value, at);
      const client =
        clients && (value.type === 'CallExpression' || value.type === 'NewExpression')
          ? clients.madeBy(value)
          : undefined;
      if (client && clients) {
        const { status } = boundOfMade(clients, client);
        return { at, kind: 'client', library: client.library.label, module: client.module, status };
      }
      const members = this.#members(value, depth);
      if (members) return { at, kind: isClass(value) ? 'class' : 'members', members };
    }
    const value = merge(terminals.map((one) => this.#value(one, limits.hops.export)));
    if (value.kind === 'unknown') return undefined;
    const made = terminal.kind === 'expression' ? terminal.node : undefined;
    return { ...(made && { at: positionAt(this.file.source, made.range[0]) }), kind: 'value', value };
  }

  /** Members of a class, of an instance of one, or of an object with functions in it; undefined when none makes calls. */
  #members(value: Node, depth: number): Record<string, ExportFact> | undefined {
    const made = value.type === 'NewExpression' ? this.file.resolver.single(value.callee) : undefined;
    const owner = made?.kind === 'expression' && made.path.length === 0 ? made.node : value;
    const members: Record<string, ExportFact> = {};
    for (const [name, node] of membersOf(owner)) {
      const fact = this.factOf(node, depth - 1);
      if (fact) members[name] = fact;
    }
    const makesCalls = Object.values(members).some((one) => !['value', 'returns'].includes(one.kind));
    return makesCalls ? members : undefined;
  }

  #function(fn: FunctionNode, at: SourcePlace): ExportFact | undefined {
    const wrappers = this.sites.flatMap((site) =>
      [...(site.wrapper ? [site.wrapper] : []), ...site.outer].filter((wrapper) => wrapper.fn === fn),
    );
    const [first] = wrappers;
    if (first) {
      const worst = wrappers.find((one) => one.status !== 'bounded') ?? first;
      // One branch ends in time, and which one is taken is not known: `if (limit > 0) return limited(query); return run(query);`
      const isOpen = worst.status !== 'bounded' && isInBranch(fn, worst.call.node) && this.#endsElsewhere(fn, wrappers);
      const status = isOpen ? 'undetermined' : worst.status;
      const call = callBehind(this.file, worst.call);
      return { at, kind: 'wrapper', library: worst.call.library.label, status, options: worst.options, call };
    }
    const values = returnsOf(fn);
    const factory = values.length === 1 && values[0] ? this.#factory(fn, values[0]) : undefined;
    if (factory) return { at, ...factory };
    const passed: number[] = [];
    this.#described = { fn, passed };
    const value = merge(values.map((returned) => this.#returned(returned)));
    this.#described = undefined;
    if (values.length === 0 || value.kind === 'unknown') return undefined;
    const [passes] = passed;
    const isOne = passes !== undefined && passed.every((one) => one === passes);
    return {
      at,
      kind: 'returns',
      value,
      given: passed.length > 0 ? 'nothing' : 'anything',
      ...(isOne && passes >= 0 && { passes }),
    };
  }

  /** True where a function has a call that ends in time, or a promise that a timer of its own settles. */
  #endsElsewhere(fn: FunctionNode, wrappers: readonly Wrapper[]): boolean {
    if (wrappers.some(({ status }) => status === 'bounded')) return true;
    return this.file.nodes('NewExpression').some((made) => {
      const [executor] = made.arguments;
      return executor !== undefined && contains(fn, made) && settlesInTime(this.file, executor) !== undefined;
    });
  }

  #factory(fn: FunctionNode, returned: Node): ExportFact | undefined {
    const made = this.clients?.receiver(returned);
    if (!this.clients || made?.kind !== 'client' || made.client.parent) return undefined;
    const options = givenOptions(this.clients, made.client, fn);
    const { module, name } = made.client;
    return options === undefined ? undefined : { kind: 'factory', module, export: name, options };
  }

  /** What a function returns beside what it is given, with the members that it writes into a variable before. */
  #returned(returned: Node): ExportedValue {
    const { file } = this;
    const value = merge(
      file.resolver.resolve(returned).map((one) => this.#passedOn(one) ?? this.#value(one, limits.hops.export)),
    );
    const variable = returned.type === 'Identifier' ? file.resolver.scopes.variableOf(returned) : undefined;
    if (value.kind !== 'object' || !variable) return value;
    const members = { ...value.members };
    let { open } = value;
    for (const { identifier } of variable.references) {
      const member = identifier.parent as Node | undefined;
      if (member?.type === 'CallExpression') open = true;
      if (member?.type !== 'MemberExpression' || member.object !== identifier) continue;
      const name = memberName(member);
      const isWritten = member.parent.type === 'AssignmentExpression' && member.parent.left === member;
      if (name === undefined) open = true;
      else if (isWritten) members[name] = { kind: 'unknown' };
    }
    return { kind: 'object', members, open };
  }

  /** A parameter of the function whose results are read has no members of its own. */
  #passedOn(terminal: Terminal): ExportedValue | undefined {
    if (!this.#described || terminal.kind !== 'parameter' || terminal.fn !== this.#described.fn) return undefined;
    this.#described.passed.push(terminal.path.length === 0 ? terminal.index : -1);
    return { kind: 'object', members: {}, open: terminal.path.length > 0 };
  }

  /** The shape of a value; members that cannot be told are `unknown`, and `open` says that there may be more of them. */
  #value(terminal: Terminal, depth: number): ExportedValue {
    if (depth === 0) return { kind: 'unknown' };
    if (terminal.kind === 'expression' && terminal.path.length === 0) {
      const { node, frame } = terminal;
      if (node.type === 'ObjectExpression') return this.#object(node, frame, depth);
      if (node.type === 'NewExpression' || node.type === 'CallExpression') {
        const made = this.#made(node, frame, depth);
        if (made) return made;
      }
    }
    const elsewhere = this.#imported(terminal);
    if (elsewhere) return elsewhere;
    const value = valueOf(this.file.resolver, terminal);
    if (value.kind !== 'known' || typeof value.value === 'bigint') return { kind: 'unknown' };
    return { kind: 'known', value: value.value };
  }

  #object(node: TSESTree.ObjectExpression, frame: Frame | undefined, depth: number): ExportedValue {
    const members: Record<string, ExportedValue> = {};
    let open = false;
    for (const property of node.properties) {
      const name = property.type === 'Property' ? keyName(property) : undefined;
      if (property.type === 'Property' && name !== undefined) members[name] = this.#all(property.value, frame, depth);
      else if (property.type === 'SpreadElement') {
        const spread = merge(
          this.file.resolver
            .resolve(property.argument, [], frame)
            .map((one) => this.#passedOn(one) ?? this.#value(one, depth - 1)),
        );
        if (spread.kind === 'object') Object.assign(members, spread.members);
        open ||= spread.kind === 'object' ? spread.open : spread.kind !== 'known';
      } else open = true;
    }
    return { kind: 'object', members, open };
  }

  #all(node: Node, frame: Frame | undefined, depth: number): ExportedValue {
    return merge(this.file.resolver.resolve(node, [], frame).map((one) => this.#value(one, depth - 1)));
  }

  /** `new NodeHttpHandler({...})`: what a library makes of known arguments. */
  #made(
    node: TSESTree.NewExpression | TSESTree.CallExpression,
    frame: Frame | undefined,
    depth: number,
  ): ExportedValue | undefined {
    const origin = this.file.origin(node.callee);
    const isKnown =
      origin &&
      origin.module !== 'global' &&
      (this.file.lookup.librariesOf(origin.module).length > 0 || isHandler(origin.module));
    const isSignal = origin?.module === 'global' && origin.path.join('.') === 'AbortSignal.timeout';
    if (!origin || !(isKnown || isSignal) || node.arguments.some((one) => one.type === 'SpreadElement'))
      return undefined;
    return {
      kind: 'made',
      module: origin.module,
      export: origin.path.join('.'),
      construct: node.type === 'NewExpression',
      args: node.arguments.map((argument) => this.#all(argument, frame, depth)),
    };
  }

  /** A value of yet another file. */
  #imported(terminal: Terminal): ExportedValue | undefined {
    const found = importedValue(this.file, terminal);
    return found && found.path.length === 0 && !found.argument ? found.value : undefined;
  }
}

/** Packages whose objects carry options into clients of other packages. */
const isHandler = (module: string) => /^@(aws-sdk|smithy)\/node-http-handler$/.test(module);

/** Named members that may be functions or clients: of a class, or of an object. */
function membersOf(owner: Node): readonly (readonly [string, Node])[] {
  const elements: readonly Node[] = isClass(owner)
    ? owner.body.body
    : owner.type === 'ObjectExpression'
      ? owner.properties
      : [];
  return elements.flatMap((element) => {
    if (element.type !== 'MethodDefinition' && element.type !== 'PropertyDefinition' && element.type !== 'Property')
      return [];
    const name = keyName(element);
    return name !== undefined && element.value ? [[name, element.value] as const] : [];
  });
}

/** One value for all branches; of objects the members of all of them. */
function merge(values: readonly ExportedValue[]): ExportedValue {
  const [first, ...others] = values;
  if (!first) return { kind: 'unknown' };
  if (others.every((other) => JSON.stringify(other) === JSON.stringify(first))) return first;
  const objects = values.flatMap((value) => (value.kind === 'object' ? [value] : []));
  if (objects.length < values.length) return { kind: 'unknown' };
  const names = new Set(objects.flatMap(({ members }) => Object.keys(members)));
  const members: Record<string, ExportedValue> = {};
  for (const name of names) {
    const each = objects.flatMap((one) => (Object.hasOwn(one.members, name) ? (one.members[name] ?? []) : []));
    members[name] = each.length === objects.length ? merge(each) : { kind: 'varies' };
  }
  return { kind: 'object', members, open: objects.some((one) => one.open) };
}

/** True for a node that runs on some paths of a function only, by a test around it. */
function isInBranch(fn: FunctionNode, node: Node): boolean {
  const test = ancestor(
    node,
    (one): one is Node => one === fn || /^(?:If|Switch)Statement$|^Conditional/.test(one?.type ?? ''),
  );
  return test !== fn;
}
