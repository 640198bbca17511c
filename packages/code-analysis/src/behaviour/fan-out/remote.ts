import type { ClientLibrary } from '../../libraries/index.js';
import { memberName, unwrap, type Node } from '../../syntax/tree.js';
import { awsOperations } from '../aws/operations.js';
import { notCalls } from '../calls.js';
import { storingCalls } from '../catches/stored.js';
import type { Client, Clients } from '../clients.js';
import type { Construction, FileContext } from '../context.js';
import type { Found } from '../lazy.js';
import { handleCalls, isNamedTransaction, isOneConnection, startsTransaction } from './handles.js';

/** Calls with the family of the library that makes them. */
export type RemoteCalls = ReadonlyMap<Node, ClientLibrary['family']>;

/** The calls of a file that take a connection, a socket or a slot of another system's quota each. */
export function remoteCalls(found: Found): RemoteCalls {
  return found.file.once(remoteCalls, () => new Map(allRemote(found)));
}

type Entry = readonly [Node, ClientLibrary['family']];

function allRemote({ file, clients, sites }: Found): readonly Entry[] {
  const direct = sites
    .filter(({ call }) => isConcurrent(call.library, call.client))
    .map(({ call }): Entry => [call.node, call.library.family]);
  const sends = awsOperations(file, clients).flatMap((operation) =>
    operation.sends.map((node): Entry => [node, 'aws-sdk']),
  );
  const throughClients = clients
    ? file.calls.flatMap((call): readonly Entry[] => {
        const entry = throughClient(clients, call);
        return entry ? [entry] : [];
      })
    : [];
  // A write of a builder or mapper takes a connection of its pool, and a mail one of its own.
  const stored = storingCalls(file).flatMap(({ call, kind }): readonly Entry[] =>
    kind === 'broker' || kind === 'file' ? [] : [[call, kind]],
  );
  const handled = handleCalls(file).map(([call, { family }]): Entry => [call, family]);
  const all = [...throughClients, ...direct, ...sends, ...throughMapper(file), ...stored, ...handled, ...begun(file)];
  return all.filter(([call]) => !isOfTransaction(file, call));
}

/** Transactions, each of which takes a connection. */
const begun = (file: FileContext): readonly Entry[] =>
  file.calls.flatMap((call): readonly Entry[] => (startsTransaction(call) ? [[call, 'database']] : []));

/** What goes over the connection of a transaction, or may do so. */
function isOfTransaction(file: FileContext, call: Node): boolean {
  if (call.type !== 'CallExpression') return false;
  return isNamedTransaction(call.callee) || isOneConnection(file, call.callee);
}

/** A method of a client whose library has no options for each call: `pool.query(sql)`, `stripe.refunds.create(...)`. */
function throughClient(clients: Clients, call: Construction): Entry | undefined {
  if (call.type !== 'CallExpression') return undefined;
  const names: string[] = [];
  for (let member = unwrap(call.callee); member.type === 'MemberExpression'; member = unwrap(member.object)) {
    const name = memberName(member);
    if (name === undefined) return undefined;
    names.unshift(name);
    const receiver = clients.receiver(member.object);
    if (!receiver) continue;
    const library = receiver.kind === 'client' ? receiver.client.library : receiver.library;
    if (library.family === 'aws-sdk' || makesNoCall(names)) return undefined;
    const client = receiver.kind === 'client' ? receiver.client : undefined;
    return isConcurrent(library, client) ? [call, library.family] : undefined;
  }
  return undefined;
}

const mapped =
  /^(findFirst|findFirstOrThrow|findMany|create|createMany|createManyAndReturn|update|updateMany|updateManyAndReturn|upsert|delete|deleteMany|count|aggregate|groupBy)$/;

/** `this.prisma.order.update({...})`: each is a query. `findUnique` is left out, since those of one turn become one query. */
function throughMapper(file: FileContext): readonly Entry[] {
  if (!/prisma/i.test(file.source.text)) return [];
  return file.calls.flatMap((call): readonly Entry[] => {
    const callee = unwrap(call.callee);
    if (call.type !== 'CallExpression' || callee.type !== 'MemberExpression') return [];
    const model = unwrap(callee.object);
    if (!mapped.test(memberName(callee) ?? '') || model.type !== 'MemberExpression') return [];
    const owner = unwrap(model.object);
    const name = owner.type === 'Identifier' ? owner.name : owner.type === 'MemberExpression' ? memberName(owner) : '';
    return /prisma/i.test(name ?? '') ? [[call, 'database']] : [];
  });
}

/** True for a member of a client that calls no other system: it subscribes, closes, or stands for a part of it. */
export function makesNoCall(names: readonly string[]): boolean {
  return notCalls.test(names.join('.')) || isLocal.test(names.at(-1) ?? '');
}

const isLocal =
  /^(release|end|close|destroy|escape\w*|format|collection|db|model|table|with\w*|unref|ref|getConnection|getRepository|topic|subscription|bucket|file)$/;

/** A single connection carries its commands one after the other, or all in one pipe; brokers take messages into a buffer. */
export function isConcurrent({ family, modules }: ClientLibrary, client: Client | undefined): boolean {
  if (family === 'cache' || family === 'broker') return false;
  const isSingle = /(^|\.)(Client|createConnection|Connection)$/.test(client?.name ?? '');
  return !(isSingle && modules.some((module) => /^(pg|mysql2?|mariadb|tedious|@neondatabase)/.test(module)));
}
