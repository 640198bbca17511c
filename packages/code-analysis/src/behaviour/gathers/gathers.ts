import {
  contains,
  isFunction,
  mayBeMember,
  memberName,
  unwrap,
  type FunctionNode,
  type Node,
} from '../../syntax/tree.js';
import { awsOperations } from '../aws/operations.js';
import { calleePlace } from '../callee.js';
import { catchesOf } from '../catches/catch-sites.js';
import { requestMethod } from '../catches/writes.js';
import { place, type Call, type FileContext } from '../context.js';
import { functionsIn } from '../handlers/functions.js';
import { handlersOf } from '../handlers/handlers.js';
import type { Found } from '../lazy.js';
import { writtenText } from '../mutations/objects.js';
import { textOf } from '../retries/regions.js';
import { loopOver, pushesTo } from '../fan-out/loops.js';
import type { Place } from '../types.js';
import type { GatherFact } from './types.js';

/** A read of another system; `source` says of which, where that can be told. */
interface Read {
  readonly node: Node;
  readonly source: string | undefined;
}

const gathering = new Set(['all', 'allSettled']);

/** Reads of several systems that a request waits for all at once. */
export function gatherFacts(found: Found): readonly GatherFact[] {
  const { file } = found;
  if (!/\bPromise\.all/.test(file.source.text)) return [];
  const gathers = file.nodes('CallExpression').filter((call) => gatherName(file, call) !== undefined);
  if (gathers.length === 0) return [];
  const reads = readsOf(found);
  return gathers.flatMap((call) => factOf(file, call, reads) ?? []);
}

function gatherName(file: FileContext, call: Call): 'all' | 'allSettled' | undefined {
  if (!mayBeMember(call.callee, gathering)) return undefined;
  const origin = file.origin(call.callee);
  const name = origin?.module === 'global' ? origin.path.join('.') : '';
  return name === 'Promise.all' ? 'all' : name === 'Promise.allSettled' ? 'allSettled' : undefined;
}

function factOf(file: FileContext, call: Call, reads: readonly Read[]): GatherFact | undefined {
  const isRequest = handlersOf(file)
    .around(call)
    .some(({ source }) => source === 'http');
  const [list] = call.arguments;
  if (!isRequest || !list) return undefined;
  const parts = partsOf(file, list);
  const found = parts.length > 0 ? parts.flatMap((part) => readsIn(file, part, reads)) : mapped(file, list, reads);
  if (found.length === 0 || found.some((one) => one === undefined)) return undefined;
  const sources = [...new Set(found.flatMap((one) => one?.source ?? []))];
  const at = calleePlace(call, file.source.text);
  const places = found.flatMap((one) => (one ? placesOf(one) : []));
  const isTolerant =
    gatherName(file, call) === 'allSettled' || found.some((one) => one && hasFallback(file, one.node, call));
  if (isTolerant) return { at, sources, reads: places, state: 'tolerant' };
  if (found.some((one) => one?.source === undefined))
    return { at, sources, reads: places, state: 'unknown', why: 'the address of a source is computed' };
  return sources.length > 1 || sources[0] === eachItsOwn
    ? { at, sources, reads: places, state: 'all-or-nothing' }
    : undefined;
}

const eachItsOwn = 'each element of the list';

/** What is called for each element is called several times. */
const placesOf = ({ node, source }: Read): readonly Place[] =>
  source === eachItsOwn ? [place(node), place(node)] : [place(node)];

/** The promises of a list: those that are written out, and those that are put into it one by one. */
function partsOf(file: FileContext, list: Node): readonly Node[] {
  const terminal = file.resolver.single(list);
  const made = terminal?.kind === 'expression' && terminal.path.length === 0 ? unwrap(terminal.node) : unwrap(list);
  if (made.type !== 'ArrayExpression') return [];
  const pushed = made === unwrap(list) ? [] : pushesTo(file, made).flatMap(({ given }) => given);
  return [...made.elements.filter((one) => one !== null), ...pushed];
}

/** The reads of a part; one for each address where a loop over written addresses around it makes several. */
function readsIn(file: FileContext, part: Node, reads: readonly Read[]): readonly (Read | undefined)[] {
  const read = readIn(file, part, reads);
  if (!read || read.source !== undefined || read.node.type !== 'CallExpression') return [read];
  const address = addressFor(file, read.node, part);
  const sources = address ? hostsOf(file, address) : [];
  return sources.length > 0 ? sources.map((source) => ({ ...read, source })) : [read];
}

/** The address of a request; where it is a parameter of a function of this file, what the part hands to that. */
function addressFor(file: FileContext, { arguments: [address] }: Call, part: Node): Node | undefined {
  const terminal = address && file.resolver.single(address);
  if (terminal?.kind !== 'parameter' || terminal.path.length > 0) return address;
  const caller = terminal.fn && file.callersOf(terminal.fn).find((call) => contains(part, call));
  return caller?.arguments[terminal.index] ?? address;
}

/** The hosts that an address may have: its own, or those of the list that a loop takes it from. */
function hostsOf(file: FileContext, address: Node): readonly string[] {
  const own = hostOf(file, address);
  if (own !== undefined) return [own];
  const start = startOf(address);
  const loop = start && loopOver(file, start);
  const list = loop && file.resolver.single(loop.right);
  if (list?.kind !== 'expression' || list.node.type !== 'ArrayExpression') return [];
  const hosts = list.node.elements.map((one) => (one ? hostOf(file, one) : undefined));
  return hosts.every((host) => host !== undefined) ? hosts : [];
}

