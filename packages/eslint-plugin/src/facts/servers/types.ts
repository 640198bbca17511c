import type { Place } from '../types.js';

/** A limiter of incoming requests. Plain data. */
export interface RateLimiterFact {
  readonly at: Place;
  /** Name of the library. */
  readonly label: string;
  /**
   * Where it counts:
   * - `memory`: in this process, in every branch; `byDefault` when no option says so
   * - `shared`: in a store outside of the process
   * - `varies`: in memory in one branch and outside in another
   */
  readonly store: 'memory' | 'shared' | 'varies' | 'unknown';
  readonly byDefault: boolean;
  /** It takes over while the shared store of another limiter is down, or stands beside one in this file. */
  readonly role: 'main' | 'insurance' | 'beside';
  /** The repair as code. */
  readonly repair: string;
  /** The file is a script or a server for development. */
  readonly development: boolean;
}
