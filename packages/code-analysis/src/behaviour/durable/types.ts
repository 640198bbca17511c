import type { Place } from '../types.js';

/** What the code of a durable function of Lambda does that a replay does again. Plain data. */
export interface DurableFacts {
  readonly values: readonly ReplayedValue[];
  readonly callbacks: readonly CallbackFact[];
}

/** A value of the clock or of chance in the code of a durable function. */
export interface ReplayedValue {
  readonly at: Place;
  /** As it is written: `Date.now()`. */
  readonly text: string;
  readonly by: 'random' | 'time';
  /** `step`: a step keeps what it was; `replayed`: it is another one on each replay; `unknown`: other code calls it. */
  readonly where: 'step' | 'replayed' | 'unknown';
}

/** A wait for somebody outside to answer. */
export interface CallbackFact {
  readonly at: Place;
  readonly operation: 'waitForCallback' | 'createCallback';
  readonly timeout: 'written' | 'none' | 'unknown';
}
