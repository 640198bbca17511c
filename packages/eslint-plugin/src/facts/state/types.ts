import type { Place } from '../types.js';

/** Where a session library keeps the sessions of users. */
export interface SessionStoreFact {
  /** The callee, or the plugin that is registered. */
  readonly at: Place;
  /** The library, such as `express-session`. */
  readonly label: string;
  /** Option that takes a store; absent where there is none. */
  readonly option?: string;
  /**
   * - `memory`, `disk`: of the process that served the request
   * - `given`: in a store that the code gives
   * - `sometimes`: in a store in one branch, and in the process in another
   * - `opaque`: `why` says where the store comes from
   */
  readonly keeps: 'memory' | 'disk' | 'given' | 'sometimes' | 'opaque';
  readonly why?: string;
}
