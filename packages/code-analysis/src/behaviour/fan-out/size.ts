import type { TSESTree } from '@typescript-eslint/utils';
import { limits } from '../../syntax/limits.js';
import { returnsOf } from '../../syntax/resolve.js';
import { Search } from '../../syntax/search.js';
import type { Frame, Terminal } from '../../syntax/terminal.js';
import { contains, isFunction, memberName, unwrap, type FunctionNode, type Node } from '../../syntax/tree.js';
import { calleeOf } from '../modules/callees/callee.js';
import type { Clients } from '../clients.js';
import type { FileContext } from '../context.js';
import type { ImportRef } from '../modules/types.js';
import { handlersOf } from '../handlers/handlers.js';
import { textOf } from '../retries/regions.js';
import { startsTransaction } from './handles.js';
import { countOf, cutTo, limitOf, repeatedBy } from './counts.js';
import { givenElsewhere, sizeOfImport } from './elsewhere.js';
import { inputSize } from './input.js';
import { loopOver, loopSize, pushesTo } from './loops.js';
import { readSize } from './reads.js';
import { isRefusedWhenLong } from './length-guards.js';
import type { RemoteCalls } from './remote.js';
import { isSelection } from './selection.js';
import type { ListSize } from './types.js';
import { boundsLists, validatedSize } from './validated.js';

/** What is needed to say how long lists get. */
export interface Sizes {
  readonly file: FileContext;
  readonly clients: Clients | undefined;
  readonly remote: RemoteCalls;
  /** Follows expressions, and members of parameters. */
  readonly search: Search<ListSize>;
  /** Follows what is counted. */
  readonly counts: Search<ListSize>;
  /** Follows what a handler is given. */
  readonly inputs: Search<ListSize>;
  /** Functions of other files whose lists were asked for and are not known. */
  readonly asked: ImportRef[];
  /** What the lists of those are taken to be. */
  readonly assumed?: ListSize;
  /** Parameters that callers in other files fill, which are not known here. */
  readonly filled: ParameterValue[];
  /** What those are taken to be. */
  readonly assumedFilled?: ListSize;
  /** The call of a function of this file whose answer is asked for: what it gives is what the parameters are. */
  readonly frame?: Frame | undefined;
}

/** A search for the sizes of the lists of a file. */
export function sizesIn(file: FileContext, clients: Clients | undefined, remote: RemoteCalls): Sizes {
  const search = (): Search<ListSize> => new Search(limits.list, () => 'unknown');
  return { file, clients, remote, search: search(), counts: search(), inputs: search(), asked: [], filled: [] };
}

/** How long the list can get that an expression stands for. */
export function sizeOf(sizes: Sizes, node: Node): ListSize {
  const plain = unwrap(node);
  const find = (): ListSize => {
    const size = sizeOfPlain(sizes, plain);
    return size !== 'fixed' && isRefusedWhenLong(sizes.file, plain) ? 'checked' : size;
  };
  return sizes.search.answer(plain, find, false);
}

function sizeOfPlain(sizes: Sizes, node: Node): ListSize {
  switch (node.type) {
    case 'AwaitExpression':
      return sizeOf(sizes, node.argument);
    case 'ArrayExpression':
      return longest(
        node.elements.map((one) => (one?.type === 'SpreadElement' ? sizeOf(sizes, one.argument) : 'fixed')),
      );
    case 'ObjectExpression':
      return node.properties.every(({ type }) => type === 'Property') ? 'fixed' : 'unknown';
    case 'NewExpression': {
      const times = repeatedBy(sizes, node);
      if (times) return isCapped(times) ? 'slice' : countOf(sizes, times);
      const made = textOf(sizes.file, node.callee);
      if (made === 'Set' && !node.arguments[0]) return sizeOfPushed(sizes, node);
      return /^(Set|Map|Array)$/.test(made) && node.arguments[0] ? sizeOf(sizes, node.arguments[0]) : 'unknown';
    }
    case 'CallExpression':
      return sizeOfCall(sizes, node) ?? sizeOfValue(sizes, node);
    default:
      return sizeOfValue(sizes, node);
  }
}

/** Of several parts or values: one that cannot be told makes the whole so, unless another is long for sure. */
export function longest(all: readonly ListSize[]): ListSize {
  const order: readonly ListSize[] = ['input', 'read', 'unknown', 'limited', 'checked', 'slice', 'batch', 'fixed'];
  return order.find((size) => all.includes(size)) ?? 'fixed';
}

/** Of the values that a name may have: it is long only when no other value is unknown. */
function anyOf(all: readonly ListSize[]): ListSize {
  return all.includes('unknown') ? 'unknown' : longest(all);
}

