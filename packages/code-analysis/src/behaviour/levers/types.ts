import type { Place } from '../types.js';

/** An evaluation of a feature flag, or the wait for the flag service at the start. Plain data. */
export interface FlagFact {
  readonly at: Place;
  /** Name of the library or service. */
  readonly label: string;
  /** The method or function, such as `variation`. */
  readonly name: string;
  /** `start`: it waits for the service; `evaluation`: it asks for a flag. */
  readonly kind: 'evaluation' | 'start';
  /**
   * What is answered while the flag service is down:
   * - `given`: a value that the call or the client is given, or one that is put in behind it
   * - `library`: a safe value of the library's own
   * - `none`: `undefined`
   * - `throws`: an error that nothing between here and the handler catches; `caught` when something does;
   *   `leaves` when it leaves the functions of this file
   */
  readonly fallback: 'given' | 'library' | 'none' | 'throws' | 'caught' | 'leaves' | 'unknown';
  /** Inside a function that runs again, or once when the module is loaded. */
  readonly when: 'call' | 'load';
  /** The value of a module-level constant: nothing asks again later. */
  readonly kept: boolean;
  /** The repair as code. */
  readonly repair: string;
}

/** A switch whose position is settled when the module is loaded. Plain data. */
export interface LeverFact {
  readonly at: Place;
  /** Name of the environment variable or constant. */
  readonly name: string;
  /** `env`: an environment variable; `constant`: a value in the code. */
  readonly source: 'env' | 'constant';
  /** `load`: read when the module is loaded; `call`: read by a function each time. */
  readonly when: 'load' | 'call';
  /**
   * What becomes of it: a function of this file decides by it (`decides`), other files see it (`exported`), or neither
   * is to be seen (`unknown`).
   */
  readonly use: 'decides' | 'exported' | 'unknown';
  /** The name says that it is an operational switch, and not only that something is on or off. */
  readonly explicit: boolean;
}
