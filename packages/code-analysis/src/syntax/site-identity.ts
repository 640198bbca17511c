import { createHash } from 'node:crypto';
import type { TSESTree } from '@typescript-eslint/utils';
import { isFunction, memberName, type FunctionNode, type Node } from './tree.js';
import { nodesAround, symbolName, type Tree } from './symbol.js';
import { normalizedTokens } from './token-text.js';

/** What tells a site from others, whatever its file, its line and its formatting. */
export interface SiteIdentity {
  /** Names around the site; a callback goes by the call that takes it, such as `get("/orders")`. */
  readonly symbol: string;
  /** Digest of the site's own tokens, without the bodies of functions and blocks in it. */
  readonly tokens: string;
  /** Digest of the function around it without its name, with a mark where it is short; absent where there is none. */
  readonly body?: string;
}

interface Source extends Tree {
  readonly ast: TSESTree.Program;
}

/** Shorter functions look alike by chance. Tokens. */
const shortestBody = 24;
const shortMark = '~';

/** The identity of the site at a range of offsets. */
export function siteIdentity(source: Source, range: readonly [number, number]): SiteIdentity {
  const nodes = nodesAround(source, range);
  const around = nodes.findLast(isFunction);
  const body = around && bodyDigest(source, around);
  return {
    symbol: anchor(nodes, range),
    tokens: digest(normalizedTokens(source.ast.tokens ?? [], wholeRange(nodes, range), { blocks: false })),
    ...(body !== undefined && { body }),
  };
}

/** Sites of long code are cut at the end of their first line, which formatting moves: then the whole node counts. */
function wholeRange(nodes: readonly Node[], range: readonly [number, number]): readonly [number, number] {
  const innermost = nodes.at(-1);
  return innermost?.range[0] === range[0] ? innermost.range : range;
}

function anchor(nodes: readonly Node[], range: readonly [number, number]): string {
  return nodes
    .flatMap((node, index) => symbolName(node, range) ?? callbackName(node, nodes[index - 1]) ?? [])
    .join('.');
}

/** Name of an anonymous function that a call takes beside a text, as routers, schedulers and listeners do. */
function callbackName(node: Node, parent: Node | undefined): string | undefined {
  if (!isFunction(node) || parent?.type !== 'CallExpression') return undefined;
  const text = parent.arguments.find(
    (argument): argument is TSESTree.StringLiteral => argument.type === 'Literal' && typeof argument.value === 'string',
  );
  if (!text) return undefined;
  const { callee } = parent;
  const called = callee.type === 'Identifier' ? callee.name : callee.type === 'MemberExpression' && memberName(callee);
  return `${called || ''}(${JSON.stringify(text.value)})`;
}

const bodies = new WeakMap<FunctionNode, string>();

function bodyDigest(source: Source, node: FunctionNode): string {
  let known = bodies.get(node);
  if (known === undefined) {
    const tokens = source.ast.tokens ?? [];
    const head = node.id ? normalizedTokens(tokens, [node.range[0], node.id.range[0]], { blocks: true }) : [];
    const rest = normalizedTokens(tokens, [node.id?.range[1] ?? node.range[0], node.range[1]], { blocks: true });
    known = (rest.length < shortestBody ? shortMark : '') + digest([...head, ...rest]);
    bodies.set(node, known);
  }
  return known;
}

function digest(tokens: readonly string[]): string {
  return createHash('sha256').update(tokens.join('\u0001')).digest('hex').slice(0, 16);
}
