import { mayWrite, writingMethod } from '../../libraries/writing-methods.js';
import { isFunction, memberName, unwrap, type Node } from '../../syntax/tree.js';
import { calleeText } from '../callee.js';
import type { Call, FileContext } from '../context.js';
import { moduleBehind } from '../handlers/registered.js';
import { listOfElement, packageOfElement } from './elements.js';
import { packageBehind } from '../handlers/packages-behind.js';
import { statements } from '../mutations/sql.js';
import { chainText, isModel, isPrisma } from '../mutations/stores.js';

const prisma = /^(?:create|createMany|createManyAndReturn|update|updateMany|upsert|delete|deleteMany)$/;
/** No other library has these names. */
const mongo =
  /^(?:insertOne|insertMany|updateOne|updateMany|replaceOne|bulkWrite|deleteOne|deleteMany|findOneAnd(?:Update|Replace|Delete)|findByIdAnd(?:Update|Delete))$/;
const kysely = /^(?:insertInto|replaceInto|updateTable|deleteFrom)$/;
const repository = /repo(sitory)?\.(?:save|insert|update|upsert|delete|remove|soft(?:Delete|Remove))$/i;
/** A database or a transaction by its name, of which the builder's chain tells the rest. */
const handle =
  /^(?:_|this\.|#)*(?:\w+\.)*[#_]?(?:\w*(?:db|knex|drizzle|database|trx|tx|transaction)|conn(?:ection)?)$/i;
const entities = /^(?:save|insert|update|upsert|delete|remove|softDelete|softRemove|increment|decrement)$/;
const service = /(^|\.)stripe\w*\..+\.(create|update|cancel|capture|confirm|pay)$/i;
const changes = /^\s*(?:insert|update|merge|replace|delete)\s/i;

/** A call that changes what the other side keeps. */
export interface StoringCall {
  readonly call: Node;
  readonly kind: 'database' | 'broker' | 'mail' | 'file';
}

/** Calls by which mappers, drivers, brokers and payment services change what the other side keeps, whatever the change is. */
export function storingCalls(file: FileContext): readonly StoringCall[] {
  const called = file.calls.flatMap((call): readonly StoringCall[] => {
    const kind = call.type === 'CallExpression' ? storedBy(file, call) : undefined;
    return kind ? [{ call, kind }] : [];
  });
  const written = /\b(?:insert|update|merge|replace|delete)\s/i.test(file.source.text)
    ? statements(file, changes).flatMap(({ node }): readonly StoringCall[] =>
        node.type === 'CallExpression' ? [{ call: node, kind: 'database' }] : [],
      )
    : [];
  return [...called, ...written];
}

function storedBy(file: FileContext, call: Call): StoringCall['kind'] | undefined {
  const { callee } = call;
  const method = callee.type === 'MemberExpression' ? memberName(callee) : undefined;
  if (callee.type !== 'MemberExpression' || method === undefined) return undefined;
  if (/^(?:cancel|capture|confirm|pay|create|update)$/.test(method)) {
    if (service.test(calleeText(callee, file.source.text))) return 'database';
  }
  // A file that was uploaded is put where it belongs: express-fileupload 1.5, `lib/fileFactory.js`.
  if (method === 'mv' && call.arguments.length === 1) return 'file';
  if (!mayWrite(method) && method !== '$transaction') return undefined;
  // Whatever carries mail has this name for it.
  if (method === 'sendMail' && call.arguments.length > 0) return 'mail';
  if (isByShape(file, call, callee.object, method)) return 'database';
  return writingMethod(moduleOf(file, callee.object) ?? '', method);
}

/** What the call says itself, wherever its receiver comes from. */
function isByShape(file: FileContext, call: Call, receiver: Node, method: string): boolean {
  const hasArguments = call.arguments.length > 0;
  if (hasArguments && mongo.test(method)) return true;
  if (hasArguments && prisma.test(method) && isPrisma(file, call) && !isOfSet(call, method)) return true;
  if (kysely.test(method)) return /\.execute\w*\(/.test(chainText(file, call));
  if (hasArguments && repository.test(calleeText(call.callee, file.source.text))) return true;
  if (hasArguments && entities.test(method) && isOfEntities(file, receiver)) return true;
  return isBuilt(file, call, receiver, method) || isRecord(file, receiver, method);
}

/** `tx.parts.delete(part)`: a set takes an element, and a mapper an object that says which record. */
const isOfSet = ({ arguments: [first] }: Call, method: string): boolean =>
  method === 'delete' && first !== undefined && first.type !== 'ObjectExpression';

/** `source.getRepository(Order).save(order)`, `runner.manager.save(order)`: typeorm 0.3.27 `DataSource.d.ts`. */
function isOfEntities(file: FileContext, receiver: Node): boolean {
  const terminal = file.resolver.single(receiver);
  const made = terminal?.kind === 'expression' && terminal.path.length === 0 ? unwrap(terminal.node) : unwrap(receiver);
  if (made.type === 'CallExpression' && made.callee.type === 'MemberExpression')
    return /^get(?:Tree|Custom|Mongo)?Repository$/.test(memberName(made.callee) ?? '') && made.arguments.length > 0;
  return made.type === 'MemberExpression' && memberName(made) === 'manager' && isRunner(made.object);
}

const isRunner = (node: Node): boolean =>
  /^(?:queryRunner|dataSource|runner)$/.test(
    node.type === 'Identifier' ? node.name : node.type === 'MemberExpression' ? (memberName(node) ?? '') : '',
  );

/** `knex('orders').where({ id }).del()`, `db.insert(orders).values(row)`, `tx.delete(orders).where(...)`. */
function isBuilt(file: FileContext, call: Call, receiver: Node, method: string): boolean {
  if (!/^(?:insert|update|upsert|del|delete|increment|decrement)$/.test(method)) return false;
  if (handle.test(calleeText(receiver, file.source.text)))
    return call.arguments.length === 1 && /\)\.(?:values|set|where|returning|select)\(/.test(chainText(file, call));
  const made = chainOf(receiver).find((one) => handle.test(calleeText(one.callee, file.source.text)));
  const [table] = made?.arguments ?? [];
  if (made?.arguments.length !== 1 || !table || table.type === 'SpreadElement' || isFunction(table)) return false;
  return table.type !== 'Literal' || typeof table.value === 'string';
}

/** The calls of a chain, the last one first. */
function chainOf(receiver: Node): readonly Call[] {
  const calls: Call[] = [];
  for (let node = unwrap(receiver); ;) {
    if (node.type === 'CallExpression') {
      calls.push(node);
      node = unwrap(node.callee);
    } else if (node.type === 'MemberExpression') node = unwrap(node.object);
    else return calls;
  }
}

/** `order.save()` after `new Order()` or `await Order.findOne()`, by a class of a mapper. */
function isRecord(file: FileContext, receiver: Node, method: string): boolean {
  if (!/^(?:save|destroy|create|bulkCreate|deleteOne|update|upsert)$/.test(method)) return false;
  if (isModel(file, receiver)) return true;
  // `for (const order of await Order.find()) order.save();`
  const list = listOfElement(file, receiver);
  return file.resolver.resolve(list ?? receiver).some((terminal) => {
    if (terminal.kind !== 'expression' || terminal.path.length > 0) return false;
    let made = unwrap(terminal.node);
    if (made.type === 'AwaitExpression') made = unwrap(made.argument);
    if (made.type === 'NewExpression') return isModel(file, made.callee);
    if (made.type !== 'CallExpression' || made.callee.type !== 'MemberExpression') return false;
    return /^(?:find|create|build)/.test(memberName(made.callee) ?? '') && isModel(file, made.callee.object);
  });
}

/** As `packageBehind`, also of what had to be waited for, or is one of many: `const tx = await producer.transaction()`. */
function moduleOf(file: FileContext, receiver: Node): string | undefined {
  const direct = packageBehind(file, receiver) ?? packageOfElement(file, receiver);
  if (direct !== undefined) return direct;
  const terminal = file.resolver.single(receiver);
  const made = terminal?.kind === 'expression' ? unwrap(terminal.node) : undefined;
  if (made?.type !== 'AwaitExpression') return undefined;
  const call = unwrap(made.argument);
  if (call.type !== 'CallExpression') return undefined;
  return moduleBehind(file, call.callee.type === 'MemberExpression' ? call.callee.object : call.callee);
}
