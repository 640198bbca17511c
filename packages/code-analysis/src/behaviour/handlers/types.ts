import type { HandlerSource } from '../../libraries/handlers.js';
import type { SourcePlace } from '../modules/types.js';
import type { Guard } from '../mutations/types.js';
import type { Place } from '../types.js';

export type { HandlerSource } from '../../libraries/handlers.js';

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
  /** By what it is recognised; `caller` for a handler of another file that calls an export of this one. */
  readonly by: 'type' | 'shape' | 'registration' | 'name' | 'caller';
  /** Where it is, when that is another file; `at` is then the exported function that runs on its behalf. */
  readonly elsewhere?: SourcePlace;
  /** Functions of this file that run on its behalf: itself, and those that it calls or passes on, transitively. */
  readonly reaches: readonly Place[];
}

/** A handler on whose behalf code of other files runs. */
export interface CallerFact extends Pick<HandlerFact, 'name' | 'source' | 'host'> {
  readonly at: SourcePlace;
  /** What keeps it, on the way to that code, from doing a thing twice. */
  readonly guard: Guard;
}

/** A function of another file that runs on behalf of handlers or exports of this one. */
export interface Passage {
  readonly module: string;
  /** Path of names from the module: `save`, `default`, `Store.save` for a method of an instance. */
  readonly path: readonly string[];
  readonly handlers: readonly CallerFact[];
  readonly exports: readonly { readonly name: string; readonly guard: Guard }[];
}

/** What the code of a file runs in other files, and what it exports of theirs. */
export interface PassageFacts {
  readonly passages: readonly Passage[];
  /** Exports that are those of other files, or instances of their classes. */
  readonly aliases: Readonly<Record<string, { readonly module: string; readonly path: readonly string[] }>>;
  /** Modules of `export * from`. */
  readonly stars: readonly string[];
}
