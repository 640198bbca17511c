import type { TSESTree } from '@typescript-eslint/utils';
import {
  jobTypes,
  lambdaTypes,
  plainLambdaTypes,
  requestTypes,
  routerTypes,
  type EventType,
} from '../../libraries/handlers.js';
import type { FunctionNode, Node } from '../../syntax/tree.js';
import { originOf, type FileContext } from '../context.js';

/** A type as it is written: where it is imported from, and its name; `module` is empty for types of this file. */
export interface WrittenType {
  readonly module: string;
  readonly name: string;
}

/** Aliases and interfaces of a file that are followed from one to the next. */
const longestWay = 4;

/**
 * What a type annotation names, with the arguments of generic types and the members of unions. An alias of this file is
 * what it stands for, and an interface what it extends.
 */
export function writtenTypes(
  file: FileContext,
  annotation: TSESTree.TypeNode | undefined,
  way = longestWay,
): readonly WrittenType[] {
  if (!annotation) return [];
  if (annotation.type === 'TSUnionType' || annotation.type === 'TSIntersectionType')
    return annotation.types.flatMap((type) => writtenTypes(file, type, way));
  if (annotation.type !== 'TSTypeReference') return [];
  const given = annotation.typeArguments?.params ?? [];
  return [...namedTypes(file, annotation.typeName, way), ...given.flatMap((type) => writtenTypes(file, type, way))];
}

function namedTypes(file: FileContext, name: TSESTree.EntityName, way: number): readonly WrittenType[] {
  const named = nameOf(file, name);
  const declared = named?.module === '' && way > 0 ? declarationOf(file, name) : undefined;
  const behind = declared ? declaredTypes(file, declared, way - 1) : [];
  return behind.length > 0 ? behind : named ? [named] : [];
}

/** What an alias stands for, or an interface extends. */
export function declaredTypes(
  file: FileContext,
  declared: TSESTree.TSTypeAliasDeclaration | TSESTree.TSInterfaceDeclaration,
  way = longestWay,
): readonly WrittenType[] {
  if (declared.type === 'TSTypeAliasDeclaration') return writtenTypes(file, declared.typeAnnotation, way);
  return declared.extends.flatMap(({ expression }) =>
    expression.type === 'Identifier' ? namedTypes(file, expression, way) : [],
  );
}

function declarationOf(file: FileContext, name: TSESTree.EntityName) {
  const variable = name.type === 'Identifier' ? file.resolver.scopes.variableOf(name) : undefined;
  const [definition] = variable?.defs ?? [];
  const node = definition?.node;
  return node?.type === 'TSTypeAliasDeclaration' || node?.type === 'TSInterfaceDeclaration' ? node : undefined;
}

function nameOf(file: FileContext, name: TSESTree.EntityName): WrittenType | undefined {
  if (name.type === 'TSQualifiedName') {
    const left = name.left.type === 'Identifier' ? originOf(file.resolver.single(name.left)) : undefined;
    return left && { module: left.module, name: name.right.name };
  }
  if (name.type !== 'Identifier') return undefined;
  const origin = originOf(file.resolver.single(name));
  if (!origin) return { module: '', name: name.name };
  return { module: origin.module, name: origin.path.at(-1) ?? name.name };
}

/** Written type of a parameter. */
export function parameterType(fn: FunctionNode, index: number): TSESTree.TypeNode | undefined {
  const parameter = fn.params[index];
  const plain = parameter?.type === 'AssignmentPattern' ? parameter.left : parameter;
  return plain && 'typeAnnotation' in plain ? plain.typeAnnotation?.typeAnnotation : undefined;
}

/** Written type of the variable that a function is the value of: `const handler: SQSHandler = ...`, `satisfies` too. */
export function valueType(value: Node): TSESTree.TypeNode | undefined {
  let node: Node | undefined = value.parent;
  for (; node; node = node.parent) {
    if (node.type === 'TSSatisfiesExpression' || node.type === 'TSAsExpression') return node.typeAnnotation;
    if (node.type === 'VariableDeclarator' || node.type === 'PropertyDefinition') {
      const holder = node.type === 'VariableDeclarator' ? node.id : node;
      return holder.typeAnnotation?.typeAnnotation;
    }
    if (node.type !== 'CallExpression' && node.type !== 'MemberExpression') return undefined;
  }
  return undefined;
}

/** Names that mean something else where they do not come from the types of Lambda. */
const ambiguous = new Set(['ScheduledEvent', 'ScheduledHandler', 'S3Event', 'S3Handler', 'SNSEvent']);
const packages = /^(@types\/)?aws-lambda$|^@aws-lambda-powertools\//;

/** What the types say of the source of an event. */
export function lambdaType(types: readonly WrittenType[]): EventType | undefined {
  for (const { module, name } of types) {
    const known = Object.hasOwn(lambdaTypes, name) ? lambdaTypes[name] : undefined;
    if (known && (packages.test(module) || (!ambiguous.has(name) && module !== 'global'))) return known;
  }
  return undefined;
}

/** True when a type says that a function runs on Lambda and no more. */
export function isPlainLambdaType(types: readonly WrittenType[]): boolean {
  return types.some(({ module, name }) => packages.test(module) && plainLambdaTypes.has(name));
}

export function isRequestType(types: readonly WrittenType[]): boolean {
  return types.some(({ module, name }) => isListed(requestTypes, module, name));
}

/** True for the type of a job, or of a function that is given one. */
export function isJobType(types: readonly WrittenType[]): boolean {
  return types.some(({ module, name }) => isListed(jobTypes, module, name));
}

export function isRouterType(types: readonly WrittenType[]): boolean {
  return types.some(({ module, name }) => isListed(routerTypes, module, name));
}

function isListed(table: Readonly<Record<string, readonly string[]>>, module: string, name: string): boolean {
  return Object.hasOwn(table, module) && (table[module] ?? []).includes(name);
}
