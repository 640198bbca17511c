import { isPaginated } from '../../libraries/paginated-operations.js';
import { ancestor, contains, isFunction, type Node } from '../../syntax/tree.js';
import { awsOperations, paginatedOperation, type AwsOperation } from '../aws/operations.js';
import { calleePlace } from '../callee.js';
import type { Clients } from '../clients.js';
import type { Construction, FileContext } from '../context.js';
import { membersOf } from '../mutations/objects.js';
import { isScript } from '../retries/purpose.js';
import { narrowingOf } from './input.js';
import { isSearched, pageUse } from './list-use.js';
import type { PageFact, ReadFact, WholeFact } from './types.js';

/** Pages and scans of AWS services. */
export function awsReads(file: FileContext, clients: Clients | undefined): readonly ReadFact[] {
  const pages = awsOperations(file, clients).flatMap((operation) => {
    const { service, name } = operation;
    if (!isPaginated(service, name)) return [];
    return operation.sends.flatMap((send) => readsOf(file, operation, send));
  });
  return [...pages, ...file.calls.flatMap((call) => paginatorOf(file, call) ?? [])];
}

function readsOf(file: FileContext, { service, name, input }: AwsOperation, send: Construction): readonly ReadFact[] {
  const base = { at: calleePlace(send, file.source.text), operation: name, script: isScript(file) };
  const narrowing = narrowingOf(file, service, name, input);
  if (narrowing === 'named') return [];
  const isMissed = narrowing === 'few' && mayMiss(file, service, name, input) && isSearched(file, send);
  const rest = isMissed ? 'ignored' : restOf(file, send, narrowing);
  const page: PageFact = { ...base, kind: 'page', rest };
  if (service !== 'dynamodb' || name !== 'Scan') return [page];
  const bound = narrowing === 'few' ? 'limit' : narrowing === 'unknown' ? 'unknown' : 'none';
  return [page, { ...base, kind: 'whole', bound }];
}

function restOf(file: FileContext, send: Construction, narrowing: ReturnType<typeof narrowingOf>): PageFact['rest'] {
  if (narrowing === 'continued') return 'followed';
  if (narrowing === 'few') return 'enough';
  if (isCallbackStyle(send)) return 'unknown';
  const rest = pageUse(file, send);
  return rest === 'ignored' && narrowing === 'unknown' ? 'unknown' : rest;
}

/** Histories, whose newest part is wanted. */
const histories = /Executions|History|Events|Deployments|Jobs|Runs|Versions|Streams|Activities/;

/** True for a few elements in no order that the input asks for: the one that is looked for may be among the others. */
function mayMiss(file: FileContext, service: string, name: string, input: Node | undefined): boolean {
  if (service === 'dynamodb' || histories.test(name)) return false;
  const members = input && membersOf(file, input);
  return members !== undefined && !members.some((one) => /order|sort|descending|reverse/i.test(one.name));
}

/** A function at the end of the arguments takes the answer. */
function isCallbackStyle(send: Construction): boolean {
  return send.arguments.length > 1 && isFunction(send.arguments.at(-1));
}

/** `paginateScan({ client }, input)`: all pages, unless the loop over them ends early. */
function paginatorOf(file: FileContext, call: Construction): WholeFact | undefined {
  const operation = paginatedOperation(file, call);
  if (operation === undefined || operation === 'Query') return undefined;
  const input = call.arguments[1];
  const members = input ? membersOf(file, input) : [];
  const isNarrowed = members?.some(({ name: member }) => /prefix|filters?$|path$/i.test(member)) ?? true;
  const isNamed = input !== undefined && narrowingOf(file, '', operation, input) === 'named';
  const isBounded = operation !== 'Scan' && (isNarrowed || !growing.test(operation));
  const bound = endsEarly(file, call) || isNamed ? 'limit' : isBounded ? 'condition' : 'none';
  return { kind: 'whole', at: calleePlace(call, file.source.text), operation, script: isScript(file), bound };
}

/** Lists of what a workload stores; of the resources of an account there are no more than its quotas allow. */
const growing =
  /^(Scan|ListObject\w*|ListMultipartUploads|ListParts|ListUsers\w*|ListExecutions|DescribeLogStreams|FilterLogEvents|GetLogEvents|ExecuteStatement|Select\w*)$/;

/** True when a loop over the pages can be left before the last one. */
function endsEarly(file: FileContext, call: Construction): boolean {
  const loops = file.nodes('ForOfStatement').filter(({ right }) => {
    const terminal = file.resolver.single(right);
    return contains(right, call) || (terminal?.kind === 'expression' && terminal.node === (call as Node));
  });
  const leaves = [...file.nodes('BreakStatement'), ...file.nodes('ReturnStatement')];
  return loops.some(({ body }) =>
    leaves.some((leave) => contains(body, leave) && ancestor(leave, isFunction) === ancestor(body, isFunction)),
  );
}
