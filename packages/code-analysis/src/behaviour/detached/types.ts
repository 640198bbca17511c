import type { Place } from '../types.js';

/** Work that a function of a platform starts, and whether something waits for it. */
export interface DetachedFact {
  /** The callee of the call that starts it. */
  readonly at: Place;
  /** As written, such as `client.send`. */
  readonly work: string;
  /** Name of the handler. */
  readonly handler: string;
  /**
   * - `awaited`: awaited, returned or handed on
   * - `dropped`: nothing holds the promise
   * - `marked`: `void` with a `catch` says that nobody has to wait
   */
  readonly state: 'awaited' | 'dropped' | 'marked';
  /** The promises are made in a callback of `forEach`, which waits for none. */
  readonly inCallbacks: boolean;
}
