import type { Place } from '../types.js';

/** Writing to a stream again and again. */
export interface StreamWriteFact {
  /** The callee of the call that writes. */
  readonly at: Place;
  /** The stream as written, such as `out`. */
  readonly stream: string;
  /** A loop, or a listener of a source of data. */
  readonly repeated: 'loop' | 'listener';
  /**
   * - `ignored`: nothing looks at what `write` returns, waits for `drain`, or counts
   * - `heeded`: the result is looked at, a callback is waited for, or `drain` is
   * - `short`: only so many constant things are written
   * - `opaque`: it is not known whether it is a stream, or other code waits
   */
  readonly backpressure: 'ignored' | 'heeded' | 'short' | 'opaque';
}
