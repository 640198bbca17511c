import type { HandlerSource } from '../../knowledge/handlers.js';
import type { Place } from '../types.js';

export type { HandlerSource } from '../../knowledge/handlers.js';

/** A function that something outside the file starts. Plain data. */
export interface HandlerFact {
  /** The function. */
  readonly at: Place;
  /** Name of the function or route, such as `handler` or `POST /orders`; empty where there is none. */
  readonly name: string;
  readonly source: HandlerSource;
  /** A function of a platform that freezes it after the answer, a server, or a worker process. */
  readonly host: 'function' | 'server' | 'worker';
  /** It can run twice for one intent: the sender delivers at least once, or sends again when no answer comes. */
  readonly reRunnable: boolean;
  /** Somebody waits for its answer. */
  readonly request: boolean;
  /** It is given a list of records, and not one. */
  readonly batch: boolean;
  /** By what it is recognised. */
  readonly by: 'type' | 'shape' | 'registration' | 'name';
  /** Functions of this file that run on its behalf: itself, and those that it calls or passes on, transitively. */
  readonly reaches: readonly Place[];
}
