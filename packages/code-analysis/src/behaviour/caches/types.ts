import type { SourcePlace } from '../modules/types.js';
import type { Place } from '../types.js';

/** Where configuration, a secret or a flag is fetched. */
export interface ConfigFetchFact {
  readonly at: Place;
  /** Operation or function, such as `GetSecretValue`. */
  readonly operation: string;
  /**
   * - `per-request`: for each request or event, kept nowhere
   * - `cached`: kept between requests, by the code or by a library
   * - `default`: another value is taken when it fails
   * - `unknown`: `why` says what is missing
   */
  readonly state: 'per-request' | 'cached' | 'default' | 'unknown';
  /** Name of the handler. */
  readonly handler?: string;
  readonly why?: string;
}

/** Where values that are kept between requests are fetched anew. */
export interface RefreshFact {
  readonly at: Place;
  /** What keeps them, as written. */
  readonly cache: string;
  /**
   * - `cleared-before`: emptied before the new values are there
   * - `cleared-on-failure`: emptied when they do not come
   * - `empty-on-failure`: overwritten by nothing when they do not come
   * - `failure-kept`: an empty answer that stands for a failure is kept as if the source had given it
   * - `swapped`: overwritten once they are there
   */
  readonly state: 'cleared-before' | 'cleared-on-failure' | 'empty-on-failure' | 'failure-kept' | 'swapped';
  /** The call whose failure is kept, as written. */
  readonly work?: string;
  /** What keeps it. */
  readonly keeper?: Place;
  /** Where the failure is taken, in another file. */
  readonly elsewhere?: SourcePlace;
}

/** A function that looks in a cache over the network, and loads what is not there. */
export interface ReadThroughFact {
  /** The call of the cache that decides: the lookup, or the one that keeps what was loaded. */
  readonly at: Place;
  /** The client of the cache, as written. */
  readonly cache: string;
  /** What loads a value, as written. */
  readonly source: string;
  /**
   * - `required`: a failure of the cache fails the function, although the source could answer
   * - `optional`: the failure is taken
   * - `unknown`: other code decides
   */
  readonly state: 'required' | 'optional' | 'unknown';
}
