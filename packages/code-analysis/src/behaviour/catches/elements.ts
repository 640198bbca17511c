import type { TSESTree } from '@typescript-eslint/utils';
import { isFunction, memberName, unwrap, type Node } from '../../syntax/tree.js';
import type { FileContext } from '../context.js';
import { writtenTypes } from '../handlers/written-types.js';

/** The list that a variable is one element of: that of a loop, or of `map` and its like. */
export function listOfElement(file: FileContext, node: Node): Node | undefined {
  const variable = node.type === 'Identifier' ? file.resolver.scopes.variableOf(node) : undefined;
  const [definition] = variable?.defs ?? [];
  const made = definition?.node as Node | undefined;
  if (made?.type === 'VariableDeclarator') {
    const loop = made.parent.parent;
    return loop?.type === 'ForOfStatement' && loop.left === made.parent ? loop.right : undefined;
  }
  if (!made || !isFunction(made) || made.params[0] !== (definition?.name as Node)) return undefined;
  const { parent: call } = made;
  if (call.type !== 'CallExpression' || call.arguments[0] !== made || call.callee.type !== 'MemberExpression')
    return undefined;
  return /^(?:map|flatMap|forEach)$/.test(memberName(call.callee) ?? '') ? call.callee.object : undefined;
}

/** What a variable is set to where it is declared, as written; any other node as it is. */
export function writtenValue(file: FileContext, node: Node): Node {
  const variable = node.type === 'Identifier' ? file.resolver.scopes.variableOf(node) : undefined;
  const made = variable?.defs[0]?.node as Node | undefined;
  return unwrap(made?.type === 'VariableDeclarator' && made.id.type === 'Identifier' && made.init ? made.init : node);
}

/** The package of the written type of what a container holds: `this.queues[name]`, `queues.get(name)`. */
export function packageOfElement(file: FileContext, node: Node): string | undefined {
  const value = writtenValue(file, node);
  const container = heldIn(value) ?? listOfElement(file, node);
  if (!container) return undefined;
  for (const held of file.resolver.resolve(container)) {
    const found = packageIn(file, held.kind === 'parameter' ? held.annotation : typeOf(held.node));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The container in `queues[name]` and `queues.get(name)`. */
function heldIn(value: Node): Node | undefined {
  if (value.type === 'MemberExpression') return value.computed ? value.object : undefined;
  const isGet = value.type === 'CallExpression' && value.callee.type === 'MemberExpression';
  return isGet && memberName(value.callee as TSESTree.MemberExpression) === 'get'
    ? (value.callee as TSESTree.MemberExpression).object
    : undefined;
}

/** `{} as Record<Name, Queue>`, `new Map<string, Queue>()`, or the type of what holds it. */
function typeOf(node: Node | undefined): TSESTree.TypeNode | undefined {
  if (!node) return undefined;
  const { parent } = node;
  if (parent?.type === 'TSAsExpression' || parent?.type === 'TSSatisfiesExpression') return parent.typeAnnotation;
  if (node.type === 'NewExpression' && node.typeArguments) return node.typeArguments.params.at(-1);
  if (parent?.type === 'PropertyDefinition') return parent.typeAnnotation?.typeAnnotation;
  return parent?.type === 'VariableDeclarator' ? parent.id.typeAnnotation?.typeAnnotation : undefined;
}

function packageIn(file: FileContext, type: TSESTree.TypeNode | undefined): string | undefined {
  const held = type?.type === 'TSArrayType' ? type.elementType : type;
  return writtenTypes(file, held).find(
    ({ module }) => module !== '' && module !== 'global' && !/^[./~#@]\//.test(module),
  )?.module;
}
