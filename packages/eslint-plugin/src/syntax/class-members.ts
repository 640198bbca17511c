import type { TSESTree } from '@typescript-eslint/utils';
import { isFunction, keyName, memberName, type FunctionNode, type Node } from './tree.js';

/** What a class says of one of its members. */
export interface ClassMember {
  /** Expressions assigned to it anywhere in the class. */
  readonly values: readonly Node[];
  readonly method: FunctionNode | undefined;
  /** Where it is declared without a value, or a parameter property. */
  readonly declared: { readonly node: Node; readonly annotation: TSESTree.TypeNode | undefined } | undefined;
}

type ClassNode = TSESTree.ClassDeclaration | TSESTree.ClassExpression;

const known = new WeakMap<ClassNode, Map<string, ClassMember>>();

/** A member by its name, `#name` for private ones. */
export function classMember(owner: ClassNode, name: string): ClassMember {
  let members = known.get(owner);
  if (!members) known.set(owner, (members = membersOf(owner)));
  return members.get(name) ?? { values: [], method: undefined, declared: undefined };
}

function membersOf(owner: ClassNode): Map<string, ClassMember> {
  const members = new Map<
    string,
    { values: Node[]; method: FunctionNode | undefined; declared: ClassMember['declared'] }
  >();
  const entry = (name: string) => {
    let member = members.get(name);
    if (!member) members.set(name, (member = { values: [], method: undefined, declared: undefined }));
    return member;
  };
  for (const element of owner.body.body) {
    if (element.type === 'PropertyDefinition') {
      const name = keyName(element);
      if (name === undefined) continue;
      if (element.value) entry(name).values.push(element.value);
      else entry(name).declared = { node: element, annotation: element.typeAnnotation?.typeAnnotation };
    } else if (element.type === 'MethodDefinition') {
      if (element.kind === 'constructor') parameterProperties(element.value as FunctionNode, entry);
      const name = keyName(element);
      if (name !== undefined && element.kind === 'method' && isFunction(element.value))
        entry(name).method = element.value;
      if (name !== undefined && element.kind === 'get') entry(name).declared = { node: element, annotation: undefined };
    }
  }
  assignments(owner.body, (name, value) => entry(name).values.push(value));
  return members;
}

type Entry = (name: string) => { declared: ClassMember['declared'] };

function parameterProperties(constructor: FunctionNode, entry: Entry): void {
  for (const parameter of constructor.params) {
    if (parameter.type !== 'TSParameterProperty') continue;
    const target = parameter.parameter.type === 'AssignmentPattern' ? parameter.parameter.left : parameter.parameter;
    if (target.type !== 'Identifier') continue;
    entry(target.name).declared = { node: target, annotation: target.typeAnnotation?.typeAnnotation };
  }
}

/** Finds `this.name = value` below a node; classes inside have a `this` of their own. */
function assignments(node: Node, found: (name: string, value: Node) => void): void {
  const plain = node as unknown as Record<string, unknown>;
  if (node.type === 'AssignmentExpression' && /^(\|\||\?\?)?=$/.test(node.operator)) {
    const { left } = node;
    const name =
      left.type === 'MemberExpression' && left.object.type === 'ThisExpression' ? memberName(left) : undefined;
    if (name !== undefined) found(name, node.right);
  }
  for (const key in plain) {
    const value = plain[key];
    if (typeof value !== 'object' || value === null || key === 'parent' || key === 'loc' || key === 'range') continue;
    if (Array.isArray(value)) for (const child of value) below(child, found);
    else below(value, found);
  }
}

function below(child: unknown, found: (name: string, value: Node) => void): void {
  const type = (child as { type?: unknown } | null)?.type;
  if (typeof type === 'string' && type !== 'ClassDeclaration' && type !== 'ClassExpression')
    assignments(child as Node, found);
}
