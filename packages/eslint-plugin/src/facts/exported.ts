import { valueOf } from '../syntax/static-value.js';
import { returnsOf } from '../syntax/resolve.js';
import type { Terminal } from '../syntax/terminal.js';
import { isFunction, keyName, memberName, type FunctionNode, type Node } from '../syntax/tree.js';
import { judgeClient, type Clients } from './clients.js';
import type { FileContext } from './context.js';
import type { ExportedValue, ExportFact, ExportFacts } from './exports.js';
import type { SiteResult } from './wrappers.js';

const deepest = 4;

/** What other files can import from a file, as far as it can matter for timeouts. */
export function exportFacts(
  file: FileContext,
  clients: Clients | undefined,
  sites: readonly SiteResult[],
): ExportFacts {
  const named: Record<string, ExportFact> = {};
  const stars: string[] = [];
  const add = (name: string, node: Node) => {
    const fact = factOf(file, clients, sites, node);
    if (fact) named[name] = fact;
  };
  for (const statement of file.source.ast.body) {
    if (statement.type === 'ExportAllDeclaration' && !statement.exported) stars.push(statement.source.value);
    else if (statement.type === 'ExportDefaultDeclaration') add('default', statement.declaration);
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

function factOf(
  file: FileContext,
  clients: Clients | undefined,
  sites: readonly SiteResult[],
  node: Node,
): ExportFact | undefined {
  const terminals = file.resolver.resolve(node);
  const [terminal] = terminals;
  if (!terminal) return undefined;
  if (terminal.kind === 'module')
    return { kind: 'from', module: terminal.module, export: terminal.path.join('.') || '*' };
  if (terminal.kind === 'expression' && terminal.path.length === 0) {
    const value = terminal.node;
    if (isFunction(value)) return functionFact(file, sites, value);
    const client =
      clients && (value.type === 'CallExpression' || value.type === 'NewExpression')
        ? clients.madeBy(value)
        : undefined;
    if (client && clients) {
      const { status } = judgeClient(clients, client).bound;
      return { kind: 'client', library: client.library.label, module: client.module, status };
    }
  }
  const value = merge(terminals.map((one) => exportedValue(file, one, deepest)));
  return value.kind === 'unknown' ? undefined : { kind: 'value', value };
}

function functionFact(file: FileContext, sites: readonly SiteResult[], fn: Node): ExportFact | undefined {
  const wrappers = sites.flatMap((site) => (site.wrapper?.fn === fn ? [site.wrapper] : []));
  const [first] = wrappers;
  if (first) {
    const worst = wrappers.find((one) => one.status !== 'bounded') ?? first;
    return { kind: 'wrapper', library: worst.call.library.label, status: worst.status, options: worst.options };
  }
  if (!isFunction(fn)) return undefined;
  const values = returnsOf(fn).map((returned) => returnedValue(file, fn, returned));
  const value = merge(values);
  if (values.length === 0 || value.kind === 'unknown') return undefined;
  const given = returnsOf(fn).some((returned) =>
    file.resolver.resolve(returned).some((one) => one.kind === 'parameter'),
  )
    ? 'nothing'
    : 'anything';
  return { kind: 'returns', value, given };
}

/** What a function returns without arguments, with the members that it writes into a variable before. */
function returnedValue(file: FileContext, fn: FunctionNode, returned: Node): ExportedValue {
  const frame = { fn, args: [], outer: undefined };
  const value = merge(file.resolver.resolve(returned, [], frame).map((one) => exportedValue(file, one, deepest)));
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

/** The shape of a value; members that cannot be told are `unknown`, and `open` says that there may be more of them. */
function exportedValue(file: FileContext, terminal: Terminal, depth: number): ExportedValue {
  if (depth === 0) return { kind: 'unknown' };
  if (terminal.kind === 'expression' && terminal.path.length === 0 && terminal.node.type === 'ObjectExpression') {
    const members: Record<string, ExportedValue> = {};
    let open = false;
    for (const property of terminal.node.properties) {
      const name = property.type === 'Property' ? keyName(property) : undefined;
      if (property.type === 'Property' && name !== undefined) {
        members[name] = merge(
          file.resolver.resolve(property.value, [], terminal.frame).map((one) => exportedValue(file, one, depth - 1)),
        );
      } else if (property.type === 'SpreadElement') {
        const spread = merge(
          file.resolver
            .resolve(property.argument, [], terminal.frame)
            .map((one) => exportedValue(file, one, depth - 1)),
        );
        if (spread.kind === 'object') Object.assign(members, spread.members);
        open ||= spread.kind !== 'object' || spread.open;
      } else open = true;
    }
    return { kind: 'object', members, open };
  }
  const value = valueOf(file.resolver, terminal);
  if (value.kind !== 'known' || value.value === undefined || typeof value.value === 'bigint')
    return { kind: 'unknown' };
  if (typeof value.value === 'number' && !Number.isFinite(value.value)) return { kind: 'unknown' };
  return { kind: 'known', value: value.value };
}

function merge(values: readonly ExportedValue[]): ExportedValue {
  const [first, ...others] = values;
  return first && others.every((other) => JSON.stringify(other) === JSON.stringify(first))
    ? first
    : { kind: 'unknown' };
}
