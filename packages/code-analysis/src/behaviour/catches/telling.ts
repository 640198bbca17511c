import { functionAround, unwrap, type FunctionNode, type Node } from '../../syntax/tree.js';
import type { Call, FileContext } from '../context.js';
import { handlersOf } from '../handlers/handlers.js';
import type { Target } from '../handlers/targets.js';
import type { Found } from '../lazy.js';
import { functionName } from '../retries/purpose.js';
import { directlyWithin, textOf } from '../retries/regions.js';
import { catchesOf, type Catch } from './catch-sites.js';
import { saysFailure } from './failure-values.js';
import { farFunction, farTarget } from './far-writes.js';
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
  readonly #handedBack = new Map<FunctionNode, readonly Call[]>();

  constructor(file: FileContext, writes: Writes) {
    this.#file = file;
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
    for (const one of this.#behind(fn)) {
      const kind = this.#own.get(one);
      if (kind) return kind;
    }
    return undefined;
  }

  /** Functions of other files whose answers a function hands back. */
  targetsOf(fn: FunctionNode): readonly Target[] {
    return this.#behind(fn).flatMap((one) => this.#answersOf(one).flatMap((call) => farTarget(this.#file, call) ?? []));
  }

  #far(fn: FunctionNode): WriteKind | undefined {
    for (const one of this.#behind(fn))
      for (const call of this.#answersOf(one)) {
        const kind = farFunction(this.#file, call)?.tells;
        if (kind) return kind;
      }
    return undefined;
  }

  /** A function, and those of this file whose answers it hands back. */
  #behind(fn: FunctionNode): readonly FunctionNode[] {
    const { graph } = handlersOf(this.#file);
    const found = new Set([fn]);
    for (const one of found)
      for (const call of this.#answersOf(one)) for (const next of graph.callees(call)) found.add(next);
    return [...found];
  }

  #answersOf(fn: FunctionNode): readonly Call[] {
    let known = this.#handedBack.get(fn);
    if (!known) this.#handedBack.set(fn, (known = handedBack(this.#file, fn)));
    return known;
  }
}

/** The functions of a file that tell of failures by value. */
export function tellingOf({ file }: Pick<Found, 'file'>, writes: Writes): Telling {
  return file.once(Telling, () => new Telling(file, writes));
}

/** Calls whose value a function returns as its own: `return send(row);`, `const sent = await send(row); return sent;`. */
function handedBack(file: FileContext, fn: FunctionNode): readonly Call[] {
  const given =
    fn.body.type === 'BlockStatement'
      ? directlyWithin(file, 'ReturnStatement', fn).flatMap(({ argument }) => argument ?? [])
      : [fn.body];
  return given.flatMap((value): readonly Call[] => {
    const terminal = value.type === 'Identifier' ? file.resolver.single(value) : undefined;
    let made = unwrap(terminal?.kind === 'expression' && terminal.path.length === 0 ? terminal.node : value);
    if (made.type === 'AwaitExpression') made = unwrap(made.argument);
    return made.type === 'CallExpression' ? [made] : [];
  });
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
