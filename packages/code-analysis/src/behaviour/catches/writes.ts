import { memberName, unwrap, type FunctionNode, type Node } from '../../syntax/tree.js';
import { awsOperations } from '../aws/operations.js';
import { isLog } from '../batches/result-use.js';
import type { Call, Construction, FileContext } from '../context.js';
import { handlersOf } from '../handlers/handlers.js';
import type { Target } from '../handlers/targets.js';
import type { Found } from '../lazy.js';
import { mutationFacts } from '../mutations/mutations.js';
import { writtenText } from '../mutations/objects.js';
import { textOf } from '../retries/regions.js';
import { farTarget, farWrite } from './far-writes.js';
import { givesPromise, isPromise } from './promised.js';
import { callsLettingOut } from './letting-out.js';
import { storingCalls } from './stored.js';

const changing =
  /^(?:Put|Send|Publish|Update|Create|Start|BatchWrite|TransactWrite|Copy|Run|Register|Upload|CompleteMultipart|Submit)/;
/** Operations that serve watching and labels, or open a session for reading; messages to devices are sent at most once. */
const aside = /Tag|Metric|Log|Trace|Telemetry|Dashboard|Alarm|Query|Session|Heartbeat|Visibility|Report/;
const sending = /^(?:send|publish|sendToQueue|sendMail|sendMessages?|sendBatch|produce|addBulk)$/;
const ending = /^(?:Delete|Deregister|Terminate|Remove)/;

/**
 * What a call changes or sends: `record`: what another system keeps; `message`: work that another process does later;
 * `other`: requests, mail and what else is asked of another system.
 */
export type WriteKind = 'record' | 'message' | 'other';

/** A call that writes, by itself or by the functions that it calls, and what it writes. */
export interface Write {
  readonly call: Call;
  readonly kind: WriteKind;
  /** Nothing but calls of databases; taking a record away is as good as changing it. */
  readonly isStored: boolean;
  /** A function of another file does it. */
  readonly isFar: boolean;
  /** It gives back a promise, and has begun by then. */
  readonly isAsync: boolean;
}

const messages = /^(?:sqs|sns|eventbridge|kinesis|firehose|sfn|lambda)$/;
const records = /^(?:dynamodb|s3|rds-data|timestream-write|cognito-identity-provider)$/;

/** Calls of a file that change or send something outside of the process. One for each file. */
export class Writes {
  readonly #file: FileContext;
  readonly #calls = new Map<Node, WriteKind>();
  readonly #stored = new Set<Node>();
  readonly #failing = new Map<FunctionNode, Write | undefined>();
  readonly #handedOn = new Map<FunctionNode, readonly Target[]>();
  readonly #deletes: readonly Node[];
  /** The calls, or the commands in them, by which messages are taken out of a queue. */
  readonly deletesOfMessages: readonly Node[];

