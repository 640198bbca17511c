import type { Place } from '../types.js';

/** What ends a retry that keeps failing. */
export interface RetryLimit {
  readonly state: 'limited' | 'unlimited' | 'unknown';
  /** Calls made at most, the first one included; absent when the number is not known. */
  readonly attempts?: number;
  readonly by?: 'count' | 'deadline' | 'signal' | 'default';
  /**
   * For `unlimited`: a counter that nobody tests, one that does not count or is not tested on every way to the next
   * attempt, a tested variable that never changes, an option of a library, or nothing at all.
   */
  readonly cause?: 'untested-counter' | 'uncounted' | 'still' | 'option' | 'none';
  /** The counter or the option as written. */
  readonly name?: string;
  readonly at?: Place;
  /** For `unknown`: the end of the sentence "it cannot be decided, because ...". */
  readonly why?: string;
}

/** The pause before the next attempt. */
export interface RetryDelay {
  /** `server`: it waits as long as the other side asks for. */
  readonly kind: 'none' | 'constant' | 'growing' | 'server' | 'unknown';
  /** Milliseconds of a constant pause, where they are known. */
  readonly ms?: number;
  readonly growth?: 'linear' | 'exponential';
  /** `clamped`: randomness is added and a smaller upper bound then cuts it off. */
  readonly jitter: 'present' | 'absent' | 'clamped' | 'unknown';
  /** An upper bound is written. */
  readonly capped: boolean;
  readonly at?: Place;
  readonly why?: string;
}

/** What is tried again. */
export interface RetryErrors {
  /**
   * - `all`: every failure
   * - `network`: failures of the network only, since the call does not fail on an error status
   * - `selected`: what a test lets through; `about` says which kinds the test names
   * - `permanent`: a status that no further attempt changes is listed (`named`)
   */
  readonly kind: 'all' | 'network' | 'selected' | 'permanent' | 'unknown';
  readonly about: readonly ErrorKind[];
  readonly named?: string;
  readonly at?: Place;
}

/** `transient`: may pass by itself; `conflict`: somebody else was first; `specific`: a named answer such as 404. */
export type ErrorKind = 'transient' | 'conflict' | 'specific';

/** A call inside a retry that tries again by itself. */
export interface InnerRetry {
  readonly label: string;
  /** Calls made at most by itself. */
  readonly attempts: number;
  readonly at: Place;
}

/** Code that does the same thing again after it has failed. */
export interface RetryFact {
  /** Where a finding about it stands: the head of the loop, the call of the library. */
  readonly at: Place;
  readonly form: 'loop' | 'recursion' | 'timer' | 'library' | 'job' | 'message' | 'strategy' | 'computed';
  /** Begins a sentence: `This loop`, `p-retry`. */
  readonly label: string;
  /** `waiting`: it waits for a state; `connection`: it keeps a connection up for the life of the process. */
  readonly purpose: 'retry' | 'waiting' | 'connection';
  /** The file is a script that one person runs. */
  readonly script: boolean;
  /** Absent where it is not to be judged here. */
  readonly limit?: RetryLimit;
  readonly delay?: RetryDelay;
  readonly errors?: RetryErrors;
  readonly inner: readonly InnerRetry[];
  /** It repeats named answers only, such as a conflict, and nothing that fails below. */
  readonly isSelective?: true;
}

/** A call through a client that obeys the `Retry-After` header of an answer. */
export interface RetryAfterFact {
  readonly at: Place;
  readonly label: string;
  readonly state: 'capped' | 'uncapped' | 'unknown';
  /** What caps it. */
  readonly by?: string;
  /** The repair as code. */
  readonly repair: string;
}
