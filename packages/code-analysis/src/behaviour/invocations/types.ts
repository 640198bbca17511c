import type { Place } from '../types.js';

/** An invocation of a Lambda function by its name. */
export interface InvocationFact {
  readonly at: Place;
  /**
   * - `synchronous`: the caller waits for the answer; `byDefault` when no type is written
   * - `asynchronous`: the service queues the event
   * - `dry-run`: nothing runs
   */
  readonly mode: 'synchronous' | 'asynchronous' | 'dry-run' | 'unknown';
  readonly byDefault: boolean;
  /** Name of the invoked function, where it is written. */
  readonly target?: string;
  /** The file is a script that a person or a pipeline runs. */
  readonly script: boolean;
}
