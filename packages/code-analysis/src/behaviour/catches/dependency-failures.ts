import { databaseMethods, diskModules } from '../../libraries/unheld-promises.js';
import { returnsOf } from '../../syntax/resolve.js';
import { isFunction, memberName, unwrap, type FunctionNode, type Node } from '../../syntax/tree.js';
import { awsOperations } from '../aws/operations.js';
import { isLog } from '../batches/result-use.js';
import { calleeText } from '../callee.js';
import type { Call, FileContext } from '../context.js';
import { remoteCalls } from '../fan-out/remote.js';
import { calleeOf } from '../modules/callees/callee.js';
import { handlersOf } from '../handlers/handlers.js';
import type { Found } from '../lazy.js';
import { farFunction } from './far-writes.js';
import { isPromise } from './promised.js';
import { callsLettingOut } from './letting-out.js';
import { writesOf, type Writes } from './writes.js';

/** Families of clients whose calls give promises. */
const promising = new Set(['http', 'aws-sdk', 'mail', 'ai']);
const withoutPromise = /^(?:node:)?https?$|^(?:request|superagent|needle|follow-redirects)$/;

/** Promises of a file that are rejected when another system or the disk fails. One for each file. */
export class DependencyFailures {
  readonly #file: FileContext;
  readonly #writes: Writes;
  /** Calls of other systems, with the family of what they call. */
  readonly #remote: ReadonlyMap<Node, string>;
  readonly #known = new Map<FunctionNode, string | undefined>();

  constructor(found: Found) {
    this.#file = found.file;
    this.#writes = writesOf(found);
    this.#remote = new Map<Node, string>([
      ...remoteCalls(found),
      ...found.sites.map(({ call }) => [call.node, call.library.family] as const),
      ...awsOperations(found.file, found.clients).flatMap(({ sends }) =>
        sends.map((send) => [send, 'aws-sdk'] as const),
      ),
    ]);
  }

  /** True for a call of another system by itself. */
  isRemote(call: Call): boolean {
    return this.#remote.has(call) || this.#writes.has(call) || this.#isOfDisk(call);
  }

  /** True for a call that runs a function of the project, or holds the promises of others, and so has begun. */
  runsFunction(call: Call): boolean {
    if (this.isRemote(call)) return false;
    const isNear = isFunction(unwrap(call.callee)) || handlersOf(this.#file).graph.callees(call).length > 0;
    return isNear || this.#gatheredBy(call) !== undefined || farFunction(this.#file, call) !== undefined;
  }

  /**
   * True for a call of another system that begins at once and gives a promise: builders of queries wait for `await`, and
   * others tell a callback or an emitter of the end.
   */
  isEager(call: Call): boolean {
    const family = this.#remote.get(call);
    if (family === undefined) return this.#isOfDisk(call);
    if (!promising.has(family) || !isPromise(this.#file, call)) return false;
    return !withoutPromise.test(this.#file.origin(call.callee)?.module ?? '');
  }

  /**
   * The call by which a function asks another system and whose failure comes out of the promise that the function gives
   * back, as it is written there; undefined where none is seen, and for functions that give no promise.
   */
  ofFunction(fn: FunctionNode): string | undefined {
    if (!this.#known.has(fn)) {
      this.#known.set(fn, undefined);
      this.#known.set(fn, this.#comingOutOf(fn));
    }
    return this.#known.get(fn);
  }

  /** The same of the promise that a call gives. */
  ofCall(call: Call): string | undefined {
    const { text } = this.#file.source;
    if (this.isRemote(call)) return calleeText(call.callee, text);
    if (isLog(this.#file, call)) return undefined;
    const gathered = this.#gatheredBy(call);
    if (gathered) return this.#within(gathered);
    const callee = unwrap(call.callee);
    const near = isFunction(callee) ? [callee] : handlersOf(this.#file).graph.callees(call);
    for (const fn of near) {
      const inner = this.ofFunction(fn);
      if (inner !== undefined) return inner;
    }
    if (near.length > 0) return undefined;
    const far = farFunction(this.#file, call);
    // A method of a client that another file makes: there is no function of the project to be looked at.
    const fails = far
      ? far.isAsync && far.fails
      : isOfDatabase(call) || calleeOf(this.#file, call.callee)?.fact?.work === 'remote';
    return fails ? calleeText(call.callee, text) : undefined;
  }

  #isOfDisk({ callee }: Call): boolean {
    if (!this.#file.specifiers.some((one) => Object.hasOwn(diskModules, one.replace('node:', '')))) return false;
    const origin = this.#file.origin(callee);
    const module = origin?.module.replace('node:', '') ?? '';
    return Object.hasOwn(diskModules, module) && diskModules[module]?.test(origin?.path.join('.') ?? '') === true;
  }

  /** The list whose promises `Promise.all` and its like hold, of which one that is rejected is enough. */
  #gatheredBy({ callee, arguments: [list] }: Call): Node | undefined {
    const isNamed = callee.type === 'MemberExpression' && /^(?:all|race|any)$/.test(memberName(callee) ?? '');
    if (!isNamed || !list || this.#file.origin(callee)?.path[0] !== 'Promise') return undefined;
    const terminal = this.#file.resolver.single(list);
    return terminal?.kind === 'expression' && terminal.path.length === 0 ? terminal.node : list;
  }

  #within(node: Node): string | undefined {
    for (const call of callsLettingOut(this.#file, node)) {
      const inner = this.ofCall(call);
      if (inner !== undefined) return inner;
    }
    return undefined;
  }

  #comingOutOf(fn: FunctionNode): string | undefined {
    if (fn.generator) return undefined;
    if (fn.async) return this.#within(fn);
    for (const value of returnsOf(fn)) {
      const call = unwrap(value);
      const inner = call.type === 'CallExpression' ? this.ofCall(call) : undefined;
      if (inner !== undefined) return inner;
    }
    return undefined;
  }
}

function isOfDatabase({ callee }: Call): boolean {
  const method = callee.type === 'MemberExpression' ? memberName(callee) : undefined;
  return method !== undefined && databaseMethods.test(method);
}

/** The promises of a file that are rejected when another system fails. */
export function dependencyFailuresOf(found: Found): DependencyFailures {
  return found.file.once(DependencyFailures, () => new DependencyFailures(found));
}
