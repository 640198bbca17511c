import { clientRetriesOf, type ClientRetries } from '../../libraries/client-retries.js';
import { limits } from '../../syntax/limits.js';
import { valueOf } from '../../syntax/static-value.js';
import { contains, isFunction, memberName, type FunctionNode, type Node } from '../../syntax/tree.js';
import { optionArgument } from '../arguments.js';
import type { Clients } from '../clients.js';
import type { OutboundCall } from '../calls.js';
import { calleePlace } from '../callee.js';
import { originOf, type FileContext } from '../context.js';
import { attemptsIn } from './client-attempts.js';
import { farAttempts } from './far-attempts.js';
import { methodCalls } from './method-calls.js';
import { within } from './regions.js';
import type { FoundRetry } from './loops.js';
import type { InnerRetry } from './types.js';

/** Calls that are tried again by a retry and that try again by themselves: clients, libraries, other retries. */
export function innerRetries(
  file: FileContext,
  found: FoundRetry,
  clients: Clients | undefined,
  calls: readonly OutboundCall[],
  all: readonly FoundRetry[],
): readonly InnerRetry[] {
  const regions = regionsOf(file, found.tried);
  const inside = calls.filter(({ node }) => regions.some((region) => contains(region, node)));
  const further = clients ? regions.flatMap((region) => methodCalls(clients, region, inside)) : [];
  const byClient = [...inside, ...further].flatMap((call) => ofClient(file, call) ?? []);
  const byRetry = all
    .filter((other) => other !== found && other.fact.form !== 'job' && isWithin(regions, other))
    .flatMap(ofRetry);
  const attached = all.filter((other) => other !== found && other.attachedTo);
  const byAttached = attached.flatMap((other) =>
    [...inside, ...further].flatMap((call) => ofAttached(file, clients, other, call) ?? []),
  );
  const elsewhere = regions.flatMap((region) =>
    within(file, 'CallExpression', region).flatMap((call): readonly InnerRetry[] => {
      const { attempts, label } = farAttempts(file, call) ?? {};
      return attempts === undefined || label === undefined
        ? []
        : [{ label, attempts, at: calleePlace(call, file.source.text) }];
    }),
  );
  return [...byClient, ...byRetry, ...byAttached, ...elsewhere];
}

/** A retry that was put on the client of a call: `axiosRetry(http)`. */
function ofAttached(
  file: FileContext,
  clients: Clients | undefined,
  { attachedTo, fact }: FoundRetry,
  call: OutboundCall,
): InnerRetry | undefined {
  const attempts = fact.limit?.attempts;
  if (!attachedTo || attempts === undefined || attempts < 2 || !isRead(file, call)) return undefined;
  const receiver = clients?.receiver(attachedTo);
  const client = receiver?.kind === 'client' ? receiver.client : undefined;
  const isSame = client
    ? call.client?.node === client.node
    : call.client === undefined && !call.elsewhere && file.origin(attachedTo)?.module === call.module;
  return isSame ? { label: fact.label, attempts, at: calleePlace(call.node, file.source.text) } : undefined;
}

const isWithin = (regions: readonly Node[], { fact }: FoundRetry) =>
  regions.some(({ range }) => range[0] <= fact.at.range[0] && fact.at.range[1] <= range[1]);

function ofRetry({ fact }: FoundRetry): InnerRetry[] {
  const attempts = fact.limit?.attempts;
  if (attempts === undefined || attempts < 2 || !/^(?:loop|library)$/.test(fact.form)) return [];
  return [{ label: fact.form === 'library' ? fact.label : 'the retry inside', attempts, at: fact.at }];
}

/** A region with the functions of this file that it calls, and those that callers hand in. */
function regionsOf(file: FileContext, tried: Node): readonly Node[] {
  const regions: Node[] = [tried];
  let fresh: readonly Node[] = regions;
  for (let depth = 0; depth < limits.hops.innerRetry; depth += 1) {
    fresh = fresh.flatMap((region) =>
      within(file, 'CallExpression', region).flatMap((call) => calledBy(file, call.callee)),
    );
    fresh = fresh.filter((region) => !regions.some((known) => contains(known, region)) && !contains(region, tried));
    regions.push(...fresh);
  }
  return regions;
}

function calledBy(file: FileContext, callee: Node): readonly Node[] {
  const terminal = file.resolver.single(callee);
  if (terminal?.kind === 'expression' && terminal.path.length === 0 && isFunction(terminal.node))
    return [terminal.node.body];
  if (terminal?.kind !== 'parameter' || !terminal.fn || terminal.path.length > 0) return [];
  return handedIn(file, terminal.fn, terminal.index);
}

/** Functions that the callers of this file give as an argument. */
function handedIn(file: FileContext, fn: FunctionNode, index: number): readonly Node[] {
  return file.callersOf(fn).flatMap((call) => {
    const argument = call.arguments[index];
    const given = argument && file.resolver.single(argument);
    return given?.kind === 'expression' && isFunction(given.node) ? [given.node.body] : [];
  });
}

function ofClient(file: FileContext, call: OutboundCall): InnerRetry | undefined {
  const known = clientRetriesOf(call.module, file.version(call.module));
  if (!known || (known.idempotentOnly && !isRead(file, call))) return undefined;
  const attempts = attemptsOf(file, call, known);
  if (attempts === undefined || attempts < 2) return undefined;
  return { label: known.label, attempts, at: calleePlace(call.node, file.source.text) };
}

/** Attempts that the client of a call makes when nothing answers; undefined where that is decided elsewhere. */
export function clientAttempts(file: FileContext, call: OutboundCall): number | undefined {
  const known = clientRetriesOf(call.module, file.version(call.module));
  return known && !(known.idempotentOnly && !isRead(file, call)) ? attemptsOf(file, call, known) : undefined;
}

/** Calls made in all; undefined where that is decided elsewhere. */
function attemptsOf(file: FileContext, call: OutboundCall, known: ClientRetries): number | undefined {
  const places: Node[] = [];
  const own = optionArgument(file, call.node, call.options);
  if (typeof own !== 'string') places.push(own);
  const made = call.client && optionArgument(file, call.client.node, call.client.shape.options);
  if (made && typeof made !== 'string') places.push(made);
  const set = attemptsIn(
    file,
    places.map((node) => ({ node })),
    known,
  );
  if (set !== 'default') return set === 'unknown' ? undefined : set;
  // A client that is made elsewhere may have its retries switched off there.
  return call.client || call.elsewhere === false ? known.attempts : undefined;
}

function isRead(file: FileContext, { node, options }: OutboundCall): boolean {
  const callee = originOf(file.resolver.single(node.callee));
  const name = node.callee.type === 'MemberExpression' ? (memberName(node.callee) ?? '') : (callee?.path.at(-1) ?? '');
  if (/^(?:post|patch)$/i.test(name)) return false;
  const argument = optionArgument(file, node, options);
  if (argument === 'none') return true;
  if (argument === 'opaque') return false;
  return file.resolver.resolve(argument, ['method']).every((one) => {
    if (one.kind === 'absent') return true;
    const value = valueOf(file.resolver, one);
    return value.kind === 'known' && /^(?:get|head|put|delete|options)$/i.test(String(value.value));
  });
}