/** The first read that an element of the list makes, by itself or through functions of this file. */
function readIn(file: FileContext, part: Node, reads: readonly Read[]): Read | undefined {
  const direct = reads.find(({ node }) => contains(part, node));
  if (direct) return direct;
  const call = unwrap(part);
  if (call.type !== 'CallExpression') return undefined;
  const { graph } = handlersOf(file);
  const reached = graph.calledBy(call).flatMap((fn) => graph.from(fn));
  return reads.find(({ node }) => reached.some((fn) => contains(fn, node)));
}

/** `sources.map((source) => fetch(source.url))`: each element is a system of its own. */
function mapped(file: FileContext, list: Node, reads: readonly Read[]): readonly (Read | undefined)[] {
  const plain = unwrap(list);
  if (plain.type !== 'CallExpression' || plain.callee.type !== 'MemberExpression') return [];
  const [callback] = plain.arguments;
  if (memberName(plain.callee) !== 'map' || !callback) return [];
  const [fn] = functionsIn(file, callback);
  const read = fn && reads.find(({ node }) => contains(fn, node));
  if (!fn || read?.node.type !== 'CallExpression') return [];
  const [address] = read.node.arguments;
  return address && isOfElement(file, fn, address) ? [{ ...read, source: eachItsOwn }] : [];
}

/** True for an address that begins with what the element holds. */
function isOfElement(file: FileContext, fn: FunctionNode, address: Node): boolean {
  const start = startOf(address);
  if (start?.type !== 'MemberExpression' && start?.type !== 'Identifier') return false;
  const root = start.type === 'MemberExpression' ? start.object : start;
  if (root.type !== 'Identifier') return false;
  const variable = file.resolver.scopes.variableOf(root);
  const name = textOf(file, start);
  return (
    fn.params.some((one) => variable?.identifiers.some((id) => contains(one, id as Node))) &&
    /url|uri|endpoint|host|base|origin/i.test(name)
  );
}

function hasFallback(file: FileContext, node: Node, gather: Call): boolean {
  return (
    catchesOf(file).some(
      ({ tried, body, whole }) =>
        contains(tried, node) &&
        !contains(tried, gather) &&
        !contains(whole, gather) &&
        !/\bthrow\b/.test(textOf(file, body)),
    ) || isCaughtInline(file, node, gather)
  );
}

/** `fetch(url).catch(() => undefined)` as an element, which `Promise.all` waits for. */
function isCaughtInline(file: FileContext, node: Node, gather: Call): boolean {
  for (let above = node.parent; above && above !== gather; above = above.parent) {
    if (above.type === 'CallExpression' && above.callee.type === 'MemberExpression') {
      if (memberName(above.callee) === 'catch') return true;
      if (memberName(above.callee) === 'then' && above.arguments.length > 1) return true;
    }
    if (isFunction(above) && !contains(gather, above)) return isCalledWithCatch(file, above, gather);
  }
  return false;
}

/** `load().catch(() => undefined)`, where the read stands in `load`. */
function isCalledWithCatch(file: FileContext, fn: FunctionNode, gather: Call): boolean {
  return file.callersOf(fn).some((call) => {
    const { parent } = call;
    return contains(gather, call) && parent.type === 'MemberExpression' && memberName(parent) === 'catch';
  });
}

const readNames = /^(?:Get|Query|Scan|List|Describe|Head|BatchGet|Search|Select|Lookup)/;

function readsOf({ file, clients, sites }: Found): readonly Read[] {
  const operations = awsOperations(file, clients).filter(({ name }) => readNames.test(name));
  const aws = operations.flatMap(({ service, sends }) => sends.map((node): Read => ({ node, source: service })));
  const requests = sites.flatMap(({ call }): readonly Read[] => {
    if (call.library.family !== 'http') return [];
    if (!/^(?:GET|HEAD)$/.test(requestMethod(file, call.node) ?? 'GET')) return [];
    return [{ node: call.node, source: hostOf(file, call.node.arguments[0]) }];
  });
  return [...aws, ...requests];
}

/** What an address begins with: `base` in `${base}/items`. */
function startOf(address: Node): Node | undefined {
  if (address.type === 'BinaryExpression' && address.operator === '+') return startOf(address.left);
  if (address.type !== 'TemplateLiteral') return address;
  return address.quasis[0]?.value.raw === '' ? address.expressions[0] : undefined;
}

/** Host of an address, or the variable that stands for it. */
function hostOf(file: FileContext, address: Node | undefined): string | undefined {
  if (!address) return undefined;
  const written = writtenText(file, address);
  const host = written === undefined ? undefined : /^https?:\/\/([^/?]+)/.exec(written)?.[1];
  if (host !== undefined) return host;
  const start = startOf(address);
  const terminal = start && file.resolver.single(start);
  if (terminal?.kind === 'global') return terminal.path.join('.');
  return terminal?.kind === 'module' ? `${terminal.module} ${terminal.path.join('.')}` : undefined;
}
