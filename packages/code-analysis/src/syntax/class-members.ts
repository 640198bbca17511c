import type { TSESTree } from '@typescript-eslint/utils';
import { ancestor, isClass, isFunction, keyName, memberName, type FunctionNode, type Node } from './tree.js';

/** What a class declares of one of its members. */
export interface ClassMember {
  /** The value that a property starts with. */
  readonly initial: Node | undefined;
  readonly method: FunctionNode | undefined;
  /** Where it is declared without a value, or a parameter property. */
  readonly declared: { readonly node: Node; readonly annotation: TSESTree.TypeNode | undefined } | undefined;
}

type ClassNode = TSESTree.ClassDeclaration | TSESTree.ClassExpression;
type Entry = { -readonly [Key in keyof ClassMember]: ClassMember[Key] };

const known = new WeakMap<ClassNode, ReadonlyMap<string, ClassMember>>();

/** A member by its name, `#name` for private ones. */
export function classMember(owner: ClassNode, name: string): ClassMember {
  let members = known.get(owner);
  if (!members) known.set(owner, (members = declaredIn(owner)));
  return members.get(name) ?? nothing;
}

/** The value that a static property starts with. */
export function staticInitial(owner: ClassNode, name: string): Node | undefined {
  const { initial } = classMember(owner, name);
  return initial?.parent?.type === 'PropertyDefinition' && initial.parent.static ? initial : undefined;
}

const nothing: ClassMember = { initial: undefined, method: undefined, declared: undefined };

function declaredIn(owner: ClassNode): ReadonlyMap<string, Entry> {
  const members = new Map<string, Entry>();
  const entry = (name: string) => {
    let member = members.get(name);
    if (!member) members.set(name, (member = { ...nothing }));
    return member;
  };
  for (const element of owner.body.body) {
    if (element.type === 'PropertyDefinition') {
      const name = keyName(element);
      if (name === undefined) continue;
      if (element.value) entry(name).initial = element.value;
      else entry(name).declared = { node: element, annotation: element.typeAnnotation?.typeAnnotation };
    } else if (element.type === 'MethodDefinition') {
      if (element.kind === 'constructor') parameterProperties(element.value as FunctionNode, entry);
      const name = keyName(element);
      if (name !== undefined && element.kind === 'method' && isFunction(element.value))
        entry(name).method = element.value;
      if (name !== undefined && element.kind === 'get') entry(name).declared = { node: element, annotation: undefined };
    }
  }
  return members;
}

function parameterProperties(constructor: FunctionNode, entry: (name: string) => Entry): void {
  for (const parameter of constructor.params) {
    if (parameter.type !== 'TSParameterProperty') continue;
    const target = parameter.parameter.type === 'AssignmentPattern' ? parameter.parameter.left : parameter.parameter;
    if (target.type !== 'Identifier') continue;
    entry(target.name).declared = { node: target, annotation: target.typeAnnotation?.typeAnnotation };
  }
}

/** Values by class and member that assignments such as `this.name = value` give. */
export class AssignedMembers {
  readonly #byClass = new Map<ClassNode, Map<string, Node[]>>();

  constructor(assignments: readonly TSESTree.AssignmentExpression[]) {
    for (const { left, operator, right } of assignments) {
      if (left.type !== 'MemberExpression' || left.object.type !== 'ThisExpression') continue;
      if (!/^(\|\||\?\?)?=$/.test(operator)) continue;
      const name = memberName(left);
      const owner = ancestor(left, isClass);
      if (name !== undefined && owner) this.#add(owner, name, right);
    }
  }

  of(owner: ClassNode, name: string): readonly Node[] {
    return this.#byClass.get(owner)?.get(name) ?? [];
  }

  #add(owner: ClassNode, name: string, value: Node): void {
    let members = this.#byClass.get(owner);
    if (!members) this.#byClass.set(owner, (members = new Map()));
    const values = members.get(name);
    if (values) values.push(value);
    else members.set(name, [value]);
  }
}
