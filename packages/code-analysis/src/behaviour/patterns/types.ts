import type { PatternName } from '@faultline/catalog';
import type { Place } from '../types.js';

/** A pattern that the code of a file uses. */
export interface PatternFact {
  readonly pattern: PatternName;
  /** Its name, or the call that makes it. */
  readonly at: Place;
  /** All code that is part of it. */
  readonly within: Place;
  /** The library, or `by hand`. */
  readonly by: string;
  /** What was seen, in one sentence. */
  readonly message: string;
  /** What the pattern needs and was not seen, one sentence each. */
  readonly lacks: readonly string[];
  /** One of several parts, which are a pattern only together, in whatever files. */
  readonly part?: string;
}
