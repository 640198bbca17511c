import type { TSESTree } from '@typescript-eslint/utils';
import type { Variable } from './scopes.js';
import { contains, isFunction, keyName, memberName, unwrap, type FunctionNode, type Node } from './tree.js';

/** A value given to a variable: `path` is the member taken of it; `rest` are the members left out by `...rest`. */
export interface GivenValue {
  readonly node: Node;
  readonly path: readonly string[];
  readonly rest: readonly string[] | undefined;
}

/** How a variable came to be. */
export type Definition =
  | { readonly kind: 'module'; readonly module: string; readonly path: readonly string[] }
  /** `unset`: it has no value until the first of these is given. */
  | { readonly kind: 'values'; readonly values: readonly GivenValue[]; readonly unset: boolean }
  | {
      readonly kind: 'parameter';
      readonly fn: FunctionNode;
      readonly index: number;
      readonly path: readonly string[];
      readonly rest: readonly string[] | undefined;
      readonly annotation: TSESTree.TypeNode | undefined;
      readonly optional: boolean;
      /** Default of the whole parameter or of the destructured member; `whole` is the former. */
      readonly fallback: Node | undefined;
      readonly whole: Node | undefined;
    }
  | { readonly kind: 'code'; readonly node: Node }
  | { readonly kind: 'unknown'; readonly reason: string };

const unknown = (reason: string): Definition => ({ kind: 'unknown', reason });

/** How a variable came to be; for variables written in several places all values that they are given. */
export function definitionOf(variable: Variable): Definition {
  const [definition] = variable.defs;
  if (!definition) return unknown('it is not declared');
  const node = definition.node as Node;
  const name = definition.name as TSESTree.Identifier;
  switch (node.type) {
    case 'ImportDefaultSpecifier':
      return fromImport(node.parent, ['default']);
    case 'ImportNamespaceSpecifier':
      return fromImport(node.parent, []);
    case 'ImportSpecifier':
      return fromImport(node.parent, [node.imported.type === 'Identifier' ? node.imported.name : node.imported.value]);
    case 'TSImportEqualsDeclaration':
      return fromRequireDeclaration(node);
    case 'VariableDeclarator':
      return fromDeclarator(node, name, variable);
    case 'FunctionDeclaration':
    case 'FunctionExpression':
    case 'ArrowFunctionExpression':
    case 'TSDeclareFunction':
      if (String(definition.type) === 'Parameter') return fromParameter(node as FunctionNode, name, variable);
      return isFunction(node) ? { kind: 'code', node } : unknown('it is only declared');
    case 'ClassDeclaration':
    case 'ClassExpression':
      return { kind: 'code', node };
    default:
      return unknown('it is no constant of this file');
  }
}

function fromImport(declaration: Node | undefined, path: readonly string[]): Definition {
  if (declaration?.type !== 'ImportDeclaration') return unknown('it is imported in an unusual form');
  return { kind: 'module', module: declaration.source.value, path };
}

function fromRequireDeclaration(node: TSESTree.TSImportEqualsDeclaration): Definition {
  const reference = node.moduleReference;
  if (reference.type !== 'TSExternalModuleReference' || reference.expression.type !== 'Literal') {
    return unknown('it is an alias of a namespace');
  }
  return { kind: 'module', module: String(reference.expression.value), path: [] };
}

function fromDeclarator(node: TSESTree.VariableDeclarator, name: TSESTree.Identifier, variable: Variable): Definition {
  const loop = node.parent.parent;
  if (loop?.type === 'ForOfStatement' || loop?.type === 'ForInStatement')
    return unknown('it is the variable of a loop');
  const writes = variable.references.filter(
    (reference) => reference.isWrite() && reference.writeExpr && !reference.init,
  );
  if (writes.some(({ identifier }) => identifier.parent?.type !== 'AssignmentExpression')) {
    return unknown('it is written in several ways');
  }
  if (
    writes.some(
      ({ identifier }) => !/^(\|\||\?\?|&&)?=$/.test((identifier.parent as TSESTree.AssignmentExpression).operator),
    )
  ) {
    return unknown('it is computed step by step');
  }
  const values: GivenValue[] = writes.map(({ writeExpr }) => ({ node: writeExpr as Node, path: [], rest: undefined }));
  const element = node.init && elementTo(node.id, name, node.init);
  if (element) values.unshift(element);
  else if (node.init) {
    const way = wayTo(node.id, name);
    if (!way) return unknown('it is taken apart in an unusual form');
    values.unshift({ node: node.init, path: way.path, rest: way.rest });
    if (way.fallback) values.push({ node: way.fallback, path: [], rest: undefined });
  }
  return values.length > 0 ? { kind: 'values', values, unset: !node.init } : unknown('it is never set in this file');
}

