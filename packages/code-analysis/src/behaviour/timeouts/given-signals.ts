import type { TSESTree } from '@typescript-eslint/utils';
import { keyName, memberName, type FunctionNode, type Node } from '../../syntax/tree.js';
import type { FileContext } from '../context.js';

/** A signal that a function is given: a parameter, or a member of one. */
export interface GivenSignal {
  readonly name: string;
  readonly parameter: Node;
  /** Names under which the function reads it. */
  readonly isUse: (node: Node) => boolean;
  /** Names of the object that it is a member of. */
  readonly isWhole?: (node: Node) => boolean;
  /** Member of that object. */
  readonly member?: string;
  /** It may be in options that are handed through, and only calls that are given those are asked about. */
  readonly asOptions?: 'typed' | 'untyped';
}

const signalNames = /^(abortSignal|signal)$/;

/** The signal among the parameters of a function. */
export function givenSignal(file: FileContext, fn: FunctionNode): GivenSignal | undefined {
  for (const parameter of fn.params) {
    const found = signalIn(file, parameter.type === 'AssignmentPattern' ? parameter.left : parameter);
    if (found) return found;
  }
  return undefined;
}

function signalIn(file: FileContext, parameter: Node): GivenSignal | undefined {
  if (parameter.type === 'Identifier') {
    const type = parameter.typeAnnotation?.typeAnnotation;
    if (isSignalType(type) || (!type && signalNames.test(parameter.name))) return variable(file, parameter, parameter);
    const member = type && signalMember(file, type);
    return member === undefined ? undefined : ofMember(file, parameter, member);
  }
  if (parameter.type !== 'ObjectPattern') return undefined;
  const type = parameter.typeAnnotation?.typeAnnotation;
  const member = type && signalMember(file, type);
  for (const property of parameter.properties) {
    if (property.type !== 'Property') continue;
    const value = property.value.type === 'AssignmentPattern' ? property.value.left : property.value;
    const key = keyName(property);
    if (value.type !== 'Identifier' || key === undefined) continue;
    if (key === member || (signalNames.test(key) && !(type && isWritten(file, type))))
      return variable(file, value, parameter);
  }
  return undefined;
}

function variable(file: FileContext, name: TSESTree.Identifier, parameter: Node): GivenSignal | undefined {
  // A name with an underscore says that it is there for the signature only.
  if (name.name.startsWith('_')) return undefined;
  const own = file.resolver.scopes.variableOf(name);
  return (
    own && {
      name: name.name,
      parameter,
      isUse: (node) => node.type === 'Identifier' && node !== name && file.resolver.scopes.variableOf(node) === own,
    }
  );
}

/** `options.signal`; the whole object passed on carries it as well. */
function ofMember(file: FileContext, parameter: TSESTree.Identifier, member: string): GivenSignal | undefined {
  const own = variable(file, parameter, parameter);
  return (
    own && {
      ...own,
      name: `${own.name}.${member}`,
      member,
      isUse: (node) => {
        if (!own.isUse(node)) return false;
        const { parent } = node;
        if (parent?.type === 'MemberExpression' && parent.object === node) return memberName(parent) === member;
        return !isOverwritten(node, member);
      },
      isWhole: (node) => own.isUse(node) && node.parent?.type !== 'MemberExpression',
    }
  );
}

/**
 * Parameters of options as clients take them, or without a type: a call that is given them is given the signal in them,
 * if there is one.
 */
export function givenOptions(file: FileContext, fn: FunctionNode): readonly GivenSignal[] {
  // A transport that is handed to a client is there to put its own limit in.
  if (fn.parent.type === 'Property' || fn.parent.type === 'CallExpression' || fn.parent.type === 'NewExpression')
    return [];
  return fn.params.flatMap((one) => {
    const parameter = one.type === 'AssignmentPattern' ? one.left : one;
    if (parameter.type !== 'Identifier') return [];
    const type = parameter.typeAnnotation?.typeAnnotation;
    const given = !type || isOptionsType(type) ? ofMember(file, parameter, 'signal') : undefined;
    return given ? [{ ...given, asOptions: type ? 'typed' : 'untyped' } as const] : [];
  });
}

const optionTypes = /^(?:RequestInit|RequestOptions|FetchOptions|AxiosRequestConfig|KyOptions)$/;

function isOptionsType(type: TSESTree.TypeNode | undefined): boolean {
  if (type?.type === 'TSUnionType') return type.types.some(isOptionsType);
  return (
    type?.type === 'TSTypeReference' &&
    optionTypes.test(type.typeName.type === 'TSQualifiedName' ? type.typeName.right.name : nameOfType(type.typeName))
  );
}

const nameOfType = (name: TSESTree.EntityName) => (name.type === 'Identifier' ? name.name : '');

function isSignalType(type: TSESTree.TypeNode | undefined): boolean {
  if (type?.type === 'TSUnionType') return type.types.some(isSignalType);
  return (
    type?.type === 'TSTypeReference' && type.typeName.type === 'Identifier' && type.typeName.name === 'AbortSignal'
  );
}

/** Name of the member that is a signal, of a type that is written in this file. */
function signalMember(file: FileContext, type: TSESTree.TypeNode): string | undefined {
  for (const member of membersOf(file, type) ?? []) {
    if (member.type === 'TSPropertySignature' && isSignalType(member.typeAnnotation?.typeAnnotation))
      return keyName(member);
  }
  return undefined;
}

function isWritten(file: FileContext, type: TSESTree.TypeNode): boolean {
  return membersOf(file, type) !== undefined;
}

function membersOf(file: FileContext, type: TSESTree.TypeNode): readonly TSESTree.TypeElement[] | undefined {
  if (type.type === 'TSTypeLiteral') return type.members;
  if (type.type !== 'TSTypeReference' || type.typeName.type !== 'Identifier') return undefined;
  const { name } = type.typeName;
  const declared = file.nodes('TSInterfaceDeclaration').find((one) => one.id.name === name);
  if (declared) return declared.body.body;
  const alias = file.nodes('TSTypeAliasDeclaration').find((one) => one.id.name === name);
  return alias?.typeAnnotation.type === 'TSTypeLiteral' ? alias.typeAnnotation.members : undefined;
}

/** `{ ...options, signal: own }`: what is spread no longer counts for a member that is written behind it. */
export function isOverwritten(node: Node, member: string): boolean {
  const spread = node.parent;
  const object = spread?.type === 'SpreadElement' ? spread.parent : undefined;
  if (object?.type !== 'ObjectExpression') return false;
  return object.properties.some(
    (one) => one.type === 'Property' && keyName(one) === member && one.range[0] > node.range[1],
  );
}