/** Methods whose list is at most about as long as the one they are called on. */
const passing =
  /^(map|flatMap|filter|sort|toSorted|reverse|toReversed|flat|values|keys|entries|with|concat|slice|splice)$/;
/** Functions of lodash and its kin, and of the language, whose list is about as long as their first argument. */
const copying =
  /^(Array\.from|Promise\.(all|allSettled)|Object\.(keys|values|entries)|JSON\.parse|(_|lodash|R|ramda)\.(uniq\w*|compact|sortBy|orderBy|map|filter|reject|flatten\w*|flatMap|values|keys|toPairs|shuffle|difference\w*|union\w*|without|castArray|reverse)|uniq\w*|compact|sortBy|orderBy|flatten|castArray)$/;
const taking = /^(_|lodash)\.get$/;
const cutting = /^((_|lodash)\.)?(take|takeRight|sampleSize|first|head)$/;

function sizeOfCall(sizes: Sizes, node: TSESTree.CallExpression): ListSize | undefined {
  const { callee, arguments: args } = node;
  const [first] = args;
  const work = startsTransaction(node) ? args.find((one) => isFunction(one)) : undefined;
  if (work) return longest(returnsOf(work).map((one) => sizeOf(sizes, one)));
  const name = textOf(sizes.file, callee).replace(/\s+/g, '');
  if (cutting.test(name)) return cutSize(sizes, first, args[1]);
  if (first && taking.test(name)) return sizeOfTaken(sizes, first, args[1]);
  const times = repeatedBy(sizes, node);
  if (times) return isCapped(times) ? 'slice' : countOf(sizes, times);
  if (first && copying.test(name)) return sizeOf(sizes, first);
  const member = unwrap(callee);
  if (member.type !== 'MemberExpression') return undefined;
  const method = memberName(member);
  if (method === 'split') return sizeOf(sizes, member.object);
  if (method === 'fill' || method === 'keys') return sizeOf(sizes, member.object);
  if (method === undefined || !passing.test(method)) return undefined;
  const cut = method === 'slice' ? cutTo(sizes, node) : method === 'splice' ? args[1] : undefined;
  if (cut) return cutSize(sizes, member.object, cut, method === 'slice' && cut !== args[1]);
  if (method === 'filter' && first && isSelection(sizes.file, first)) return 'unknown';
  const whole = sizeOf(sizes, member.object);
  const isPart = method === 'map' && member.object.type === 'Identifier' && isChunkName(member.object.name);
  if (isPart && (whole === 'read' || whole === 'input')) return 'unknown';
  return method === 'concat' ? longest([whole, ...args.map((one) => sizeOf(sizes, one))]) : whole;
}

/** `_.get(event, 'body.ids', [])`. */
function sizeOfTaken(sizes: Sizes, whole: Node, path: Node | undefined): ListSize {
  if (path?.type !== 'Literal' || typeof path.value !== 'string') return 'unknown';
  const taken = sizes.file.resolver.resolve(whole, path.value.split('.'));
  return anyOf(taken.flatMap((terminal) => sizeOfTerminal(sizes, terminal, whole) ?? []));
}

/** What a cut leaves of a list: a part of a known length, or what the list is where the cut lets too much through. */
function cutSize(sizes: Sizes, list: Node | undefined, to: Node | undefined, isPiece = false): ListSize {
  const limit = to ? limitOf(sizes, to) : 'set';
  if (limit === 'set') return 'slice';
  // `slice(i, i + size)`: whoever walks a list in pieces has chosen how big they are.
  if (limit === 'unknown' && isPiece) return 'slice';
  const whole = list ? sizeOf(sizes, list) : 'unknown';
  return limit === 'none' || whole === 'fixed' || whole === 'batch' ? whole : 'unknown';
}

/** `Math.min(limit, items.length)`: so many workers take turns. */
function isCapped(node: Node): boolean {
  const plain = unwrap(node);
  return (
    plain.type === 'CallExpression' &&
    plain.callee.type === 'MemberExpression' &&
    plain.callee.object.type === 'Identifier' &&
    plain.callee.object.name === 'Math' &&
    memberName(plain.callee) === 'min' &&
    plain.arguments.length > 1
  );
}

const isChunkName = (text: string) => /chunk|batch|slice|partition|window/i.test(text);

function sizeOfValue(sizes: Sizes, node: Node): ListSize {
  const terminals = sizes.file.resolver.resolve(node, [], sizes.frame);
  return anyOf(terminals.flatMap((terminal) => sizeOfTerminal(sizes, terminal, node) ?? []));
}

