import type { Node } from '../../syntax/tree.js';
import type { Catch } from '../catches/catch-sites.js';
import type { FileContext } from '../context.js';
import { handlersOf } from '../handlers/handlers.js';
import { insideOf } from '../retries/regions.js';

/** Functions that a failure is handed on through, one calling the next. */
const mostHops = 3;

/** The code that runs after a failure: what catches it, and the functions of this file that are called there. */
export function failureWork(file: FileContext, { body, whole }: Catch): readonly Node[] {
  const { graph } = handlersOf(file);
  const found = new Set<Node>([body]);
  let from: readonly Node[] = [body];
  for (let hop = 0; hop < mostHops && from.length > 0; hop += 1) {
    const called = from.flatMap((one) => insideOf(file.calls, one)).flatMap((call) => graph.calledBy(call));
    // A function that tries again is not what the failure leads to.
    from = called.filter((fn) => !found.has(fn) && !(fn.range[0] <= whole.range[0] && whole.range[1] <= fn.range[1]));
    for (const fn of from) found.add(fn);
  }
  return [...found];
}
