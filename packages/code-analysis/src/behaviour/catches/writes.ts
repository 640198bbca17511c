import { contains, isFunction, memberName, type FunctionNode, type Node } from '../../syntax/tree.js';
import { awsOperations } from '../aws/operations.js';
import type { Call, Construction, FileContext } from '../context.js';
import { handlersOf } from '../handlers/handlers.js';
import type { Found } from '../lazy.js';
import { mutationFacts } from '../mutations/mutations.js';
import { writtenText } from '../mutations/objects.js';
import { directlyWithin, textOf } from '../retries/regions.js';
import { storingCalls } from './stored.js';

const changing =
  /^(?:Put|Send|Publish|Update|Create|Start|BatchWrite|TransactWrite|Copy|Run|Register|Upload|CompleteMultipart|Submit)/;
/** Operations that serve watching and labels, or open a session for reading; messages to devices are sent at most once. */
const aside = /Tag|Metric|Log|Trace|Telemetry|Dashboard|Alarm|Query|Session|Heartbeat|Visibility|Report/;
const sending = /^(?:send|publish|sendToQueue|sendMail|sendMessages?|sendBatch|produce|addBulk)$/;
const ending = /^(?:Delete|Deregister|Terminate|Remove)/;

/** Calls of a file that change or send something outside of the process. One for each file. */
export class Writes {
  readonly #file: FileContext;
  readonly #calls = new Set<Node>();
  readonly #stored = new Set<Node>();
  readonly #deletes: readonly Node[];
  /** The calls, or the commands in them, by which messages are taken out of a queue. */
  readonly deletesOfMessages: readonly Node[];

  constructor(found: Found) {
    const { file, clients, sites } = found;
    this.#file = file;
    const operations = awsOperations(file, clients);
    for (const { service, name, sends } of operations)
      if (changing.test(name) && !aside.test(name) && !/^iot-?data/.test(service))
        for (const send of sends) this.#calls.add(send);
    this.#deletes = operations.filter(({ name }) => ending.test(name)).map(({ node }) => node);
    this.deletesOfMessages = operations
      .filter(({ service, name }) => service === 'sqs' && /^DeleteMessage(?:Batch)?$/.test(name))
      .map(({ node }) => node);
    for (const { call } of sites) {
      const { family } = call.library;
      const method = call.node.callee.type === 'MemberExpression' ? memberName(call.node.callee) : undefined;
      if (family === 'http' ? isChange(file, call.node) : isSending(family, method)) this.#calls.add(call.node);
    }
    const stored = new Set(
      mutationFacts(found)
        .filter(({ effect, ...fact }) => effect !== 'request' || ('about' in fact && fact.about !== 'http'))
        .map(({ at }) => at.range[1]),
    );
    for (const call of file.nodes('CallExpression')) if (stored.has(call.callee.range[1])) this.#calls.add(call);
    for (const { call, kind } of storingCalls(file)) {
      this.#calls.add(call);
      if (kind === 'database') this.#stored.add(call);
    }
  }

  has(call: Node): boolean {
    return this.#calls.has(call);
  }

  /** True for a call that changes a record of a database, by itself or by a function of this file. */
  changesRecord(call: Call): boolean {
    if (this.#stored.has(call)) return true;
    return this.#called(call).some((fn) => [...this.#stored].some((one) => contains(fn, one)));
  }

  get any(): boolean {
    return this.#calls.size > 0;
  }

  /** Calls that delete something outside. */
  get deletes(): readonly Node[] {
    return this.#deletes;
  }

  /** The first call within a node whose failure comes out there: a write, or a function of this file that lets one out. */
  failingIn(node: Node, followed: ReadonlySet<Node> = new Set()): Call | undefined {
    return directlyWithin(this.#file, 'CallExpression', node).find((call) => {
      if (isCaughtWithin(this.#file, call, node)) return false;
      if (this.has(call)) return isHeld(call);
      return this.#called(call).some(
        (fn) => !followed.has(fn) && this.failingIn(fn, new Set([...followed, fn])) !== undefined,
      );
    });
  }

  #called(call: Construction): readonly FunctionNode[] {
    return handlersOf(this.#file)
      .graph.calledBy(call)
      .filter(({ async }) => async);
  }
}

function isSending(family: string, method: string | undefined): boolean {
  return (family === 'broker' || family === 'mail') && method !== undefined && sending.test(method);
}

/** The method of a request by HTTP in capitals; undefined where it is not written here. */
export function requestMethod(file: FileContext, call: Construction): string | undefined {
  const method = call.callee.type === 'MemberExpression' ? memberName(call.callee) : undefined;
  if (method !== undefined && /^(?:get|post|put|patch|delete|head)$/.test(method)) return method.toUpperCase();
  const options = call.arguments[1] ?? call.arguments[0];
  const written = options && writtenText(file, options, ['method']);
  return written?.toUpperCase();
}

/** Addresses and answers of services that only read, although they are asked by POST. */
const reads =
  /graphql|search|query|token|oauth|login|auth|complet|embed|predict|generat|analy[sz]|translat|validat|verif|lookup|check|rpc|preview|find|list|chat|model|captcha|introspect|refresh/i;

function isChange(file: FileContext, call: Construction): boolean {
  const method = requestMethod(file, call);
  if (method === undefined || !/^(?:POST|PUT|PATCH)$/.test(method)) return false;
  const [address] = call.arguments;
  return !address || !reads.test(`${writtenText(file, address) ?? ''} ${textOf(file, address)}`);
}

/** True when something takes the promise, so that its failure comes out where the call stands. */
function isHeld(call: Node): boolean {
  let value = call;
  while (
    value.parent?.type === 'MemberExpression' ||
    value.parent?.type === 'ChainExpression' ||
    (value.parent?.type === 'CallExpression' && value.parent.callee === value)
  ) {
    if (value.parent.type === 'MemberExpression' && memberName(value.parent) === 'catch') return false;
    value = value.parent;
  }
  return value.parent?.type !== 'ExpressionStatement' && value.parent?.type !== 'UnaryExpression';
}

/** True for a call in the block of a `try` that lies within the node, and whose `catch` lets nothing out. */
function isCaughtWithin(file: FileContext, call: Node, node: Node): boolean {
  let inner = call;
  for (let above = call.parent; above && inner !== node; inner = above, above = above.parent) {
    if (above.type === 'TryStatement' && above.handler && above.block === inner && inner !== node)
      if (directlyWithin(file, 'ThrowStatement', above.handler).length === 0) return true;
    if (isFunction(inner)) return false;
  }
  return false;
}
