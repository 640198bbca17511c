import type { Place } from '../types.js';

/** A promise that is made by hand, and a way on which nothing settles it. */
export interface SettlingFact {
  /** `Promise` of `new Promise`, or the place that forgets it. */
  readonly at: Place;
  /**
   * - `executor`: an asynchronous executor, whose own promise nobody takes
   * - `catch`: a `catch` around what settles it
   * - `error`: a branch for the error of a callback
   * - `listener`: a listener for `error`
   */
  readonly by: 'executor' | 'catch' | 'error' | 'listener';
  /** What may fail, as written; empty where it has no name. */
  readonly work: string;
  /** `settled`: it is settled on that way too. */
  readonly state: 'unsettled' | 'settled' | 'unclear';
}
