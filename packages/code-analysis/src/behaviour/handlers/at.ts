import type { FileFacts, Place } from '../types.js';
import type { HandlerFact } from './types.js';

/** The handlers on whose behalf the code at a place runs, as far as this file shows. */
export function handlersAt({ handlers }: Pick<FileFacts, 'handlers'>, { range }: Place): readonly HandlerFact[] {
  return handlers.filter(({ reaches }) => reaches.some((one) => isInside(one, range)));
}

/** Names of the exports on whose behalf the code at a place runs. */
export function entriesAt({ entries }: Pick<FileFacts, 'entries'>, { range }: Place): readonly string[] {
  const reached = entries.filter(({ reaches }) => reaches.some((one) => isInside(one, range)));
  return reached.map(({ name }) => name);
}

/** True for code that can run twice for one intent: a handler of a queue, stream, topic, event or webhook reaches it. */
export function isOnReRunnablePath(facts: Pick<FileFacts, 'handlers'>, at: Place): boolean {
  return handlersAt(facts, at).some(({ reRunnable }) => reRunnable);
}

/** True for code that somebody waits for: an HTTP or RPC handler reaches it. */
export function isOnRequestPath(facts: Pick<FileFacts, 'handlers'>, at: Place): boolean {
  return handlersAt(facts, at).some(({ request }) => request);
}

function isInside(outer: Place, range: Place['range']): boolean {
  return outer.range[0] <= range[0] && range[1] <= outer.range[1];
}