/** Undefined for values that are no list at all: left out, null, a plain value. */
function sizeOfTerminal(sizes: Sizes, terminal: Terminal, asked: Node): ListSize | undefined {
  switch (terminal.kind) {
    case 'absent':
      return undefined;
    case 'global':
      return /^process\.(env|argv)/.test(terminal.path.join('.')) ? 'fixed' : 'unknown';
    case 'module':
      return isConstantName(terminal.path.at(-1)) ? 'fixed' : sizeOfImport(sizes, terminal, asked);
    case 'parameter':
      return sizeOfParameter(sizes, terminal);
    case 'unknown':
      return sizeOfElement(sizes, terminal.node);
    case 'expression':
      return sizeOfExpression(sizes, terminal, asked);
  }
}

/** `REGIONS`, `Providers`: a constant or an enumeration. */
const isConstantName = (name: string | undefined) => /^[A-Z][A-Z0-9_]*$/.test(name ?? '');

function sizeOfExpression(
  sizes: Sizes,
  { node, path, frame }: Extract<Terminal, { kind: 'expression' }>,
  asked: Node,
): ListSize | undefined {
  const plain = unwrap(node);
  if (plain.type === 'Literal') return 'fixed';
  if (plain.type === 'TemplateLiteral') return 'fixed';
  if (path.length === 0 && plain.type === 'ArrayExpression' && plain.elements.length === 0) {
    // A member that begins empty grows in places that are not followed.
    return pushesTo(sizes.file, plain).length === 0 ? notFollowed(plain) : sizeOfPushed(sizes, plain);
  }
  if (path.length === 0 && plain !== unwrap(asked))
    return sizeOf(frame === sizes.frame ? sizes : { ...sizes, frame }, plain);
  if (plain.type === 'CallExpression') {
    const [first] = plain.arguments;
    // `JSON.parse(event.body).items`, `schema.parse(req.body).ids`
    if (first && /(^|\.)(parse|safeParse|validate|validateSync|cast)(Async)?$/.test(textOf(sizes.file, plain.callee)))
      return parsedSize(sizes, plain, first);
    if (callsItself(sizes.file, plain)) return undefined;
  }
  const size = readSize(sizes, plain, path);
  if (size !== 'unknown' || plain.type !== 'CallExpression') return size;
  // `(await request.json()).ids`
  if (path.length > 0) return inputSize(sizes, plain) === 'input' ? 'input' : 'unknown';
  return returnedSize(sizes, plain);
}

/** How long a list or set gets that begins empty; one to which nothing is seen to be added may grow elsewhere. */
function sizeOfPushed(sizes: Sizes, list: Node): ListSize {
  const pushes = pushesTo(sizes.file, list);
  return pushes.length === 0 ? 'unknown' : longest(pushes.map((push) => loopSize(sizes, push)));
}

/** True for a call in which a function calls itself, whose answer is one of the others that it gives. */
function callsItself(file: FileContext, call: TSESTree.CallExpression): boolean {
  const called = file.resolver.single(call.callee);
  return called?.kind === 'expression' && isFunction(called.node) && contains(called.node, call);
}

const notFollowed = ({ parent }: Node): ListSize | undefined =>
  /^(?:PropertyDefinition|AssignmentExpression|Property)$/.test(parent?.type ?? '') ? 'unknown' : undefined;

/** The list that a function of another file returns. */
function returnedSize(sizes: Sizes, { callee }: TSESTree.CallExpression): ListSize {
  const called = calleeOf(sizes.file, callee);
  if (called && !called.fact) sizes.asked.push(called.ref);
  return called?.fact?.list ?? (called && !called.fact ? sizes.assumed : undefined) ?? 'unknown';
}

/** What a validated input is: its schema may bound the lists in it. */
function parsedSize(sizes: Sizes, { callee }: TSESTree.CallExpression, input: Node): ListSize {
  const size = inputSize(sizes, input);
  const member = unwrap(callee);
  if (size !== 'input' || member.type !== 'MemberExpression' || textOf(sizes.file, member) === 'JSON.parse')
    return size;
  const schema = sizes.file.resolver.single(member.object);
  if (schema?.kind !== 'expression') return 'unknown';
  return boundsLists(textOf(sizes.file, schema.node)) ? 'limited' : 'input';
}

export type ParameterValue = Extract<Terminal, { kind: 'parameter' }>;

