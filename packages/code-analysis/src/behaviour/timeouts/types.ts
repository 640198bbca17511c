import type { Phase } from '../../libraries/types.js';
import type { LibraryRef, Place } from '../types.js';

/** What options that were written leave open of a call that counts as bounded. */
export interface OpenPhases {
  readonly phases: readonly Phase[];
  /** An option bounds the answer, and only the server keeps it. */
  readonly keptByServer: boolean;
  /** Options of the library that close what is open; a signal first. */
  readonly closedBy: readonly string[];
  /** Why it cannot be decided whether something else closes it, as the end of "it cannot be told ..., because ...". */
  readonly missing?: string;
}

/** A limit that holds for one attempt of a client that makes several. */
export interface RepeatedLimit {
  readonly attempts: number;
  /** Seconds that the call can take in all, with the pauses between the attempts. */
  readonly seconds: number;
  /** The option that cuts the attempts, as code. */
  readonly repair: string;
}

/** A value of a timeout that may do something else than it says. */
export interface UnsafeTimeoutFact {
  /** The value, or the conversion of the environment variable in it. */
  readonly at: Place;
  readonly option: string;
  readonly label: string;
  /** Ends the sentence "without it a call ...". */
  readonly without: string;
  /** The value as it is written. */
  readonly value: string;
  /** Name of the environment variable that holds it. */
  readonly env?: string;
  /**
   * - `off`: it silently switches the timeout off
   * - `fails`: every call fails at once
   * - `reset`: the library takes its own default instead
   * - `safe`: it does what it says
   */
  readonly does: 'off' | 'fails' | 'reset' | 'safe';
  /** What makes it do so: what is written, text where a number is wanted, or that the variable is not set. */
  readonly cause: 'literal' | 'text' | 'unset' | 'useless-fallback';
  /** For `safe`: what makes it so. */
  readonly because?: 'fallback' | 'checked' | 'accepted' | 'another limit';
  /** A sound value as code. */
  readonly repair?: string;
}

/** A call in a function that is given a signal. */
export interface SignalInScopeFact {
  /** The callee of the call. */
  readonly at: Place;
  readonly name: string;
  readonly library: LibraryRef;
  /** The signal as the function names it: `signal`, `options.signal`. */
  readonly signal: string;
  readonly parameter: Place;
  /** `elsewhere`: the options come from elsewhere and may hold it. */
  readonly state: 'forwarded' | 'dropped' | 'elsewhere';
  /** Path of the option that takes it. */
  readonly option: string;
}

/** A signal or point in time that a clock decides, and whether calls use it that come after its time. */
export interface DeadlineFact {
  /** Where it is made; for one of another file, where it is given to a call. */
  readonly at: Place;
  /** `AbortSignal.timeout`, a controller that a timer aborts, or a point in time. */
  readonly made: 'signal' | 'controller' | 'deadline';
  readonly ms?: number;
  /** `yes`: it lives longer than one call, and later calls use it; `unknown`: this file does not show when they run. */
  readonly reuse: 'yes' | 'no' | 'unknown';
  /** Where it is used again. */
  readonly uses: readonly Place[];
  /** Module that makes it when it is loaded, where that is another file. */
  readonly from?: string;
}
