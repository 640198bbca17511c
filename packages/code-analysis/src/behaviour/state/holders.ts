import type { TSESTree } from '@typescript-eslint/utils';
import {
  ancestor,
  decoratorsOf,
  isClass,
  isFunction,
  keyName,
  memberName,
  unwrap,
  type FunctionNode,
  type Node,
} from '../../syntax/tree.js';
import type { FileContext } from '../context.js';
import { handlersOf } from '../handlers/handlers.js';

/** Something that lives as long as the process and can hold another value later. */
export interface Holder {
  /** As people read it, such as `cache` or `Limits.counts`. */
  readonly name: string;
  readonly scope: 'module' | 'closure' | 'static' | 'instance';
  readonly kind: 'map' | 'set' | 'object' | 'array' | 'value';
  /** Name in the declaration. */
  readonly declared: Node;
  readonly annotation: TSESTree.TypeNode | undefined;
  /** Expressions that stand for it. */
  readonly sites: readonly Node[];
}

type ClassNode = TSESTree.ClassDeclaration | TSESTree.ClassExpression;

/** Decorators of classes of which a framework makes one instance. */
const singletonDecorators =
  /^(Injectable|Controller|RestController|Service|Singleton|Resolver|WebSocketGateway|Processor)$/;

/** Module variables, static members, and members of classes with a single instance, that can change. */
export function holdersOf(file: FileContext): readonly Holder[] {
  const variables = file.source.ast.body.flatMap((statement) => {
    const plain = statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement;
    if (plain?.type !== 'VariableDeclaration' || plain.declare) return [];
    return plain.declarations.flatMap((declarator) => variableHolder(file, declarator, plain.kind) ?? []);
  });
  const classes = [...file.nodes('ClassDeclaration'), ...file.nodes('ClassExpression')];
  const members = classes.flatMap((owner) => classHolders(file, owner));
  return [...variables, ...closureHolders(file), ...members].flatMap((holder) => [
    holder,
    ...memberHolders(file, holder),
  ]);
}

/** `function limiter() { const hits = new Map(); return (req, res, next) => { ... }; }`: what a function keeps for one that it returns. */
function closureHolders(file: FileContext): readonly Holder[] {
  return file.nodes('VariableDeclarator').flatMap((declarator): readonly Holder[] => {
    const maker = ancestor(declarator, isFunction);
    if (!maker || declarator.parent.type !== 'VariableDeclaration') return [];
    const holder = variableHolder(file, declarator, declarator.parent.kind);
    if (!holder || (holder.kind !== 'map' && holder.kind !== 'set') || handlersOf(file).behind(declarator).length > 0)
      return [];
    const outlives = holder.sites.some((site) => {
      let inner = ancestor(site, isFunction);
      while (inner && inner !== maker && ancestor(inner, isFunction) !== maker) inner = ancestor(inner, isFunction);
      return inner !== undefined && inner !== maker && isReturnedBy(file, inner);
    });
    return outlives ? [{ ...holder, scope: 'closure' }] : [];
  });
}

/** True for a function that another one returns, by itself or as a member of an object. */
function isReturnedBy(file: FileContext, fn: FunctionNode): boolean {
  const { parent } = fn;
  if (parent.type === 'ReturnStatement' || (isFunction(parent) && parent.body === fn)) return true;
  if (parent.type === 'Property') return parent.parent.parent.type === 'ReturnStatement';
  const name = parent.type === 'VariableDeclarator' ? parent.id : fn.type === 'FunctionDeclaration' ? fn.id : undefined;
  if (name?.type !== 'Identifier') return false;
  const references = file.resolver.scopes.variableOf(name)?.references ?? [];
  return references.some(({ identifier }) => identifier.parent.type === 'ReturnStatement');
}

function variableHolder(
  file: FileContext,
  { id, init }: TSESTree.VariableDeclarator,
  declaration: TSESTree.VariableDeclaration['kind'],
): Holder | undefined {
  if (id.type !== 'Identifier') return undefined;
  const kind = kindOf(file, init);
  if (!kind || (kind === 'value' && declaration === 'const')) return undefined;
  const references = file.resolver.scopes.variableOf(id)?.references ?? [];
  const sites = references.flatMap((one) => (one.init ? [] : [one.identifier as Node]));
  const annotation = id.typeAnnotation?.typeAnnotation ?? constructedType(init);
  return { name: id.name, scope: 'module', kind, declared: id, annotation, sites };
}