/** What the callers give: those of this file, and those of others where they can be. */
function sizeOfParameter(sizes: Sizes, terminal: ParameterValue): ListSize {
  const { file } = sizes;
  const { fn, index, path } = terminal;
  if (!fn) return 'unknown';
  const handler = handlersOf(file).all.find((one) => one.fn === fn);
  if (handler) {
    const size = inputSize(sizes, terminal.node, { handler, index, path });
    return size === 'input' ? (validatedSize(file, handler, path) ?? size) : size;
  }
  const element = elementOf(sizes, fn, index);
  if (element) return element;
  if (isTold(fn)) return 'input';
  const key = `${fn.range[0]} ${index} ${path.join('.')}`;
  return sizes.search.answer(key, () => sizeGiven(sizes, terminal), false);
}

function sizeGiven(sizes: Sizes, terminal: ParameterValue): ListSize {
  const { file } = sizes;
  const { fn, index, path } = terminal;
  if (!fn) return 'unknown';
  const callers = file.callersOf(fn).filter((call) => !handsOn(file, call, terminal));
  if (callers.length > limits.listCallers) return 'unknown';
  const here = callers.map((call) => sizeOfArgument(sizes, call, index, path));
  const all = isOpen(fn) ? [...here, ...givenElsewhere(sizes, terminal)] : here;
  // One caller with a long list is enough.
  return all.length === 0 ? 'unknown' : longest(all);
}

/** How long the list gets that a call gives for a parameter, or for a member of it. */
export function sizeOfArgument(
  sizes: Sizes,
  call: TSESTree.CallExpression,
  index: number,
  path: readonly string[],
): ListSize {
  const argument = call.arguments[index];
  if (!argument || argument.type === 'SpreadElement') return 'unknown';
  if (path.length === 0) return sizeOf(sizes, argument);
  const values = sizes.file.resolver.resolve(argument, path);
  return anyOf(values.flatMap((one) => sizeOfTerminal(sizes, one, argument) ?? []));
}

/** True for a function that is told of events, by whoever sends them: `client.on('contacts', async (contacts) => ...)`. */
function isTold({ parent }: FunctionNode): boolean {
  if (parent.type !== 'CallExpression' || parent.callee.type !== 'MemberExpression') return false;
  return /^(?:on|once|addListener|addEventListener|subscribe|process)$/.test(memberName(parent.callee) ?? '');
}

/** True for a call in which a function hands its own parameter on to itself: it says nothing new. */
function handsOn(file: FileContext, call: TSESTree.CallExpression, { fn, index, path }: ParameterValue): boolean {
  const argument = call.arguments[index];
  if (!fn || !argument || !contains(fn, call)) return false;
  const value = file.resolver.single(argument, path);
  const isOwn = value?.kind === 'parameter' && value.fn === fn && value.index === index;
  return isOwn && value.path.join('.') === path.join('.');
}

/** True for functions that other files may call. */
function isOpen(fn: FunctionNode): boolean {
  const { parent } = fn;
  if (parent.type === 'MethodDefinition' || parent.type === 'PropertyDefinition')
    return parent.accessibility !== 'private' && parent.key.type !== 'PrivateIdentifier';
  const holder = fn.type === 'FunctionDeclaration' ? fn : parent.parent;
  return parent.type === 'Property' || holder?.parent?.type.startsWith('Export') === true;
}

/** The parameter of a callback that is called for each element of a list: `pages.forEach((page) => ...)`. */
function elementOf(sizes: Sizes, fn: FunctionNode, index: number): ListSize | undefined {
  const { parent } = fn;
  if (index !== 0 || parent.type !== 'CallExpression' || parent.callee.type !== 'MemberExpression') return undefined;
  if (!/^(map|forEach|flatMap|reduce|filter)$/.test(memberName(parent.callee) ?? '')) return undefined;
  const [parameter] = fn.params;
  const name = parameter?.type === 'Identifier' ? parameter.name : '';
  return sizeWithin(sizes, parent.callee.object, name);
}

/** The size of a list that is an element of another list, or a part of one. */
function sizeWithin(sizes: Sizes, outer: Node, name: string): ListSize {
  if (isChunkName(name) || isChunkName(textOf(sizes.file, outer))) return 'slice';
  const size = sizeOf(sizes, outer);
  return size === 'batch' || size === 'input' ? 'input' : 'unknown';
}

/** An enumeration of this file, and the variable of a loop over a list of lists. */
function sizeOfElement(sizes: Sizes, node: Node): ListSize {
  const variable = node.type === 'Identifier' ? sizes.file.resolver.scopes.variableOf(node) : undefined;
  if (variable?.defs[0]?.node.type === 'TSEnumDeclaration') return 'fixed';
  const loop = loopOver(sizes.file, node);
  return loop && node.type === 'Identifier' ? sizeWithin(sizes, loop.right, node.name) : 'unknown';
}
