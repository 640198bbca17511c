import type { Target } from '../handlers/targets.js';
import type { Place } from '../types.js';

/**
 * The most time that code takes, as an expression: what is not known here, such as the size of a batch or what a function
 * of another file does, is put in by whoever knows it.
 */
export type TimeExpression =
  /** One call over the network, the attempts of its client included. */
  | {
      readonly kind: 'call';
      readonly at: Place;
      /** The callee as written. */
      readonly name: string;
      /** Milliseconds that one attempt takes at most; null where that is not known, or nothing ends it. */
      readonly attempt: number | null;
      /** Nothing ends an attempt. */
      readonly isEndless: boolean;
      /** Attempts that the client makes when the other side does not answer. */
      readonly attempts: number;
    }
  /** One after the other. */
  | { readonly kind: 'sequence'; readonly parts: readonly TimeExpression[] }
  /** One of them, or all at once: the longest counts. */
  | { readonly kind: 'longest'; readonly parts: readonly TimeExpression[] }
  /** Again and again; `records` is once for each record of the batch. */
  | {
      readonly kind: 'repeat';
      readonly at: Place;
      readonly times: number | 'records' | 'unknown';
      /** It repeats what has failed. */
      readonly retry?: { readonly label: string; readonly attempts: number };
      /** A clock ends it as well. */
      readonly until?: ClockLimit;
      readonly body: TimeExpression;
    }
  /** A function that is given others, by their index; `fn` is where it begins, null for one of another file. */
  | {
      readonly kind: 'with';
      readonly fn: number | null;
      readonly given: readonly (TimeExpression | null)[];
      readonly body: TimeExpression;
    }
  /** What the function that begins there was given. */
  | { readonly kind: 'given'; readonly fn: number; readonly index: number }
  /** A function of another file. */
  | ({ readonly kind: 'elsewhere' } & Target)
  /** What is not followed. */
  | { readonly kind: 'unknown' };

/** Ends a loop before its next round: after it has run for a time, or when less than that is left of the invocation. Milliseconds. */
export type ClockLimit = { readonly elapsed: number } | { readonly left: number };

/** How long an exported function takes at most. */
export interface EntryTime {
  readonly name: string;
  /** Where the function begins. */
  readonly fn: number;
  readonly time: TimeExpression;
  /** The code looks how much time is left in a way that is not followed, and may stop by itself. */
  readonly watchesClock: boolean;
}
