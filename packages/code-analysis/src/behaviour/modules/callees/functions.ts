import { returnsOf } from '../../../syntax/resolve.js';
import { positionAt } from '../../../syntax/source.js';
import { isClass, type FunctionNode, type Node } from '../../../syntax/tree.js';
import type { Clients } from '../../clients.js';
import { originOf, type FileContext } from '../../context.js';
import type { ImportRef, SourcePlace } from '../types.js';
import { handleIn, isHandleType } from '../../fan-out/handles.js';
import { isConcurrent, remoteCalls, type RemoteCalls } from '../../fan-out/remote.js';
import { sizeOf, sizesIn, type Sizes } from '../../fan-out/size.js';
import type { ListSize } from '../../fan-out/types.js';
import { workOf } from '../../fan-out/work.js';
import { exportedEntries, exportedNodes, exportedTypes } from '../../handlers/exported-functions.js';
import { aliasesOf, starsOf } from '../../handlers/passages.js';
import type { Target } from '../../handlers/targets.js';
import { declaredTypes } from '../../handlers/written-types.js';
import type { Found } from '../../lazy.js';
import { textOf } from '../../retries/regions.js';
import type { FunctionFact, FunctionFacts, HandleFact } from './types.js';

/** What the functions are and do that other files can call. */
export function functionFacts(found: Found): FunctionFacts {
  const { file, clients } = found;
  file.index();
  const remote = remoteCalls(found);
  const functions: Record<string, FunctionFact> = {};
  for (const { name, fn } of exportedEntries(file)) {
    const fact = functionFact({ file, clients, remote }, fn);
    // Of several functions under one name, as in the branches of a condition, any may run.
    functions[name] = Object.hasOwn(functions, name) ? { calls: [], open: true } : fact;
  }
  return {
    functions,
    clients: clientsOf(file, clients),
    handles: handlesOf(file),
    bases: basesOf(file),
    aliases: aliasesOf(file),
    stars: starsOf(file),
  };
}

interface Around {
  readonly file: FileContext;
  readonly clients: Clients | undefined;
  readonly remote: RemoteCalls;
}

/** Functions that answer from memory most of the time, or gather what is asked of them. */
const remembers = /cache|memo(ize)?\b|dataloader|batcher|dedupe/i;

function functionFact({ file, clients, remote }: Around, fn: FunctionNode): FunctionFact {
  const list = listOf(sizesIn(file, clients, remote), fn);
  const common = list !== undefined && { list };
  const whole = fn.parent.type === 'MethodDefinition' ? fn.parent : fn;
  if (isReplaceable(fn)) return { calls: [], open: true };
  const work = workOf(file, remote, fn, fn);
  if (!work) return { calls: [], open: false, ...common };
  if (work.limit !== 'none' || remembers.test(textOf(file, whole))) return { calls: [], open: true, ...common };
  const calls = work.callees.map(targetOfRef);
  return {
    ...(work.call && { remote: positionAt(file.source, work.call.range[0]) }),
    ...(work.isShared && { shared: true }),
    calls,
    open: work.isOpen,
    ...(work.runs && { runs: work.runs }),
    ...common,
  };
}

/** `export let load = ...`: somebody may give it another function. */
function isReplaceable({ parent }: FunctionNode): boolean {
  return parent.type === 'VariableDeclarator' && parent.parent.kind !== 'const';
}

const targetOfRef = ({ module, export: path }: ImportRef): Target => ({ module, path: path.split('.') });

/** How long the list is that a function returns; or the function of another file whose list it hands on. */
function listOf(sizes: Sizes, fn: FunctionNode): ListSize | Target | undefined {
  const returned = returnsOf(fn);
  if (returned.length === 0) return undefined;
  const size = sizeOfAll(sizes, returned);
  const [of] = sizes.asked;
  if (size === 'read' && asksForPart(sizes.file, fn)) return undefined;
  if (size !== 'unknown') return isOwn(size) ? size : undefined;
  if (!of || sizes.asked.some((one) => one.module !== of.module || one.export !== of.export)) return undefined;
  return sizeOfAll({ ...sizes, assumed: 'read' }, returned) === 'read' ? targetOfRef(of) : undefined;
}

/** `list({ page = 1 })`, `params.append('limit', '100')`, `?per_page=50`: an answer holds a part of what there is. */
function asksForPart(file: FileContext, fn: FunctionNode): boolean {
  return (
    fn.params.some((parameter) => namesPart.test(textOf(file, parameter))) || writesPart.test(textOf(file, fn.body))
  );
}

const namesPart = /\b(page|pageSize|perPage|limit|offset|cursor|take|skip)\b/;
const writesPart =
  /['"`](page|page_?size|per_?page|limit|offset|cursor|top|first|max_?results)['"`]|[?&](page|page_?size|per_?page|limit|offset|cursor)=/i;

/** What a request brings depends on who calls. */
const isOwn = (size: ListSize): boolean => size !== 'input' && size !== 'batch';

function sizeOfAll(sizes: Sizes, returned: readonly Node[]): ListSize {
  const all = returned.map((node) => sizeOf(sizes, node));
  return all.includes('unknown') ? 'unknown' : (order.find((size) => all.includes(size)) ?? 'unknown');
}

const order: readonly ListSize[] = ['input', 'batch', 'read', 'limited', 'checked', 'slice', 'fixed'];

/** `export const pool = new Pool()`. Commands of the AWS SDK say for themselves what they are. */
function clientsOf(file: FileContext, clients: Clients | undefined): FunctionFacts['clients'] {
  const found: Record<string, SourcePlace> = {};
  if (!clients) return found;
  for (const { name, value } of exportedNodes(file)) {
    const receiver = clients.receiver(value);
    if (receiver?.kind !== 'client') continue;
    const { library, node } = receiver.client;
    if (library.family !== 'aws-sdk' && isConcurrent(library, receiver.client))
      found[name] = positionAt(file.source, node.range[0]);
  }
  return found;
}

/** `export const mails = new Queue('mails')`, `export type Database = IDatabase<unknown>`. */
function handlesOf(file: FileContext): FunctionFacts['handles'] {
  const found: Record<string, HandleFact> = {};
  for (const declared of exportedTypes(file)) {
    const [type] = declaredTypes(file, declared);
    if (type && isHandleType(type.module, type.name))
      found[declared.id.name] = {
        module: type.module,
        type: type.name,
        at: positionAt(file.source, declared.range[0]),
      };
  }
  for (const { name, value } of exportedNodes(file)) {
    const handle = handleIn(file, value);
    if (handle) found[name] = { ...handle, at: positionAt(file.source, value.range[0]) };
  }
  return found;
}

/** Classes of other files that exported ones extend. */
export function basesOf(file: FileContext): FunctionFacts['bases'] {
  const bases: Record<string, FunctionFacts['bases'][string]> = {};
  for (const { name, value } of exportedNodes(file)) {
    const owner = file.resolver.single(value);
    if (owner?.kind !== 'expression' || !isClass(owner.node) || !owner.node.superClass) continue;
    const base = originOf(file.resolver.single(owner.node.superClass));
    if (base && base.module !== 'global')
      bases[name] = {
        module: base.module,
        path: base.path.length > 0 ? base.path : ['default'],
        at: positionAt(file.source, owner.node.range[0]),
      };
  }
  return bases;
}
