import { listApis, pageSizeNames, pageStartNames, type ListApi } from '../../libraries/list-apis.js';
import { valueOf } from '../../syntax/static-value.js';
import { contains, keyName, type Node } from '../../syntax/tree.js';
import { calleePlace, calleeText } from '../callee.js';
import type { Construction, FileContext } from '../context.js';
import { moduleBehind } from '../handlers/registered.js';
import { membersOf, writtenText } from '../mutations/objects.js';
import { isScript } from '../retries/purpose.js';
import { pageUse } from './list-use.js';
import type { PageFact } from './types.js';

/** From here on a size is that of a page, and not the number that is wanted. */
const page = 50;
const clients = /^(node-fetch|undici|cross-fetch|isomorphic-fetch|axios|got|ky|ofetch|superagent)$/;

/** Pages of lists that come over HTTP: by the methods of known clients, and by requests that say how large a page is. */
export function httpLists(file: FileContext): readonly PageFact[] {
  return file.calls.flatMap((call): readonly PageFact[] => {
    if (call.type !== 'CallExpression') return [];
    const found = listOf(file, call) ?? requestOf(file, call);
    if (!found) return [];
    const { text } = file.source;
    const operation = calleeText(call.callee, text);
    return [{ kind: 'page', at: calleePlace(call, text), operation, script: isScript(file), rest: found }];
  });
}

function listOf(file: FileContext, call: Construction): PageFact['rest'] | undefined {
  const { callee } = call;
  if (callee.type !== 'MemberExpression') return undefined;
  const text = calleeText(callee, file.source.text);
  const named = listApis.filter(({ method }) => method.test(text));
  if (named.length === 0) return undefined;
  const module = moduleBehind(file, callee.object) ?? '';
  const api = named.find((one) => one.module.test(module));
  return api && restOfList(file, call, api);
}

function restOfList(file: FileContext, call: Construction, { starts, size }: ListApi): PageFact['rest'] {
  const [input] = call.arguments;
  const members = input ? membersOf(file, input) : [];
  const isEmpty = input?.type === 'ObjectExpression' && input.properties.length === 0;
  const isOpen = input?.type === 'ObjectExpression' && input.properties.some((one) => one.type === 'SpreadElement');
  if (isOpen || (!members && !isEmpty)) return 'unknown';
  if (members?.some(({ name }) => starts.includes(name))) return 'followed';
  const asked = members?.find(({ name }) => name === size);
  const number = asked && numberOf(file, asked.value);
  if (asked && number === undefined) return 'unknown';
  if (number !== undefined && number < page) return 'enough';
  // A list that is narrowed by something else may fit one page.
  const isNarrowed = members?.some(
    ({ name }) => name !== size && /^(q|query|filter|customer|email|head|where)$/.test(name),
  );
  const rest = pageUse(file, call);
  return rest === 'ignored' && isNarrowed ? 'unknown' : rest;
}

/** A request that asks for pages of a size, and never for where a page begins. */
function requestOf(file: FileContext, call: Construction): PageFact['rest'] | undefined {
  if (!isRequest(file, call)) return undefined;
  const written = file
    .nodes('Property')
    .filter((property) => call.arguments.some((argument) => contains(argument, property)));
  const names = written.map((property) => keyName(property) ?? '');
  const query = [...addressOf(file, call).matchAll(/[?&]([\w-]+)=([^&#]*)/g)];
  const sizes = [
    ...written.flatMap((property) =>
      pageSizeNames.test(keyName(property) ?? '') ? (numberOf(file, property.value) ?? []) : [],
    ),
    ...query.flatMap(([, name = '', value]) => (pageSizeNames.test(name) ? Number(value) : [])),
  ];
  if (!sizes.some((size) => size >= page)) return undefined;
  const isStarted = [...names, ...query.map(([, name = '']) => name)].some((name) => pageStartNames.test(name));
  return isStarted ? 'followed' : pageUse(file, call);
}

function isRequest(file: FileContext, call: Construction): boolean {
  const origin = file.origin(call.callee);
  if (origin?.module === 'global') return origin.path.join('.') === 'fetch';
  return origin !== undefined && clients.test(origin.module);
}

function addressOf(file: FileContext, { arguments: [address] }: Construction): string {
  return address && address.type !== 'SpreadElement' ? (writtenText(file, address) ?? '') : '';
}

function numberOf(file: FileContext, node: Node): number | undefined {
  const terminal = file.resolver.single(node);
  const value = terminal && valueOf(file.resolver, terminal);
  return value?.kind === 'known' && typeof value.value === 'number' ? value.value : undefined;
}