  constructor(found: Found) {
    const { file, clients, sites } = found;
    this.#file = file;
    const operations = awsOperations(file, clients);
    for (const { service, name, sends } of operations)
      if (changing.test(name) && !aside.test(name) && !/^iot-?data/.test(service))
        for (const send of sends)
          this.#calls.set(send, messages.test(service) ? 'message' : records.test(service) ? 'record' : 'other');
    this.#deletes = operations.filter(({ name }) => ending.test(name)).map(({ node }) => node);
    this.deletesOfMessages = operations
      .filter(({ service, name }) => service === 'sqs' && /^DeleteMessage(?:Batch)?$/.test(name))
      .map(({ node }) => node);
    for (const { call } of sites) {
      const { family } = call.library;
      const method = call.node.callee.type === 'MemberExpression' ? memberName(call.node.callee) : undefined;
      if (family === 'http' ? isChange(file, call.node) : isSending(family, method))
        this.#calls.set(call.node, family === 'broker' ? 'message' : 'other');
    }
    const mutated = new Map(
      mutationFacts(found)
        .filter(({ effect, ...fact }) => effect !== 'request' || ('about' in fact && fact.about !== 'http'))
        .map(({ at, effect }) => [at.range[1], effect === 'request' ? 'other' : 'record'] as const),
    );
    for (const call of file.nodes('CallExpression')) {
      const kind = mutated.get(call.callee.range[1]);
      if (kind && !this.#calls.has(call)) this.#calls.set(call, kind);
    }
    for (const { call, kind } of storingCalls(file)) {
      this.#calls.set(call, kind === 'database' ? 'record' : kind === 'broker' ? 'message' : 'other');
      if (kind === 'database') this.#stored.add(call);
    }
  }

  has(call: Node): boolean {
    return this.#calls.has(call);
  }

  get any(): boolean {
    return this.#calls.size > 0;
  }

  /** Calls that delete something outside. */
  get deletes(): readonly Node[] {
    return this.#deletes;
  }

  /** What a call writes by itself, by a function of this file, or by one of another file. */
  of(call: Call): Write | undefined {
    return this.#writeOf(call, this.#called(call));
  }

  /** The same without functions that it is only given, and that something else runs later. */
  startedBy(call: Call): Write | undefined {
    const { graph } = handlersOf(this.#file);
    return this.#writeOf(
      call,
      graph.callees(call).filter(({ async }) => async),
    );
  }

  #writeOf(call: Call, functions: readonly FunctionNode[]): Write | undefined {
    const own = this.#calls.get(call);
    if (own)
      return { call, kind: own, isStored: this.#stored.has(call), isFar: false, isAsync: isPromise(this.#file, call) };
    for (const fn of functions) {
      const inner = this.#failingOf(fn);
      if (inner) return { ...inner, call, isAsync: true };
    }
    const far = isLog(this.#file, call) ? undefined : farWrite(this.#file, call);
    return far && { ...far, call, isStored: far.kind === 'record', isFar: true };
  }

  /** The first write within a node whose failure comes out there, by functions of this file and of others. */
  failingIn(node: Node): Write | undefined {
    for (const call of callsLettingOut(this.#file, node)) {
      const write = this.of(call);
      if (write) return write;
    }
    return undefined;
  }

  /** What a `catch` of tried code takes the failure of: the first write in it, or the call itself before `.catch`. */
  caughtIn(tried: Node): Write | undefined {
    const inner = this.failingIn(tried);
    for (let value = unwrap(tried); !inner && value.type === 'CallExpression';) {
      const write = this.of(value);
      if (write) return write;
      if (value.callee.type !== 'MemberExpression') return undefined;
      value = unwrap(value.callee.object);
    }
    return inner;
  }

  /** Calls of functions of other files within a node whose failure comes out there. */
  handedOnIn(node: Node): readonly Target[] {
    return callsLettingOut(this.#file, node).flatMap((call): readonly Target[] => {
      const target = isLog(this.#file, call) ? undefined : farTarget(this.#file, call);
      const inner = this.#called(call).flatMap((fn) => this.#handedOnOf(fn));
      return target ? [target, ...inner] : inner;
    });
  }

  /** Once for each function: one that calls itself writes nothing more by that. */
  #failingOf(fn: FunctionNode): Write | undefined {
    if (!this.#failing.has(fn)) {
      this.#failing.set(fn, undefined);
      this.#failing.set(fn, this.failingIn(fn));
    }
    return this.#failing.get(fn);
  }

  #handedOnOf(fn: FunctionNode): readonly Target[] {
    if (!this.#handedOn.has(fn)) {
      this.#handedOn.set(fn, []);
      this.#handedOn.set(fn, this.handedOnIn(fn));
    }
    return this.#handedOn.get(fn) ?? [];
  }

  #called(call: Construction): readonly FunctionNode[] {
    return handlersOf(this.#file)
      .graph.calledBy(call)
      .filter((fn) => fn.async || fn.body.type !== 'BlockStatement' || givesPromise(fn));
  }
}

/** The writes of a file. */
export function writesOf(found: Found): Writes {
  return found.file.once(Writes, () => new Writes(found));
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
