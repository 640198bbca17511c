import type { TSESTree } from '@typescript-eslint/utils';
import { classMember } from '../../syntax/class-members.js';
import { typeName, type Terminal } from '../../syntax/terminal.js';
import { ancestor, isClass, memberName, unwrap, type Node } from '../../syntax/tree.js';
import type { FileContext } from '../context.js';

/** A value of another file. */
export interface Target {
  readonly module: string;
  readonly path: readonly string[];
}

/** The export of another file that a value is: an import, or a method of an instance of an imported class. */
export function targetOf(file: FileContext, terminal: Terminal): Target | undefined {
  if (terminal.kind === 'module') return local(file, terminal.module, terminal.path);
  const owner = ownerOf(file, terminal);
  return owner?.kind === 'module' && 'path' in terminal
    ? local(file, owner.module, [...(owner.path.length > 0 ? owner.path : ['default']), ...terminal.path])
    : undefined;
}

/** The export of another file that a callee is, also by the written type of the member that it is a method of. */
export function targetOfCallee(file: FileContext, callee: Node): Target | undefined {
  const terminal = file.resolver.single(callee);
  return (terminal && targetOf(file, terminal)) ?? targetByMember(file, callee);
}

/** `this.orders.find()` in a class that declares `private orders: OrderRepository`, whoever gives it a value. */
function targetByMember(file: FileContext, callee: Node): Target | undefined {
  const plain = unwrap(callee);
  const method = plain.type === 'MemberExpression' ? memberName(plain) : undefined;
  if (plain.type !== 'MemberExpression' || method === undefined) return undefined;
  const name = typeName(declaredMemberType(plain.object));
  const type = name?.type === 'Identifier' ? file.resolver.single(name) : undefined;
  if (type?.kind !== 'module') return undefined;
  return local(file, type.module, [...(type.path.length > 0 ? type.path : ['default']), method]);
}

/** The written type of `this.member`, where the class declares one without a value. */
export function declaredMemberType(node: Node): TSESTree.TypeNode | undefined {
  const plain = unwrap(node);
  if (plain.type !== 'MemberExpression' || unwrap(plain.object).type !== 'ThisExpression') return undefined;
  const owner = ancestor(plain, isClass);
  const name = memberName(plain);
  return owner && name !== undefined ? classMember(owner, name).declared?.annotation : undefined;
}

/** The class of a value that was made here, or was handed in with its type written. */
function ownerOf(file: FileContext, terminal: Terminal): Terminal | undefined {
  if (terminal.kind === 'expression' && terminal.node.type === 'NewExpression' && terminal.path.length < 2)
    return file.resolver.single(terminal.node.callee);
  if (terminal.kind !== 'parameter' || terminal.path.length !== 1) return undefined;
  const name = typeName(terminal.annotation);
  return name?.type === 'Identifier' ? file.resolver.single(name) : undefined;
}

function local(file: FileContext, module: string, path: readonly string[]): Target | undefined {
  if (module === 'global' || module.startsWith('node:') || file.lookup.librariesOf(module).length > 0) return undefined;
  // A module in CommonJS is its default export.
  return { module, path: path.length > 0 ? path : ['default'] };
}
