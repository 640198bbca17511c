import type { Place } from '../types.js';

/** An emitter whose `error` event tells that a dependency failed, and whether something listens for it. */
export interface ErrorEventFact {
  /** The callee of the call that starts it: `pipe`, `https.request`. */
  readonly at: Place;
  /** The emitter as written, such as `answer.data`. */
  readonly emitter: string;
  /**
   * - `request`: a request of `node:http` or `node:https`
   * - `file`: a file that is read
   * - `body`: the body of an answer
   */
  readonly kind: 'request' | 'file' | 'body';
  /** Where the data goes, for those that are piped. */
  readonly destination?: string;
  /**
   * - `heard`: a listener, `pipeline` or `finished` hears of it
   * - `unheard`: nothing does
   * - `opaque`: it is handed to other code, which may listen
   */
  readonly state: 'heard' | 'unheard' | 'opaque';
}
