import type { TSESTree } from '@typescript-eslint/utils';
import { isClass, isFunction, keyName, memberName, type FunctionNode, type Node } from '../../syntax/tree.js';
import type { FileContext } from '../context.js';
import { functionsIn } from './functions.js';

/** A function that other files can start, under the name of the export. */
export interface ExportedFunction {
  readonly name: string;
  readonly fn: FunctionNode;
}

/** A value under the name of its export. */
export interface ExportedNode {
  readonly name: string;
  readonly value: Node;
}

/** Functions that a file exports, through wrappers such as `middy(fn)`; ES modules and CommonJS. */
export function exportedFunctions(file: FileContext): readonly ExportedFunction[] {
  return exportedNodes(file).flatMap(({ name, value }) => functionsIn(file, value).map((fn) => ({ name, fn })));
}

/** The same with the members of classes, of their instances and of objects, as `Store.save`. */
export function exportedEntries(file: FileContext): readonly ExportedFunction[] {
  return exportedNodes(file).flatMap(({ name, value }) => [
    ...functionsIn(file, value).map((fn) => ({ name, fn })),
    ...membersOf(file, value).map(({ name: member, fn }) => ({ name: `${name}.${member}`, fn })),
  ]);
}

/** Groups of methods within one another: `Orders.reports.daily`. */
const groups = 3;

function membersOf(file: FileContext, value: Node, depth = 0): readonly ExportedFunction[] {
  const terminal = depth < groups ? file.resolver.single(value) : undefined;
  if (terminal?.kind !== 'expression' || terminal.path.length > 0) return [];
  const made = terminal.node.type === 'NewExpression' ? file.resolver.single(terminal.node.callee) : terminal;
  if (made?.kind !== 'expression' || made.path.length > 0) return [];
  const owner = made.node;
  if (isClass(owner))
    return owner.body.body.flatMap((member) => {
      const isMethod = member.type === 'MethodDefinition' || member.type === 'PropertyDefinition';
      const name = isMethod ? keyName(member) : undefined;
      if (!isMethod || name === undefined || !member.value) return [];
      return isFunction(member.value) ? [{ name, fn: member.value }] : groupOf(name, member.value);
    });
  if (owner.type !== 'ObjectExpression') return [];
  return owner.properties.flatMap((property) => {
    const name = property.type === 'Property' ? keyName(property) : undefined;
    if (property.type !== 'Property' || name === undefined) return [];
    return [...functionsIn(file, property.value).map((fn) => ({ name, fn })), ...groupOf(name, property.value)];
  });

  /** `static reports = { daily() {} }` */
  function groupOf(name: string, inner: Node): readonly ExportedFunction[] {
    if (inner.type !== 'ObjectExpression') return [];
    return membersOf(file, inner, depth + 1).map(({ name: member, fn }) => ({ name: `${name}.${member}`, fn }));
  }
}

/** What a file exports itself; ES modules and CommonJS. */
export function exportedNodes(file: FileContext): readonly ExportedNode[] {
  const found: ExportedNode[] = [];
  const add = (name: string, value: Node) => found.push({ name, value });
  for (const statement of file.source.ast.body) {
    if (statement.type === 'ExportDefaultDeclaration') add('default', statement.declaration);
    else if (statement.type === 'ExportNamedDeclaration' && !statement.source) {
      const { declaration } = statement;
      if ((declaration?.type === 'FunctionDeclaration' || declaration?.type === 'ClassDeclaration') && declaration.id)
        add(declaration.id.name, declaration);
      if (declaration?.type === 'VariableDeclaration')
        for (const { id, init } of declaration.declarations) if (id.type === 'Identifier' && init) add(id.name, init);
      for (const { local, exported } of statement.specifiers)
        add(exported.type === 'Identifier' ? exported.name : exported.value, local);
    }
  }
  for (const { left, right } of file.assignments) {
    const name = commonJsName(file, left);
    if (name === undefined) continue;
    add(name === '' ? 'default' : name, right);
    if (name === '' && right.type === 'ObjectExpression') {
      for (const property of right.properties) {
        const key = property.type === 'Property' ? keyName(property) : undefined;
        if (key !== undefined && property.type === 'Property') add(key, property.value);
      }
    }
  }
  return found;
}

/** `exports.name`, `module.exports.name`; empty for `module.exports` itself. */
function commonJsName(file: FileContext, target: Node): string | undefined {
  if (target.type !== 'MemberExpression') return undefined;
  const name = memberName(target);
  const { object } = target;
  if (object.type === 'Identifier' && object.name === 'exports') return name;
  if (object.type === 'Identifier' && object.name === 'module' && name === 'exports')
    return file.resolver.scopes.variableOf(object)?.defs.length ? undefined : '';
  const isModuleExports =
    object.type === 'MemberExpression' &&
    object.object.type === 'Identifier' &&
    object.object.name === 'module' &&
    memberName(object) === 'exports';
  return isModuleExports ? name : undefined;
}

/** Aliases and interfaces that a file exports where it declares them. */
export function exportedTypes(
  file: FileContext,
): readonly (TSESTree.TSTypeAliasDeclaration | TSESTree.TSInterfaceDeclaration)[] {
  return file.source.ast.body.flatMap((statement) => {
    const declared = statement.type === 'ExportNamedDeclaration' ? statement.declaration : undefined;
    return declared?.type === 'TSTypeAliasDeclaration' || declared?.type === 'TSInterfaceDeclaration' ? [declared] : [];
  });
}
