import type { TSESTree } from '@typescript-eslint/utils';
import { contains, isFunction, unwrap, type FunctionNode, type Node } from '../../syntax/tree.js';
import { codeText } from '../code-text.js';
import type { FileContext } from '../context.js';
import { handlersOf } from '../handlers/handlers.js';
import { within } from '../retries/regions.js';
import type { Holder } from './holders.js';
import type { CacheFact } from './types.js';
import type { Use } from './uses.js';

/** Names of keys of which there are as many as users, requests or texts. */
const many =
  /user|account|customer|member|e?mail|phone|(^|_)ip($|_|[A-Z])|ip_?addr|token|jwt|session|request|url|uri|href|query|search|prompt|address|uuid|order|invoice|payment|message|cart|hash|cookie|api_?key|referrer|path(name)?$/i;
/** What tells the time, without which nothing can be too old. */
const clock =
  /\bDate\.now\b|\bnew Date\b|\.getTime\(|\bperformance\.now\b|\bhrtime\b|\b(?:moment|dayjs)\(|\bDateTime\.|\bnow\(|\bsetTimeout\(|\bnow\b/;
/** A function that may look at the age of what it is given. */
const ageTest = /expir|stale|fresh|valid|too_?old|outdated|\bttl|max_?age/i;
const sizeNames = /max|limit|capacity|size|entries/i;

/** What keeps a cache small, and what its keys are. */
export function cacheOf(file: FileContext, holder: Holder, all: readonly Use[]): CacheFact | undefined {
  const store = all.find(({ kind, fn, key }) => kind === 'store' && fn !== undefined && key !== undefined);
  if (!store?.key || !store.fn) return undefined;
  return {
    bound: boundOf(file, holder, all, store),
    key: file.source.text
      .slice(...store.key.range)
      .replace(/\s+/g, ' ')
      .slice(0, 60),
    keyed: domainOf(file, store.key),
  };
}

function boundOf(file: FileContext, holder: Holder, all: readonly Use[], store: Use): CacheFact['bound'] {
  const kinds = new Set(all.filter(({ fn }) => fn !== undefined).map(({ kind }) => kind));
  if (kinds.has('remove') || kinds.has('clear') || kinds.has('drain')) return 'evicted';
  // `cache = new Map()` begins anew.
  if (kinds.has('assign')) return 'evicted';
  if (kinds.has('size')) return 'limited';
  const functions = all.flatMap(({ fn }) => fn ?? []);
  const texts = functions.map((fn) => codeText(file, fn));
  if (texts.some((text) => clock.test(text))) return 'expires';
  if (texts.some((text) => /\.(size|length)\b/.test(text) && sizeNames.test(holder.name))) return 'limited';
  if (kinds.has('escape') || functions.some((fn) => asksElsewhere(file, fn))) return 'opaque';
  return store.key && hasFewValues(file, store.key) ? 'few-keys' : 'none';
}

/** `if (isExpired(entry))` with a function of another file: whether it looks at a clock cannot be seen. */
function asksElsewhere(file: FileContext, fn: FunctionNode): boolean {
  return within(file, 'CallExpression', fn).some(
    ({ callee }) => ageTest.test(codeText(file, callee)) && file.resolver.single(callee)?.kind !== 'expression',
  );
}

/** Constants, numbers of a written type of few names, booleans, enums. */
function hasFewValues(file: FileContext, key: Node): boolean {
  return file.resolver.resolve(key).every((terminal) => {
    if (terminal.kind === 'expression')
      return terminal.path.length === 0 && (terminal.node.type === 'Literal' || isStaticTemplate(terminal.node));
    if (terminal.kind !== 'parameter' || terminal.path.length > 0) return false;
    return terminal.annotation !== undefined && isFewType(terminal.annotation);
  });
}

function isStaticTemplate(node: Node): boolean {
  return node.type === 'TemplateLiteral' && node.expressions.length === 0;
}

function isFewType(type: TSESTree.TypeNode): boolean {
  if (type.type === 'TSUnionType') return type.types.every((one) => isFewType(one));
  // A name of a type of its own, such as `Locale` or `Region`, is a list of texts more often than not.
  return (
    type.type === 'TSLiteralType' ||
    type.type === 'TSBooleanKeyword' ||
    type.type === 'TSUndefinedKeyword' ||
    type.type === 'TSTypeReference'
  );
}

/** True for a key that comes out of what a handler was given. */
export function isKeyOfRequest(file: FileContext, key: Node): boolean {
  const handlers = handlersOf(file).all;
  return partsOf(file, key).some(({ source, fn }) => fn && source && handlers.some((one) => one.fn === fn));
}

function domainOf(file: FileContext, key: Node): CacheFact['keyed'] {
  if (isKeyOfRequest(file, key)) return 'request';
  return partsOf(file, key).some(({ name }) => many.test(name)) ? 'many' : 'unknown';
}

interface Part {
  readonly name: string;
  /** The parameter that it comes from, and its function. */
  readonly source?: Node;
  readonly fn?: FunctionNode | undefined;
}

/** Names in a key, through templates, calls and variables, with the parameters that they come from. */
function partsOf(file: FileContext, node: Node, depth = 0): readonly Part[] {
  if (depth > 5) return [];
  const inner = (one: Node) => partsOf(file, one, depth + 1);
  const plain = unwrap(node);
  switch (plain.type) {
    case 'TemplateLiteral':
      return plain.expressions.flatMap(inner);
    case 'BinaryExpression':
      return plain.left.type === 'PrivateIdentifier' ? [] : [...inner(plain.left), ...inner(plain.right)];
    case 'LogicalExpression':
      return [...inner(plain.left), ...inner(plain.right)];
    case 'CallExpression':
      return [
        ...plain.arguments.flatMap((one) => (one.type === 'SpreadElement' || isFunction(one) ? [] : inner(one))),
        ...(plain.callee.type === 'MemberExpression' ? inner(plain.callee.object) : []),
      ];
    case 'ObjectExpression':
      return plain.properties.flatMap((one) => (one.type === 'Property' ? inner(one.value) : []));
    case 'ArrayExpression':
      return plain.elements.flatMap((one) => (one && one.type !== 'SpreadElement' ? inner(one) : []));
    case 'MemberExpression':
    case 'Identifier':
      return nameParts(file, plain, depth);
    default:
      return [];
  }
}

function nameParts(
  file: FileContext,
  node: TSESTree.MemberExpression | TSESTree.Identifier,
  depth: number,
): readonly Part[] {
  const name = node.type === 'Identifier' ? node.name : file.source.text.slice(...node.property.range);
  let root: Node = node;
  while (root.type === 'MemberExpression') root = root.object;
  const variable = root.type === 'Identifier' ? file.resolver.scopes.variableOf(root) : undefined;
  const [definition] = variable?.defs ?? [];
  if (definition && String(definition.type) === 'Parameter') {
    const fn = definition.node as Node;
    return [{ name, source: root, fn: isFunction(fn) ? fn : undefined }];
  }
  const declarator = definition?.node as Node | undefined;
  const init = declarator?.type === 'VariableDeclarator' ? declarator.init : undefined;
  const below = init && !contains(init, node) ? partsOf(file, init, depth + 1) : [];
  return [{ name }, ...below];
}
