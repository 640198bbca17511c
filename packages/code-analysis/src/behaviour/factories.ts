import type { Frame } from '../syntax/terminal.js';
import type { FunctionNode } from '../syntax/tree.js';
import { judgeClient, type Client, type Clients } from './clients.js';
import type { Bound } from './types.js';
import { canBeLeftOut, decidingFunction, isClosed } from './wrappers.js';

/** The parameter that holds the options of the client which a function returns; undefined where it gives some of its own. */
export function givenOptions(clients: Clients, client: Client, fn: FunctionNode): number | undefined {
  const judged = judgeClient(clients, client);
  if (decidingFunction(judged) !== fn || !judged.bound.options.every(({ state }) => state === 'opaque'))
    return undefined;
  const passed = judged.read.flatMap(({ option, readings }) =>
    readings.flatMap(({ state, parameter }) => (state === 'absent' ? [] : [{ option, parameter }])),
  );
  const [index, ...others] = new Set(
    passed.map(({ option, parameter }) =>
      parameter?.fn === fn && parameter.path.join('.') === option.path ? parameter.index : -1,
    ),
  );
  return index !== undefined && index >= 0 && others.length === 0 ? index : undefined;
}

/**
 * The bound of a client whose options are a parameter of the function around it. Where only this file calls the function,
 * its calls decide if they agree. Otherwise the options count for missing where a caller may leave them out.
 */
export function boundOfMade(clients: Clients, client: Client): Bound {
  const judged = judgeClient(clients, client);
  const fn = decidingFunction(judged);
  if (!fn) return judged.bound;
  const under = (frame: Frame): Bound => judgeClient(clients, client, frame).bound;
  const callers = clients.file.callersOf(fn);
  if (callers.length > 0 && isClosed(clients, fn)) {
    const [first, ...others] = callers.map((caller) => under({ fn, args: caller.arguments, outer: undefined }));
    return first && others.every((one) => one.status === first.status) ? first : judged.bound;
  }
  const own = judged.parameters.filter((parameter) => parameter.fn === fn);
  if (!own.every((parameter) => canBeLeftOut(fn.params[parameter.index]))) return judged.bound;
  return under({ fn, args: [], outer: undefined });
}
