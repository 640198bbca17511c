import { isExportOf } from '../libraries/index.js';
import { ancestor, contains, isClass, keyName, memberName, type Node } from '../syntax/tree.js';
import type { Client } from './clients.js';
import { originOf, type FileContext } from './context.js';

/** True when everything that is done with a client is work without the network: presigning, checking a signature. */
export function isUsedLocally(file: FileContext, { node, library }: Client): boolean {
  const { localUses = [], localMethods = [] } = library;
  if (localUses.length === 0 && localMethods.length === 0) return false;
  const isLocal = (use: Node): boolean => {
    const method = methodOn(use);
    if (method !== undefined) return localMethods.some((pattern) => isMethod(pattern, method));
    const call = use.parent;
    if (call?.type !== 'CallExpression') return false;
    const origin = originOf(file.resolver.single(call.callee));
    return origin !== undefined && localUses.some((user) => isExportOf(user, origin.module, origin.path.join('.')));
  };
  if (isLocal(node)) return true;
  const uses = usesOf(file, node);
  return uses !== undefined && uses.length > 0 && uses.every(isLocal);
}

/** What is done with the value of an expression in this file; undefined where other code can get hold of it. */
function usesOf(file: FileContext, node: Node): readonly Node[] | undefined {
  const holder = holderOf(node);
  const members = holder && privateUses(file, holder);
  return members ?? (holder && !isExported(holder) ? readsOf(file, holder) : undefined);
}

function readsOf(file: FileContext, holder: Node): readonly Node[] | undefined {
  const variable = holder.type === 'Identifier' ? file.resolver.scopes.variableOf(holder) : undefined;
  return variable?.references.filter((reference) => reference.isRead()).map(({ identifier }) => identifier as Node);
}

/** Methods that this file calls on a client, as dotted paths, whoever else may call some. */
export function methodsCalledOn(file: FileContext, { node }: Client): readonly string[] {
  const holder = holderOf(node);
  const uses = holder && (privateUses(file, holder) ?? readsOf(file, holder));
  return (uses ?? []).flatMap((use) => methodOn(use) ?? []);
}

/** The method that is called on a value, as a dotted path: `webhooks.constructEvent`. */
function methodOn(use: Node): string | undefined {
  const names: string[] = [];
  let value = use;
  for (let above = use.parent; above?.type === 'MemberExpression' && above.object === value; above = above.parent) {
    const name = memberName(above);
    if (name === undefined) return undefined;
    names.push(name);
    value = above;
  }
  const { parent } = value;
  const isCalled = parent?.type === 'CallExpression' && parent.callee === value;
  return isCalled && names.length > 0 ? names.join('.') : undefined;
}

/** Compares a method with a pattern whose last part may be `*`. */
export function isMethod(pattern: string, method: string): boolean {
  if (!pattern.endsWith('*')) return pattern === method;
  const [fixed, parts] = [pattern.split('.').slice(0, -1), method.split('.')];
  return parts.length === fixed.length + 1 && fixed.every((part, i) => part === parts[i]);
}

/** The variable, member or property that holds a value, through wrappers around it. */
export function holderOf(node: Node): Node | undefined {
  let value = node;
  for (let above = node.parent; above; value = above, above = above.parent) {
    const through =
      above.type === 'AwaitExpression' ||
      above.type === 'TSAsExpression' ||
      above.type === 'TSNonNullExpression' ||
      (above.type === 'CallExpression' && above.callee !== value) ||
      above.type === 'LogicalExpression' ||
      above.type === 'ConditionalExpression';
    if (through) continue;
    if (above.type === 'VariableDeclarator' && above.init === value) return above.id;
    if (above.type === 'AssignmentExpression' && above.right === value) return above.left;
    if (above.type === 'PropertyDefinition' && above.value === value) return above.key;
    return undefined;
  }
  return undefined;
}

export function isExported(name: Node): boolean {
  const statement = name.parent?.parent?.parent;
  return statement?.type === 'ExportNamedDeclaration';
}

/** Where a class reads the private member that a name in it stands for; undefined for what other code can get at. */
function privateUses(file: FileContext, holder: Node): readonly Node[] | undefined {
  const members = memberUses(file, holder);
  return members?.isPrivate === true ? members.uses : undefined;
}

/** Where a class reads the member that a name in it stands for; undefined for what is no member of a class. */
export function memberUses(
  file: FileContext,
  holder: Node,
): { readonly uses: readonly Node[]; readonly isPrivate: boolean } | undefined {
  const owner = ancestor(holder, isClass);
  const name = holder.type === 'MemberExpression' ? ofThis(holder) : propertyName(holder.parent);
  if (!owner || name === undefined) return undefined;
  const uses = file
    .nodes('MemberExpression')
    .filter((member) => ofThis(member) === name && contains(owner, member) && !isWritten(member));
  return { uses, isPrivate: owner.body.body.some((element) => privateName(element) === name) };
}

/** The name of a member of `this`. */
function ofThis(member: Node): string | undefined {
  return member.type === 'MemberExpression' && member.object.type === 'ThisExpression' ? memberName(member) : undefined;
}

/** The name of a property of a class. */
function propertyName(element: Node | undefined): string | undefined {
  return element?.type === 'PropertyDefinition' ? keyName(element) : undefined;
}

/** The name of a private property of a class, `#name` with its sign. */
function privateName(element: Node | undefined): string | undefined {
  if (element?.type !== 'PropertyDefinition') return undefined;
  const isPrivate = element.accessibility === 'private' || element.key.type === 'PrivateIdentifier';
  return isPrivate ? keyName(element) : undefined;
}

const isWritten = (member: Node) => member.parent?.type === 'AssignmentExpression' && member.parent.left === member;