/** `const [a, b] = await Promise.all([loadA(), loadB()])`, `const [a, b] = [1, 2]` */
function elementTo(pattern: Node, name: Node, init: Node): GivenValue | undefined {
  if (pattern.type !== 'ArrayPattern') return undefined;
  const index = pattern.elements.findIndex((one) => one && contains(one, name));
  const target = pattern.elements[index];
  const list = listIn(init);
  const before = list?.elements.slice(0, index + 1) ?? [];
  const node = before[index];
  const way = target && wayTo(target, name);
  if (!node || !way || way.fallback || before.some((one) => one?.type === 'SpreadElement')) return undefined;
  return { node, path: way.path, rest: way.rest };
}

function listIn(init: Node): TSESTree.ArrayExpression | undefined {
  const value = unwrap(init);
  if (value.type === 'ArrayExpression') return value;
  const call = value.type === 'AwaitExpression' ? unwrap(value.argument) : undefined;
  if (call?.type !== 'CallExpression' || call.callee.type !== 'MemberExpression') return undefined;
  const { object } = call.callee;
  const isAll = object.type === 'Identifier' && object.name === 'Promise' && memberName(call.callee) === 'all';
  const list = isAll && call.arguments[0] ? unwrap(call.arguments[0]) : undefined;
  return list?.type === 'ArrayExpression' ? list : undefined;
}

function fromParameter(fn: FunctionNode, name: TSESTree.Identifier, variable: Variable): Definition {
  const writes = variable.references.filter((reference) => reference.isWrite() && !reference.init);
  const filled = writes.length === 1 ? filledIn(writes[0]?.identifier as Node) : undefined;
  const overwritten = writes.length > 0 && !filled;
  for (const [index, parameter] of fn.params.entries()) {
    const plain = parameter.type === 'TSParameterProperty' ? parameter.parameter : parameter;
    if (plain.range[0] > name.range[0] || name.range[1] > plain.range[1]) continue;
    if (plain.type === 'RestElement') return unknown('it is one of any number of arguments');
    if (overwritten) return unknown('the parameter is written again');
    const target = plain.type === 'AssignmentPattern' ? plain.left : plain;
    const way = wayTo(target, name);
    if (!way) return unknown('it is taken apart in an unusual form');
    const written = 'typeAnnotation' in target ? target.typeAnnotation?.typeAnnotation : undefined;
    const whole = plain.type === 'AssignmentPattern' ? plain.right : filled;
    const optional =
      whole !== undefined || way.fallback !== undefined || ('optional' in target && target.optional === true);
    const annotation = way.path.length === 0 ? written : undefined;
    return {
      kind: 'parameter',
      fn,
      index,
      path: way.path,
      rest: way.rest,
      annotation,
      optional,
      fallback: way.fallback ?? whole,
      whole,
    };
  }
  return unknown('it is a parameter in an unusual form');
}

/** What a parameter is filled with when it was left out: `options = options || {}`, `options ??= {}`. */
function filledIn(name: Node): Node | undefined {
  const assignment = name.parent;
  if (assignment?.type !== 'AssignmentExpression' || assignment.left !== name) return undefined;
  const { operator, right } = assignment;
  if (operator === '||=' || operator === '??=') return right;
  if (operator !== '=' || right.type !== 'LogicalExpression' || right.operator === '&&') return undefined;
  const isSame = name.type === 'Identifier' && right.left.type === 'Identifier' && right.left.name === name.name;
  return isSame ? right.right : undefined;
}

interface Way {
  readonly path: readonly string[];
  readonly rest: readonly string[] | undefined;
  readonly fallback: Node | undefined;
}

/** The members that a pattern takes to reach a name: `{ a: { b } }` takes `a.b`. */
function wayTo(pattern: Node, name: Node): Way | undefined {
  if (pattern === name) return { path: [], rest: undefined, fallback: undefined };
  if (pattern.type === 'AssignmentPattern') {
    const way = wayTo(pattern.left, name);
    return way && { ...way, fallback: way.path.length === 0 ? pattern.right : way.fallback };
  }
  if (pattern.type !== 'ObjectPattern') return undefined;
  for (const property of pattern.properties) {
    if (property.range[0] > name.range[0] || name.range[1] > property.range[1]) continue;
    if (property.type === 'RestElement') {
      if (property.argument !== name) return undefined;
      const rest = pattern.properties.flatMap((other) => (other.type === 'Property' ? (keyName(other) ?? []) : []));
      return { path: [], rest, fallback: undefined };
    }
    const key = keyName(property);
    const way = wayTo(property.value, name);
    return key !== undefined && way ? { ...way, path: [key, ...way.path] } : undefined;
  }
  return undefined;
}
