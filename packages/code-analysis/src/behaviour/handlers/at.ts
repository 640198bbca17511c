import type { FileFacts, Place } from '../types.js';
import type { HandlerFact } from './types.js';

type Starters = Pick<FileFacts, 'handlers' | 'reachedBy'>;

/** The handlers on whose behalf the code at a place runs; those of other files only where this one does not show what starts it. */
export function handlersAt({ handlers, reachedBy }: Starters, at: Place): readonly HandlerFact[] {
  const own = handlers.filter(({ reaches }) => reaches.some((one) => isInside(one, at.range)));
  return own.some(({ source }) => source !== 'unknown') ? own : [...own, ...reachedBy(at)];
}

/** True for code that can run twice for one intent: a handler of a queue, stream, topic, event or webhook reaches it. */
export function isOnReRunnablePath(facts: Starters, at: Place): boolean {
  return handlersAt(facts, at).some(({ reRunnable }) => reRunnable);
}

/** True for code that somebody waits for: an HTTP or RPC handler reaches it. */
export function isOnRequestPath(facts: Starters, at: Place): boolean {
  return handlersAt(facts, at).some(({ request }) => request);
}

function isInside(outer: Place, range: Place['range']): boolean {
  return outer.range[0] <= range[0] && range[1] <= outer.range[1];
}
