import { limits } from '../../syntax/limits.js';
import type { TSESTree } from '@typescript-eslint/utils';
import {
  ancestor,
  contains,
  functionAround,
  isClass,
  keyName,
  memberName,
  type FunctionNode,
  type Node,
} from '../../syntax/tree.js';
import type { Clients } from '../clients.js';
import type { Home } from './runs-again.js';

/** A value that outlives the statement which makes it, with the expressions that read it later. */
export interface KeptValue {
  readonly home: Home;
  readonly reads: readonly Node[];
}

type Holder =
  | { readonly kind: 'names'; readonly names: readonly TSESTree.Identifier[] }
  | {
      readonly kind: 'member';
      readonly owner: TSESTree.ClassDeclaration | TSESTree.ClassExpression;
      readonly name: string;
      readonly isStatic: boolean;
    };

const passesOn = /^(?:AbortSignal\.any|Object\.(?:freeze|assign|seal))$/;
/**
 * Follows a value to where it is kept, through objects of options and clients that are made with it. Undefined for a value
 * that is used up where it is made, and for one that other code puts a new one in the place of.
 */
export function keptValue(clients: Clients, made: Node, depth: number = limits.hops.keptValue): KeptValue | undefined {
  const held = depth > 0 ? holderOf(clients, made) : undefined;
  if (!held) return undefined;
  const reads = held.kind === 'names' ? readsOfNames(clients, held.names, made) : readsOfMember(clients, held, made);
  if (!reads) return undefined;
  const home = homeOf(clients, held, made);
  const further = reads.flatMap((read) => {
    if (functionAround(read) !== functionAround(made)) return [];
    const next = keptValue(clients, read, depth - 1);
    return next && sameHome(next.home, home) ? next.reads : [];
  });
  return { home, reads: [...reads, ...further] };
}

const sameHome = (one: Home, other: Home) => one === other;

/** The variable or class member that takes a value, or what is made of it. */
function holderOf(clients: Clients, made: Node): Holder | undefined {
  let value = made;
  for (let above = made.parent; above; value = above, above = above.parent) {
    switch (above.type) {
      case 'Property':
      case 'ObjectExpression':
      case 'ArrayExpression':
      case 'SpreadElement':
      case 'ConditionalExpression':
      case 'LogicalExpression':
      case 'TSAsExpression':
      case 'TSSatisfiesExpression':
      case 'TSNonNullExpression':
        break;
      case 'MemberExpression':
        if (above.object !== value || memberName(above) !== 'signal') return undefined;
        break;
      case 'CallExpression':
      case 'NewExpression':
        if (above.callee === value || !isPassedOn(clients, above)) return undefined;
        break;
      case 'VariableDeclarator':
        return above.init === value ? { kind: 'names', names: namesIn(above.id) } : undefined;
      case 'AssignmentExpression':
        return above.right === value ? heldByTarget(above.left) : undefined;
      case 'PropertyDefinition': {
        const owner = ancestor(above, isClass);
        const name = keyName(above);
        return owner && name !== undefined && above.value === value
          ? { kind: 'member', owner, name, isStatic: above.static }
          : undefined;
      }
      default:
        return undefined;
    }
  }
  return undefined;
}

/** Calls whose result holds what they are given: a joined signal, a frozen object, a client. */
function isPassedOn({ file, ...clients }: Clients, call: TSESTree.CallExpression | TSESTree.NewExpression): boolean {
  const origin = file.origin(call.callee);
  if (origin?.module === 'global') return passesOn.test(origin.path.join('.'));
  return call.type === 'NewExpression' || clients.all.some(({ node }) => node === call);
}

function namesIn(target: Node): readonly TSESTree.Identifier[] {
  if (target.type === 'Identifier') return [target];
  if (target.type !== 'ObjectPattern') return [];
  return target.properties.flatMap((one) =>
    one.type === 'Property' && keyName(one) === 'signal' && one.value.type === 'Identifier' ? [one.value] : [],
  );
}

function heldByTarget(target: Node): Holder | undefined {
  if (target.type === 'Identifier') return { kind: 'names', names: [target] };
  if (target.type !== 'MemberExpression' || target.object.type !== 'ThisExpression') return undefined;
  const owner = ancestor(target, isClass);
  const name = memberName(target);
  return owner && name !== undefined ? { kind: 'member', owner, name, isStatic: false } : undefined;
}

/** What reads the variables; undefined where something else is written to one of them as well. */
function readsOfNames(
  { file }: Clients,
  names: readonly TSESTree.Identifier[],
  made: Node,
): readonly Node[] | undefined {
  const found: Node[] = [];
  for (const name of names) {
    const variable = file.resolver.scopes.variableOf(name);
    for (const reference of variable?.references ?? []) {
      if (reference.isWrite() && !isOwnWrite(reference.writeExpr, made)) return undefined;
      if (reference.isRead()) found.push(reference.identifier as Node);
    }
  }
  return found;
}

function isOwnWrite(written: unknown, made: Node): boolean {
  const node = written as Node | null | undefined;
  return !node || contains(node, made);
}

function readsOfMember(
  { file }: Clients,
  { owner, name, isStatic }: Extract<Holder, { kind: 'member' }>,
  made: Node,
): readonly Node[] | undefined {
  const found: Node[] = [];
  for (const member of file.nodes('MemberExpression')) {
    if (memberName(member) !== name || !isOwn(member.object, owner, isStatic) || !contains(owner, member)) continue;
    const { parent } = member;
    if (parent.type !== 'AssignmentExpression' || parent.left !== member) found.push(member);
    else if (!contains(parent.right, made)) return undefined;
  }
  return found;
}

function isOwn(object: Node, owner: Extract<Holder, { kind: 'member' }>['owner'], isStatic: boolean): boolean {
  if (object.type === 'ThisExpression') return true;
  return isStatic && object.type === 'Identifier' && object.name === owner.id?.name;
}

/** What the holder lives as long as. A value that is made on the first call only lives as long as its variable. */
function homeOf({ file }: Clients, held: Holder, made: Node): Home {
  const fn = functionAround(made);
  if (held.kind === 'member') {
    const isOfInstance = !fn || !contains(held.owner, fn) || isConstructor(fn) || isMadeOnce(made);
    return !isOfInstance ? fn : held.isStatic ? 'module' : held.owner;
  }
  const [name] = held.names;
  const variable = name && file.resolver.scopes.variableOf(name);
  const declared = variable?.identifiers[0];
  const isKept = declared && functionAround(declared as Node) !== fn && isMadeOnce(made);
  return (isKept ? functionAround(declared as Node) : fn) ?? 'module';
}

function isConstructor({ parent }: FunctionNode): boolean {
  return parent.type === 'MethodDefinition' && parent.kind === 'constructor';
}

/** `kept ??= make()`, `if (!kept) kept = make()`. */
function isMadeOnce(made: Node): boolean {
  const assignment = ancestor(
    made,
    (node): node is TSESTree.AssignmentExpression => node?.type === 'AssignmentExpression',
  );
  if (!assignment) return false;
  if (assignment.operator === '??=' || assignment.operator === '||=') return true;
  const test = ancestor(assignment, (node): node is TSESTree.IfStatement => node?.type === 'IfStatement')?.test;
  return test?.type === 'UnaryExpression' && test.operator === '!';
}
