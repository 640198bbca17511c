import { functionAround, unwrap, type FunctionNode, type Node } from '../../syntax/tree.js';
import { calleeText } from '../callee.js';
import type { Call, FileContext } from '../context.js';
import { handlersOf } from '../handlers/handlers.js';
import { directlyWithin } from '../retries/regions.js';
import { catchesOf, catchPlace, type Catch } from './catch-sites.js';
import { farFunction } from './far-writes.js';
import { handedBackIn, type HandedBack } from './handed-back.js';
import { isMarked, isMarkedAround, statementReaction } from './quiet.js';
import { isReturned } from './treatment.js';
import type { ForgottenRead } from './types.js';

/**
 * Functions that answer a failure as if there were nothing: `catch (error) { log(error); return []; }`. Whoever calls them
 * takes an outage for an empty source. One for each file.
 */
export class ForgottenReads {
  readonly #file: FileContext;
  readonly #own = new Map<FunctionNode, ForgottenRead>();
  readonly #handedBack: HandedBack;

  constructor(file: FileContext) {
    this.#file = file;
    this.#handedBack = handedBackIn(file);
    for (const one of catchesOf(file)) {
      const fn = functionAround(one.at);
      const work = fn && workOf(file, one);
      if (!fn || !work || !answersNothing(file, one)) continue;
      if (isMarked(file, one.at) || isMarkedAround(file, one, fn)) continue;
      this.#own.set(fn, { at: catchPlace(one), work });
    }
  }

  /** The read that a function forgets, by what this file shows of it and of those whose answers it hands back. */
  ofFunction(fn: FunctionNode): ForgottenRead | undefined {
    for (const one of this.#handedBack.behind(fn)) {
      const own = this.#own.get(one);
      if (own) return own;
    }
    return undefined;
  }

  /** The same, also of functions of other files; then with the path of the file. */
  anywhereBehind(fn: FunctionNode): ForgottenRead | undefined {
    const near = this.ofFunction(fn);
    if (near) return near;
    for (const one of this.#handedBack.behind(fn))
      for (const call of this.#handedBack.callsOf(one)) {
        const far = farFunction(this.#file, call)?.forgets;
        if (far) return far;
      }
    return undefined;
  }

  /** The read whose failure the answer of a call says nothing of. */
  ofCall(call: Call): ForgottenRead | undefined {
    const near = handlersOf(this.#file).graph.callees(call);
    for (const fn of near) {
      const found = this.anywhereBehind(fn);
      if (found) return found;
    }
    return near.length > 0 ? undefined : farFunction(this.#file, call)?.forgets;
  }
}

/** The reads of a file whose failures look like nothing. */
export function forgottenReadsIn(file: FileContext): ForgottenReads {
  return file.once(ForgottenReads, () => new ForgottenReads(file));
}

/** The call that is waited for first, as written; undefined where nothing is waited for. */
function workOf(file: FileContext, { tried, whole }: Catch): string | undefined {
  const [awaited] = directlyWithin(file, 'AwaitExpression', tried).map(({ argument }) => unwrap(argument));
  const call = awaited ?? (whole.type === 'CallExpression' ? unwrap(tried) : undefined);
  return call?.type === 'CallExpression' ? calleeText(call.callee, file.source.text) : undefined;
}

/** True for a `catch` that logs at most, and ends with an empty list, an empty record or nought. */
function answersNothing(file: FileContext, { body, whole }: Catch): boolean {
  if (whole.type !== 'TryStatement' && !isReturned(whole)) return false;
  if (body.type !== 'BlockStatement') return isNothing(body);
  const last = body.body.at(-1);
  if (last?.type !== 'ReturnStatement' || !last.argument || !isNothing(last.argument)) return false;
  return body.body.slice(0, -1).every((statement) => statementReaction(file, statement, true) === 'quiet');
}

/** `[]`, `{}`, `0`, `''`, `new Map()`. */
function isNothing(given: Node): boolean {
  const value = unwrap(given);
  switch (value.type) {
    case 'ArrayExpression':
      return value.elements.length === 0;
    case 'ObjectExpression':
      return value.properties.length === 0;
    case 'Literal':
      return value.value === 0 || value.value === '';
    case 'NewExpression':
      return (
        value.callee.type === 'Identifier' && /^(?:Map|Set)$/.test(value.callee.name) && value.arguments.length === 0
      );
    default:
      return false;
  }
}
