import { typeName } from '../../syntax/terminal.js';
import { isFunction, memberName, unwrap, type FunctionNode, type Node } from '../../syntax/tree.js';
import { isLog } from '../batches/result-use.js';
import type { Call, FileContext } from '../context.js';
import { moduleBehind } from '../handlers/registered.js';

/** Libraries whose methods that send answer at once whether there is room, and nothing of what becomes of the message. */
const synchronous = /^(?:amqplib|amqplib\/callback_api|rhea|node-rdkafka|ws|socket\.io)$/;

/** Makers of lists of commands and of builders, on which a statement of its own adds a part. */
const collecting =
  /^(?:multi|pipeline|batch|createQueryBuilder|queryBuilder|initialize\w*BulkOp|where|andWhere|select|from|table|into|update|insert|clone)$/;

/** A function that is written to return a promise. */
export function givesPromise({ returnType }: FunctionNode): boolean {
  const name = typeName(returnType?.typeAnnotation);
  return name?.type === 'Identifier' && name.name === 'Promise';
}

/** True when a call that writes gives back a promise of it, and a callback is not told instead. */
export function isPromise(file: FileContext, call: Call): boolean {
  const { callee } = call;
  if (answersByCallback(file, call)) return false;
  if (isLog(file, call)) return false;
  if (callee.type !== 'MemberExpression') return true;
  // A statement that is kept for later.
  if (/^(?:push|unshift|append|prepare)$/.test(memberName(callee) ?? '')) return false;
  const module = moduleBehind(file, callee.object);
  if (module !== undefined && synchronous.test(module)) return false;
  // Version 2 of the SDK sends nothing before `promise()` or a callback.
  if (module?.startsWith('aws-sdk') && memberName(callee) !== 'promise') return false;
  return !isCollected(file, callee.object);
}

/** `orders.insertOne(row, (error) => { ... })`, `save(row, callback)`: a function that is given last is told of the end. */
export function answersByCallback(file: FileContext, { arguments: given }: Call): boolean {
  const last = given.at(-1);
  if (!last) return false;
  const terminal = file.resolver.single(last);
  if (terminal?.kind === 'expression') return terminal.path.length === 0 && isFunction(terminal.node);
  const variable = last.type === 'Identifier' ? file.resolver.scopes.variableOf(last) : undefined;
  return (
    terminal?.kind === 'parameter' &&
    (variable?.references.some(({ identifier }) => {
      const { parent } = identifier as Node;
      return parent?.type === 'CallExpression' && parent.callee === identifier;
    }) ??
      false)
  );
}

/** `const unit = redis.multi(); unit.incr(key);`, `const query = db('orders'); query.update(row);` */
function isCollected(file: FileContext, receiver: Node): boolean {
  const terminal = file.resolver.single(receiver);
  const made = terminal?.kind === 'expression' && terminal.path.length === 0 ? unwrap(terminal.node) : undefined;
  if (made?.type !== 'CallExpression') return false;
  if (made.callee.type === 'MemberExpression') return collecting.test(memberName(made.callee) ?? '');
  // A table of a builder, held in a variable.
  return receiver.type === 'Identifier' && made.arguments.length === 1 && made.arguments[0]?.type === 'Literal';
}
