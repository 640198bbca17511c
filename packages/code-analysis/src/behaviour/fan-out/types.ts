import type { SourcePlace } from '../modules/types.js';
import type { Place } from '../types.js';

/**
 * How long a list can get, as far as this file shows.
 * - `fixed`: as long as it is written, or as configured
 * - `slice`: a part that is cut to a length
 * - `batch`: the records of one event, of which the source of the event bounds the number
 * - `limited`: what was read was asked for with a limit
 * - `checked`: a longer one is refused before
 * - `read`: as long as what another system returns
 * - `input`: as long as what a request or event brings
 * - `unknown`: a parameter, or something made in other code
 */
export type ListSize = 'fixed' | 'slice' | 'batch' | 'limited' | 'checked' | 'read' | 'input' | 'unknown';

/** Work that is started for all elements of a list at once. */
export interface FanOutFact {
  /** The callee of what waits for all of it, such as `Promise.all`. */
  readonly at: Place;
  /** As written, such as `Promise.all` or `pMap`. */
  readonly by: string;
  /** The list as written, such as `page.Contents`. */
  readonly list: string;
  readonly size: ListSize;
  /**
   * - `remote`: it calls another system; `work` and `workAt` say where
   * - `elsewhere`: code of other files does it
   */
  readonly work: 'remote' | 'elsewhere';
  readonly call?: string;
  readonly callAt?: Place;
  /** Where another file makes the call. */
  readonly elsewhere?: SourcePlace;
  /** One connection carries all of the calls, one after the other. */
  readonly isShared?: boolean;
  /**
   * - `none`: everything runs at once
   * - `set`: a number bounds how much of it runs at once
   * - `elsewhere`: it goes through code that may bound it
   */
  readonly limit: 'none' | 'set' | 'elsewhere';
}

/** A limiter that is made in the file. */
export interface LimiterFact {
  readonly at: Place;
  /** As written, such as `pLimit`. */
  readonly name: string;
  /** - `infinite`: it lets everything run at once; `byDefault` when no number is written */
  readonly limit: 'set' | 'infinite' | 'unknown';
  readonly byDefault: boolean;
}
