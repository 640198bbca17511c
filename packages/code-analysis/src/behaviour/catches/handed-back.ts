import { unwrap, type FunctionNode, type Node } from '../../syntax/tree.js';
import type { Call, FileContext } from '../context.js';
import { handlersOf } from '../handlers/handlers.js';
import type { Target } from '../handlers/targets.js';
import { directlyWithin } from '../retries/regions.js';
import { writtenValue } from './elements.js';
import { farTarget } from './far-writes.js';

/** Whose answers the functions of a file hand back as their own. One for each file. */
export class HandedBack {
  readonly #file: FileContext;
  readonly #calls = new Map<FunctionNode, readonly Call[]>();

  constructor(file: FileContext) {
    this.#file = file;
  }

  /** A function, and those of this file whose answers it hands back. */
  behind(fn: FunctionNode): readonly FunctionNode[] {
    const { graph } = handlersOf(this.#file);
    const found = new Set([fn]);
    for (const one of found)
      for (const call of this.callsOf(one)) for (const next of graph.callees(call)) found.add(next);
    return [...found];
  }

  /** Functions of other files whose answers a function hands back, by itself or through those of this file. */
  targetsOf(fn: FunctionNode): readonly Target[] {
    return this.behind(fn).flatMap((one) => this.callsOf(one).flatMap((call) => farTarget(this.#file, call) ?? []));
  }

  /** Calls whose value a function returns as its own: `return send(row);`, `const sent = await send(row); return sent;`. */
  callsOf(fn: FunctionNode): readonly Call[] {
    let known = this.#calls.get(fn);
    if (!known) this.#calls.set(fn, (known = callsHandedBack(this.#file, fn)));
    return known;
  }
}

/** The answers that the functions of a file hand back. */
export function handedBackIn(file: FileContext): HandedBack {
  return file.once(HandedBack, () => new HandedBack(file));
}

function callsHandedBack(file: FileContext, fn: FunctionNode): readonly Call[] {
  const given: readonly Node[] =
    fn.body.type === 'BlockStatement'
      ? directlyWithin(file, 'ReturnStatement', fn).flatMap(({ argument }) => argument ?? [])
      : [fn.body];
  return given.flatMap((value): readonly Call[] => {
    const terminal = value.type === 'Identifier' ? file.resolver.single(value) : undefined;
    const source = terminal?.kind === 'expression' && terminal.path.length === 0 ? terminal.node : value;
    // What is waited for is not what the resolver tells of, which is what comes out of it.
    const made = [source, writtenValue(file, value)].map((one) => withoutAwait(one));
    const call = made.find((one): one is Call => one.type === 'CallExpression');
    return call ? [call] : [];
  });
}

function withoutAwait(given: Node): Node {
  const value = unwrap(given);
  return value.type === 'AwaitExpression' ? unwrap(value.argument) : value;
}
