import type { ClientLibrary } from '../../libraries/index.js';
import { hostKind, publicServices } from '../../libraries/hosts.js';
import type { Node } from '../../syntax/tree.js';
import { awsOperations } from '../aws/operations.js';
import { calleePlace } from '../callee.js';
import { place, type Construction, type FileContext } from '../context.js';
import type { Found } from '../lazy.js';
import { membersOf } from '../mutations/objects.js';
import { isScript } from '../retries/purpose.js';
import { projectNames } from './project-names.js';
import { beginningOf, type Text } from './texts.js';
import type { Place } from '../types.js';
import type { EndpointFact } from './types.js';

/** Members of options under which clients and calls take an address. */
const members = ['url', 'uri', 'baseURL', 'baseUrl', 'prefixUrl', 'endpoint', 'host', 'hostname', 'node', 'address'];
const arn = /^arn:(aws|aws-cn|aws-us-gov):[\w-]+:[\w-]*:(\d{12}):/;
const queue = /^https:\/\/(sqs\.[\w-]+\.amazonaws\.com|[\w-]+\.queue\.amazonaws\.com)(\.cn)?\/(\d{12})\//;
const asides =
  /(^|\/)(__tests__|__mocks__|tests?|mocks?|fixtures?|stories|infra(structure)?|cdk|stacks?)\/|[.-](test|spec|mock|stories|e2e|fixtures?)\.[cm]?[jt]sx?$/;

/** The addresses that calls and clients are given. */
export function endpointFacts({ file, clients, sites }: Found): readonly EndpointFact[] {
  const found = new Map<Node, EndpointFact>();
  const given = [
    ...(clients?.all ?? []).flatMap((client) => addressesOf(client.node, client.library, client.shape.url)),
    ...sites.flatMap(({ call }) => (call.library.family === 'http' ? addressesOf(call.node, call.library) : [])),
    ...awsOperations(file, clients).flatMap(({ input }) => inputs(file, input)),
  ];
  const aside = isScript(file) || asides.test(file.path);
  for (const { node, path, isAddress } of given) {
    const text = beginningOf(file, node, path);
    if (text === undefined || (text === 'configured' && !isAddress)) continue;
    const fact: EndpointFact | undefined =
      text === 'configured'
        ? { at: place(node), name: '', kind: 'configured', aside }
        : endpointOf(file, text, path.at(-1) ?? '', aside);
    if (fact) found.set(text === 'configured' ? node : text.node, fact);
  }
  return [...found.values()].toSorted((a, b) => a.at.range[0] - b.at.range[0]);
}

/** Loopback addresses: nothing leaves the machine. */
const loopback = /^https?:\/\/(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])(?:[:/?#]|$)/i;

/** The callees of calls to the machine itself. */
export function localCalls({ file, sites }: Found): readonly Place[] {
  if (!/localhost|127\.|::1/.test(file.source.text)) return [];
  return sites.flatMap(({ call }) => {
    if (call.library.family !== 'http') return [];
    const given = [call, ...(call.client ? [call.client] : [])].flatMap(({ node }) => addressesOf(node, call.library));
    const texts = given.flatMap(({ node, path }) => {
      const text = beginningOf(file, node, path);
      return typeof text === 'object' ? [text.text] : [];
    });
    const absolute = texts.filter((text) => /^https?:/i.test(text));
    const isLocal = absolute.length > 0 && absolute.every((text) => loopback.test(text));
    return isLocal ? [calleePlace(call.node, file.source.text)] : [];
  });
}

interface Given {
  readonly node: Node;
  readonly path: readonly string[];
  /** It is an address whatever it says; of other values only one that reads like an address counts. */
  readonly isAddress: boolean;
}

/** @param url index of the argument that is a connection string */
function addressesOf({ arguments: given }: Construction, { family }: ClientLibrary, url?: number): readonly Given[] {
  return given.slice(0, 2).flatMap((argument, i): readonly Given[] => {
    if (argument.type === 'SpreadElement') return [];
    const inside = members.map((name): Given => ({ node: argument, path: [name], isAddress: true }));
    return i === 0 ? [{ node: argument, path: [], isAddress: family === 'http' || url === i }, ...inside] : inside;
  });
}

/** Parameters of operations that say where something is; a domain, say, is what an operation is about. */
const addressing = /(?:Arn|ARN|Url|URL|Uri|Endpoint|Hostname)s?$|^FunctionName$/;

function inputs(file: FileContext, input: Node | undefined): readonly Given[] {
  return (input ? (membersOf(file, input) ?? []) : []).map(({ name, value }): Given => ({
    node: value,
    path: [],
    isAddress: addressing.test(name),
  }));
}

function endpointOf(file: FileContext, { text, node }: Text, member: string, aside: boolean): EndpointFact | undefined {
  const base = { at: place(node), aside };
  if (arn.test(text)) return { ...base, kind: 'arn', name: text };
  if (queue.test(text)) return { ...base, kind: 'queue', name: text };
  const host = hostIn(text) ?? (/^host(name)?$/.test(member) && /^[\w.-]+\.[\w-]+$/.test(text) ? text : undefined);
  if (host === undefined) return undefined;
  const kind = hostKind(host);
  if (kind === 'anywhere') return undefined;
  if (kind !== 'named') return { ...base, kind, name: host };
  if (!host.includes('.')) return { ...base, kind: 'generated', name: host };
  const label = registered(host);
  if (projectNames(file.filename).has(label)) return { ...base, kind: 'own', name: host };
  return { ...base, kind: publicServices.has(label) ? 'public' : 'named', name: host };
}

/** The host of an absolute address; undefined where it is not written to its end. */
function hostIn(text: string): string | undefined {
  return /^(?:https?|wss?|rediss?|postgres(?:ql)?|mysql|mongodb|amqps?|grpcs?|tcp):\/\/(?:[^@/?#]*@)?([\w.-]+|\[[\d:a-f]+\])(?:[:/?#]|$)/i
    .exec(text)?.[1]
    ?.toLowerCase();
}

/** The name that was registered: `acme` of `api.acme.com` and of `api.acme.co.uk`. */
function registered(host: string): string {
  const labels = host.split('.');
  const isDouble = /^(co|com|org|net|ac|gov)$/.test(labels.at(-2) ?? '') && labels.length > 2;
  return labels.at(isDouble ? -3 : -2) ?? host;
}
