import { functionAround, type FunctionNode, type Node } from '../../syntax/tree.js';
import type { Call, FileContext } from '../context.js';
import { handlersOf } from '../handlers/handlers.js';
import type { Found } from '../lazy.js';
import { functionName } from '../retries/purpose.js';
import { directlyWithin, textOf } from '../retries/regions.js';
import { catchesOf, type Catch } from './catch-sites.js';
import { saysFailure } from './failure-values.js';
import { farFunction } from './far-writes.js';
import { handedBackIn, type HandedBack } from './handed-back.js';
import { isMarked, isMarkedAround } from './quiet.js';
import { isSpared } from './spared.js';
import { isReturned } from './treatment.js';
import { type WriteKind, type Writes } from './writes.js';

/**
 * Functions that take the failure of what they write, and tell of it by what they return: `return { status: 'failed' }`,
 * `return false`, `return err(error)`. Whoever does not read that takes the work for done. One for each file.
 */
export class Telling {
  readonly #file: FileContext;
  readonly #own = new Map<FunctionNode, WriteKind>();
  readonly #handedBack: HandedBack;

  constructor(file: FileContext, writes: Writes) {
    this.#file = file;
    this.#handedBack = handedBackIn(file);
    for (const one of catchesOf(file)) {
      const fn = functionAround(one.at);
      if (!fn || !isNotice(file, one, fn) || isForgiven(file, one, fn)) continue;
      const write = writes.caughtIn(one.tried);
      if (write) this.#own.set(fn, write.kind);
    }
  }

  /** What a call writes whose failure only its value tells. */
  of(call: Call): WriteKind | undefined {
    const { graph } = handlersOf(this.#file);
    const near = graph.callees(call);
    for (const fn of near) {
      const kind = this.ofFunction(fn) ?? this.#far(fn);
      if (kind) return kind;
    }
    return near.length > 0 ? undefined : farFunction(this.#file, call)?.tells;
  }

  /** The same of a function, by what this file shows of it and of those whose answers it hands back. */
  ofFunction(fn: FunctionNode): WriteKind | undefined {
    for (const one of this.#handedBack.behind(fn)) {
      const kind = this.#own.get(one);
      if (kind) return kind;
    }
    return undefined;
  }

  #far(fn: FunctionNode): WriteKind | undefined {
    for (const one of this.#handedBack.behind(fn))
      for (const call of this.#handedBack.callsOf(one)) {
        const kind = farFunction(this.#file, call)?.tells;
        if (kind) return kind;
      }
    return undefined;
  }
}

/** The functions of a file that tell of failures by value. */
export function tellingOf({ file }: Pick<Found, 'file'>, writes: Writes): Telling {
  return file.once(Telling, () => new Telling(file, writes));
}

/** True for a `catch` that throws nothing, and ends with a value that says to the caller that the work has failed. */
function isNotice(file: FileContext, { at, body, whole }: Catch, fn: FunctionNode): boolean {
  if (directlyWithin(file, 'ThrowStatement', body).length > 0) return false;
  const error = at.type === 'CatchClause' ? at.param : functionAround(body)?.params[0];
  const answer = whole.type === 'TryStatement' || isReturned(whole) ? lastAnswer(body) : undefined;
  if (!answer || !saysFailure(file, answer, error)) return false;
  // What a success returns as well tells nothing.
  const text = textOf(file, answer);
  const others = directlyWithin(file, 'ReturnStatement', fn).filter(
    ({ range }) => range[0] < body.range[0] || range[1] > body.range[1],
  );
  return whole.type !== 'TryStatement' || others.some(({ argument }) => argument && textOf(file, argument) !== text);
}

function lastAnswer(body: Node): Node | undefined {
  if (body.type !== 'BlockStatement') return body;
  const last = body.body.at(-1);
  return last?.type === 'ReturnStatement' ? (last.argument ?? undefined) : undefined;
}

/** True where the function says that its failure may be lost. */
function isForgiven(file: FileContext, one: Catch, fn: FunctionNode): boolean {
  return isMarked(file, one.at) || isMarkedAround(file, one, fn) || isSpared(functionName(fn), true);
}
