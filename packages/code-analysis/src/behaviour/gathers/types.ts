import type { Place } from '../types.js';

/** Reads that are gathered for one answer. */
export interface GatherFact {
  /** `Promise.all`. */
  readonly at: Place;
  /** The dependencies that are read, such as `api.example.com` or `dynamodb`. */
  readonly sources: readonly string[];
  /** The calls that read; one that is made for each element of a list counts for two. */
  readonly reads: readonly Place[];
  /**
   * - `all-or-nothing`: one source that fails, fails the others
   * - `tolerant`: a source that fails is left out or replaced
   * - `unknown`: `why` says what is missing
   */
  readonly state: 'all-or-nothing' | 'tolerant' | 'unknown';
  readonly why?: string;
}
