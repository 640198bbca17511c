import { isFunction, memberName, type Node } from '../../syntax/tree.js';
import { calleePlace } from '../callee.js';
import { place, type Call, type FileContext } from '../context.js';
import { holdersOf, type Holder } from '../state/holders.js';
import { usesOf, type Use } from '../state/uses.js';
import { feederOf } from './feeders.js';
import type { BufferFact } from './types.js';

/** Arrays, maps and sets that outlive a request, and whether something keeps them small. */
export function collectionFacts(file: FileContext): readonly BufferFact[] {
  return holdersOf(file).flatMap((holder): readonly BufferFact[] => {
    const { kind } = holder;
    if (kind !== 'array' && kind !== 'map' && kind !== 'set') return [];
    const uses = usesOf(file.source.text, holder);
    // A map or set that is asked for a key is a cache or the state of something, which other facts are about.
    if (kind !== 'array' && uses.some((use) => use.kind === 'lookup')) return [];
    const [growth] = growthsOf(file, uses);
    if (!growth) return [];
    const bound = boundOf(file, holder, uses, growth.node);
    return [
      {
        at: calleePlace(growth.node, file.source.text),
        name: holder.name,
        kind,
        declared: place(holder.declared),
        ...growth.fed,
        bound,
      },
    ];
  });
}

interface Growth {
  readonly node: Call;
  readonly fed: ReturnType<typeof feederOf>;
}

/** Where it grows after the file was loaded, places that are reached by handlers first. */
function growthsOf(file: FileContext, uses: readonly Use[]): readonly Growth[] {
  return uses
    .flatMap(({ kind, node, fn }): readonly Growth[] => {
      if (!fn || (kind !== 'push' && kind !== 'store') || node.type !== 'CallExpression') return [];
      return [{ node, fed: feederOf(file, node) }];
    })
    .sort((a, b) => Number(a.fed.fedBy === 'unknown') - Number(b.fed.fedBy === 'unknown'));
}

function boundOf(file: FileContext, holder: Holder, uses: readonly Use[], growth: Node): BufferFact['bound'] {
  const kinds = new Set(uses.map(({ kind }) => kind));
  if (
    kinds.has('drain') ||
    kinds.has('remove') ||
    kinds.has('clear') ||
    uses.some((use) => isReplaced(file, holder, use))
  )
    return 'drained';
  if (uses.some(({ kind, node }) => kind === 'size' && isCompared(node))) return 'checked';
  if (isFewByWhatIsAdded(file, holder, growth)) return 'few';
  if (kinds.has('escape') || isVisibleElsewhere(file, holder) || uses.some((use) => isHandedOut(use, growth)))
    return 'opaque';
  if (isOfNamedType(holder)) return 'typed';
  return isGuarded(file, growth) ? 'once' : 'none';
}

/** `pending = []`, `items = items.filter(...)`; `items = [...items, item]` makes it longer. */
function isReplaced(file: FileContext, { sites }: Holder, { kind, node }: Use): boolean {
  if (kind !== 'assign' || node.type !== 'AssignmentExpression') return false;
  const { right } = node;
  const keeps = sites.some((site) => right.range[0] <= site.range[0] && site.range[1] <= right.range[1]);
  return !keeps || /\.(filter|slice|splice)\(/.test(file.source.text.slice(...right.range));
}

function isCompared(node: Node): boolean {
  const { parent } = node;
  if (parent?.type === 'BinaryExpression') return /^[<>]=?$|^[!=]==?$/.test(parent.operator);
  return parent?.type === 'IfStatement' || parent?.type === 'UnaryExpression' || parent?.type === 'WhileStatement';
}

/** What is added to a set or under a key of a map is a constant, so that it is there once only. */
function isFewByWhatIsAdded(file: FileContext, { kind }: Holder, growth: Node): boolean {
  const [added] = growth.type === 'CallExpression' ? growth.arguments : [];
  if (!added || kind === 'array') return false;
  return file.resolver
    .resolve(added)
    .every((one) => one.kind === 'module' || (one.kind === 'expression' && one.node.type === 'Literal'));
}

/** `Set<Interval>`: the type may be an enumeration of this file or another. */
function isOfNamedType({ kind, annotation }: Holder): boolean {
  const types =
    annotation && 'params' in annotation
      ? annotation.params
      : annotation && 'typeArguments' in annotation
        ? annotation.typeArguments?.params
        : [];
  return kind === 'set' && (types ?? [])[0]?.type === 'TSTypeReference';
}

/** Exported, or a member that is not private. */
function isVisibleElsewhere(file: FileContext, { declared, sites, scope, name }: Holder): boolean {
  if (sites.some(({ parent }) => parent?.type === 'ExportSpecifier')) return true;
  if (sites.some((site) => /^(module\.)?exports\b/.test(statementText(file, site)))) return true;
  let statement: Node | undefined = declared;
  while (statement && !/^(VariableDeclaration|PropertyDefinition|Property)$/.test(statement.type))
    statement = statement.parent;
  if (statement?.type === 'VariableDeclaration') return statement.parent.type === 'ExportNamedDeclaration';
  if (scope === 'module' || statement?.type !== 'PropertyDefinition') return false;
  const isPrivate = statement.accessibility === 'private' || statement.accessibility === 'protected';
  return !isPrivate && !/^(this\.)?[#_]|\.[#_]/.test(name);
}

function statementText(file: FileContext, node: Node): string {
  let statement: Node = node;
  while (statement.parent && statement.parent.type !== 'Program') {
    if (isFunction(statement)) return '';
    statement = statement.parent;
  }
  return file.source.text.slice(statement.range[0], statement.range[0] + 20);
}

/** A function that gives the whole to its callers, who may take elements out of it. */
function isHandedOut({ kind, node, fn }: Use, growth: Node): boolean {
  const isReturned = node.parent?.type === 'ReturnStatement' || (node.parent === fn && node !== growth);
  return kind === 'iterate' && isReturned;
}

/** `if (!ready) list.push(...)`: a test of something that outlives the request as well. */
function isGuarded(file: FileContext, growth: Node): boolean {
  for (let inner = growth; inner.parent && !isFunction(inner); inner = inner.parent) {
    const { parent } = inner;
    if (parent.type !== 'IfStatement' || parent.consequent !== inner) continue;
    const { test } = parent;
    const named = test.type === 'UnaryExpression' ? test.argument : test;
    const variable = named.type === 'Identifier' ? file.resolver.scopes.variableOf(named) : undefined;
    if (variable?.scope.type === 'module' || variable?.scope.type === 'global') return true;
    if (named.type === 'MemberExpression' && named.object.type === 'ThisExpression' && memberName(named) !== undefined)
      return true;
  }
  return false;
}