/** What a value of a holder is made as; undefined for those that say themselves what they keep. */
function kindOf(file: FileContext, value: Node | null | undefined): Holder['kind'] | undefined {
  if (!value) return 'value';
  const plain = unwrap(value);
  if (plain.type === 'ArrayExpression') return 'array';
  if (plain.type === 'ObjectExpression') return 'object';
  if (plain.type === 'Literal' || plain.type === 'UnaryExpression') return 'value';
  if (plain.type === 'Identifier' && plain.name === 'undefined') return 'value';
  for (const terminal of file.resolver.resolve(plain)) {
    if (terminal.kind !== 'expression' || terminal.path.length > 0) continue;
    const { node } = terminal;
    const isMaking = node.type === 'NewExpression' || node.type === 'CallExpression';
    const origin = isMaking ? file.origin(node.callee) : undefined;
    const name = origin?.module === 'global' ? origin.path.join('.') : '';
    if (name === 'Map') return 'map';
    if (name === 'Set') return 'set';
    if (name === 'Array') return 'array';
    if (name === 'Object.create') return 'object';
    // A chain of promises begins so.
    if (name === 'Promise.resolve') return 'value';
  }
  return undefined;
}

/** `new Map<string, Order>()` says its types itself. */
function constructedType(value: Node | null): TSESTree.TypeNode | undefined {
  const plain = value ? unwrap(value) : undefined;
  return plain?.type === 'NewExpression' ? (plain.typeArguments as TSESTree.TypeNode | undefined) : undefined;
}

function classHolders(file: FileContext, owner: ClassNode): readonly Holder[] {
  const single = hasOneInstance(file, owner);
  const className = owner.id?.name ?? '';
  return owner.body.body.flatMap((element): readonly Holder[] => {
    if (element.type !== 'PropertyDefinition' || (!element.static && !single)) return [];
    const name = keyName(element);
    const kind = kindOf(file, element.value);
    if (name === undefined || !kind || (kind === 'value' && element.readonly)) return [];
    const sites = file
      .nodes('MemberExpression')
      .filter((node) => memberName(node) === name && standsForMember(file, node, owner));
    const annotation = element.typeAnnotation?.typeAnnotation ?? constructedType(element.value);
    const scope = element.static ? 'static' : 'instance';
    const shown = element.static ? `${className}.${name}` : `this.${name}`;
    return [{ name: shown, scope, kind, declared: element.key, annotation, sites }];
  });
}

function standsForMember(file: FileContext, { object }: TSESTree.MemberExpression, owner: ClassNode): boolean {
  if (object.type === 'ThisExpression') return ancestor(object, isClass) === owner;
  if (object.type !== 'Identifier' || !owner.id) return false;
  return object.name === owner.id.name && file.resolver.single(object)?.node === owner;
}

/** True where a framework, the file itself, or the class makes one instance and keeps it. */
function hasOneInstance(file: FileContext, owner: ClassNode): boolean {
  const isDecorated = decoratorsOf(owner).some(({ expression }) => {
    const callee = expression.type === 'CallExpression' ? expression.callee : expression;
    return (
      callee.type === 'Identifier' && singletonDecorators.test(callee.name) && !/Scope\./.test(textOf(file, expression))
    );
  });
  if (isDecorated) return true;
  if (owner.id && owner.body.body.some((element) => 'static' in element && element.static && isInstance(element)))
    return true;
  return file
    .nodes('NewExpression')
    .some(
      ({ callee, parent }) =>
        callee.type === 'Identifier' &&
        callee.name === owner.id?.name &&
        isAtTop(parent) &&
        file.resolver.single(callee)?.node === owner,
    );
}

function textOf(file: FileContext, node: Node): string {
  return file.source.text.slice(...node.range);
}

function isInstance(element: TSESTree.ClassElement): boolean {
  const name = element.type === 'PropertyDefinition' || element.type === 'MethodDefinition' ? keyName(element) : '';
  return /^#?_?(instance|getInstance)$/i.test(name ?? '');
}

/** `const one = new Class()` or `export default new Class()` at the top of a file. */
function isAtTop(parent: Node): boolean {
  if (parent.type === 'ExportDefaultDeclaration') return true;
  const statement = parent.type === 'VariableDeclarator' ? parent.parent.parent : undefined;
  return statement?.type === 'Program' || statement?.type === 'ExportNamedDeclaration';
}

/** `const state = { count: 0 }`: members of an object are holders of their own. */
function memberHolders(file: FileContext, holder: Holder): readonly Holder[] {
  const { declared } = holder;
  const at = declared.parent;
  const init = at?.type === 'VariableDeclarator' ? at.init : at?.type === 'PropertyDefinition' ? at.value : undefined;
  const object = init ? unwrap(init) : undefined;
  if (object?.type !== 'ObjectExpression') return [];
  return object.properties.flatMap((property): readonly Holder[] => {
    const name = property.type === 'Property' ? keyName(property) : undefined;
    if (property.type !== 'Property' || name === undefined) return [];
    const kind = kindOf(file, property.value);
    if (!kind) return [];
    const sites = holder.sites.flatMap((site) => {
      const { parent } = site;
      return parent?.type === 'MemberExpression' && parent.object === site && memberName(parent) === name
        ? [parent]
        : [];
    });
    const annotation = constructedType(property.value);
    return sites.length > 0
      ? [{ name: `${holder.name}.${name}`, scope: holder.scope, kind, declared: property.key, annotation, sites }]
      : [];
  });
}
