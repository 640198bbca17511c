import type { ClientLibrary } from '../../libraries/index.js';
import { handleLibraries, type HandleLibrary } from '../../libraries/handles.js';
import { ancestor, isClass, isFunction, memberName, unwrap, type Node } from '../../syntax/tree.js';
import { originOf, type Construction, type FileContext } from '../context.js';
import { declaredMemberType } from '../handlers/targets.js';
import { writtenTypes } from '../handlers/written-types.js';
import { textOf } from '../retries/regions.js';

/** Builders hand themselves on: `users.createQueryBuilder('u').where(...).getMany()`; so many links are followed. */
const longestChain = 24;

/** The calls of a file on objects that libraries hand out: repositories, models, queues, providers. */
export function handleCalls(file: FileContext): readonly (readonly [Construction, HandleLibrary])[] {
  return file.once(handleCalls, () => allHandled(file));
}

function allHandled(file: FileContext): readonly (readonly [Construction, HandleLibrary])[] {
  const near = handleLibraries.filter(({ modules }) => file.specifiers.some((one) => modules.test(one)));
  const looksUp = /\bget(?:Mongo|Tree)?Repository\b/.test(file.source.text);
  const builds = /\.(?:selectFrom|from|toArray)\s*\(/.test(file.source.text);
  if (near.length === 0 && !looksUp && !builds) return [];
  return file.calls.flatMap((call): readonly (readonly [Construction, HandleLibrary])[] => {
    const callee = unwrap(call.callee);
    if (call.type !== 'CallExpression' || callee.type !== 'MemberExpression') return [];
    const method = memberName(callee);
    if (method === undefined) return [];
    if (builds && isBuiltRead(file, call, method)) return [[call, builders]];
    const library =
      (looksUp ? fromLookup(file, callee.object, method) : undefined) ?? asked(file, near, callee.object, method);
    return library ? [[call, library]] : [];
  });
}

function asked(
  file: FileContext,
  near: readonly HandleLibrary[],
  receiver: Node,
  method: string,
): HandleLibrary | undefined {
  const able = near.filter(({ methods }) => methods.test(method));
  return able.length === 0 ? undefined : able.find((library) => isHandle(file, library, receiver));
}

/** `source.getRepository(Order).find()`: whatever `source` is, only mappers have this name. */
function fromLookup(file: FileContext, receiver: Node, method: string): HandleLibrary | undefined {
  const [typeorm] = handleLibraries;
  if (!typeorm?.methods.test(method)) return undefined;
  return file.resolver.resolve(receiver).some((terminal) => {
    const made = terminal.kind === 'expression' && terminal.path.length === 0 ? unwrap(terminal.node) : undefined;
    return made?.type === 'CallExpression' && isLookup(made) && !isOneConnection(file, made.callee);
  })
    ? typeorm
    : undefined;
}

/**
 * Builders of queries that nothing else looks like: kysely 0.28 `query-builder/select-query-builder.d.ts`, drizzle-orm 0.45
 * `pg-core/query-builders/select.d.ts`, mongodb 6.20 `collection.ts` (`find` and `aggregate` give cursors).
 */
const builders: HandleLibrary = {
  modules: /^(?:kysely|drizzle-orm|mongodb)/,
  types: /./,
  methods: /./,
  family: 'database',
};

/** `db.selectFrom('orders').selectAll().execute()`, `db.select().from(orders)`, `orders.find(filter).sort(by).toArray()`. */
function isBuiltRead(file: FileContext, { callee }: Construction, method: string): boolean {
  if (!/^(?:execute(?:TakeFirst(?:OrThrow)?)?|from|toArray)$/.test(method) || callee.type !== 'MemberExpression')
    return false;
  if (isOneConnection(file, callee) || isNamedTransaction(callee)) return false;
  const steps = file.resolver.resolve(callee.object).flatMap((terminal) => {
    const names: string[] = [];
    let node = terminal.kind === 'expression' ? unwrap(terminal.node) : undefined;
    while (node?.type === 'CallExpression' && node.callee.type === 'MemberExpression') {
      names.push(memberName(node.callee) ?? '');
      node = unwrap(node.callee.object);
    }
    return names;
  });
  if (method === 'from') return /^select(?:Distinct(?:On)?)?$/.test(steps[0] ?? '') && near(file, /^drizzle-orm/);
  if (method === 'toArray') return /^(?:find|aggregate)$/.test(steps.at(-1) ?? '');
  return steps.includes('selectFrom');
}

/** Drizzle is often imported by the file that opens the database only; its tables come from there as well. */
const near = ({ specifiers }: FileContext, module: RegExp): boolean => specifiers.some((one) => module.test(one));

const isLookup = ({ callee, arguments: args }: Construction): boolean =>
  callee.type === 'MemberExpression' &&
  args.length > 0 &&
  /^get(?:Mongo|Tree)?Repository$/.test(memberName(callee) ?? '');

function isHandle(file: FileContext, library: HandleLibrary, receiver: Node): boolean {
  let node = unwrap(receiver);
  // What `redis.pipeline()` gathers goes out as one.
  if (library.family !== 'database' && !library.isDeep) return isOf(file, library, node);
  for (let link = 0; link < longestChain; link += 1) {
    if (isOf(file, library, node)) return !isOneConnection(file, node);
    if (node.type === 'CallExpression') node = unwrap(node.callee);
    else if (node.type === 'MemberExpression') node = unwrap(node.object);
    else if (node.type === 'AwaitExpression') node = unwrap(node.argument);
    else return false;
  }
  return false;
}

function isOf(file: FileContext, library: HandleLibrary, node: Node): boolean {
  if (node.type === 'ThisExpression') return extendsHandle(file, library, node);
  if (namesHandle(library, writtenTypes(file, declaredMemberType(node))[0])) return true;
  return file.resolver.resolve(node).some((terminal) => {
    if (terminal.kind === 'parameter' && terminal.path.length === 0)
      return namesHandle(library, writtenTypes(file, terminal.annotation)[0]);
    if (terminal.kind !== 'expression' || terminal.path.length > 0) return false;
    const made = unwrap(terminal.node);
    if (made.type !== 'NewExpression' && made.type !== 'CallExpression') return false;
    // `new Queue('mails').on('error', log)`
    const { callee } = made;
    if (callee.type === 'MemberExpression' && /^(?:on|once)$/.test(memberName(callee) ?? ''))
      return isOf(file, library, unwrap(callee.object));
    return madeByHandle(file, library, made.callee);
  });
}

/** `new Queue()`, `createClient()`, `pgPromise()(connection)`. */
function madeByHandle(file: FileContext, library: HandleLibrary, callee: Node): boolean {
  const maker = file.resolver.single(callee);
  const origin = originOf(maker);
  if (origin) return namesHandle(library, { module: origin.module, name: origin.path.at(-1) ?? 'default' });
  const made = maker?.kind === 'expression' && maker.path.length === 0 ? unwrap(maker.node) : undefined;
  const outer = made?.type === 'CallExpression' ? originOf(file.resolver.single(made.callee)) : undefined;
  return outer !== undefined && namesHandle(library, { module: outer.module, name: outer.path.at(-1) ?? 'default' });
}

/** What an exported value is to other files, where it is a handle: the module and the name that it is known by. */
export function handleIn(
  file: FileContext,
  value: Node,
): { readonly module: string; readonly type: string } | undefined {
  const library = handleLibraries.find(
    (one) => file.specifiers.some((specifier) => one.modules.test(specifier)) && isOf(file, one, value),
  );
  const module = library && file.specifiers.find((one) => library.modules.test(one));
  const terminal = file.resolver.single(value);
  if (!module || terminal?.kind !== 'expression') return undefined;
  const made = unwrap(terminal.node);
  if (made.type !== 'NewExpression' && made.type !== 'CallExpression') return undefined;
  return { module, type: originOf(file.resolver.single(made.callee))?.path.at(-1) ?? 'default' };
}

/** `this.find()` in a class that extends one of the library. */
function extendsHandle(file: FileContext, library: HandleLibrary, node: Node): boolean {
  const owner = ancestor(node, isClass);
  const base = owner?.superClass && originOf(file.resolver.single(owner.superClass));
  return base ? namesHandle(library, { module: base.module, name: base.path.at(-1) ?? 'default' }) : false;
}

const namesHandle = (
  { modules, types }: HandleLibrary,
  type: { readonly module: string; readonly name: string } | undefined,
): boolean => type !== undefined && modules.test(type.module) && types.test(type.name);

/** True for a class, interface or factory by which objects of a library are known. */
export const isHandleType = (module: string, type: string): boolean =>
  handleLibraries.some((library) => namesHandle(library, { module, name: type }));

/** The library by whose class or factory something of another file is known, and which has the method. */
export function handleNamed(module: string, type: string, method: string): HandleLibrary | undefined {
  return handleLibraries.find(
    ({ modules, types, methods }) => modules.test(module) && types.test(type) && methods.test(method),
  );
}

/** `tx` of `tx.orders.update(...)`. */
function rootOf(node: Node): Node {
  let root = unwrap(node);
  while (root.type === 'MemberExpression' || root.type === 'CallExpression')
    root = unwrap(root.type === 'CallExpression' ? root.callee : root.object);
  return root;
}

const beginsTransaction = /^\$?(?:transaction|transactional|runInTransaction|withTransaction|inTransaction|tx)$/;
const ofTransaction = /(?:^|\.)(?:TransactionClient|Transaction|QueryRunner|PoolClient|ITask)$/;

/** True for what goes over the one connection of a transaction, one command after the other. */
export function isOneConnection(file: FileContext, node: Node): boolean {
  const root = rootOf(node);
  const terminal = root.type === 'Identifier' ? file.resolver.single(root) : undefined;
  if (terminal?.kind !== 'parameter') return false;
  if (terminal.annotation && ofTransaction.test(textOf(file, terminal.annotation).replace(/<.*$/s, ''))) return true;
  const caller = terminal.fn?.parent;
  if (caller?.type !== 'CallExpression') return false;
  const name = caller.callee.type === 'MemberExpression' ? memberName(caller.callee) : textOf(file, caller.callee);
  return beginsTransaction.test(name ?? '');
}

/** A name that only transactions have, of which nothing else is known. */
export function isNamedTransaction(node: Node): boolean {
  const root = rootOf(node);
  return root.type === 'Identifier' && /^(?:tx|trx|transaction)$/i.test(root.name);
}

/** `source.transaction(async (manager) => ...)`: each takes a connection of its own. */
export function startsTransaction({ callee, arguments: args }: Construction): boolean {
  const plain = unwrap(callee);
  return (
    plain.type === 'MemberExpression' &&
    args.some(isFunction) &&
    /^\$?transaction$|^(?:run)?(?:in|with)Transaction$/i.test(memberName(plain) ?? '')
  );
}

/** One connection carries all the commands of these, so that many of them make everybody behind them wait. */
export const sharesConnection = (family: ClientLibrary['family']): boolean => family === 'cache' || family === 'broker';
