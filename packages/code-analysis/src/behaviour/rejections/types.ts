import type { Place } from '../types.js';

/** Work that code starts without taking its promise, though the failure of another system comes out of it. */
export interface RejectionFact {
  /** The callee of the call that starts it, or the function that is given away. */
  readonly at: Place;
  /** As written, such as `this.sync`; `the callback of setInterval` where it has no name. */
  readonly work: string;
  /** The call that fails, as written in the function in which it stands. */
  readonly dependency: string;
  /**
   * - `statement`: a call of its own
   * - `callback`: a function that `taker` calls, which takes no promise
   * - `elements`: `forEach` or `map` over a list, whose promises nobody holds
   * - `lists`: `Promise.all` over lists of promises instead of promises
   * - `route`: a handler that Express 4 calls, which takes no promise
   */
  readonly by: 'statement' | 'callback' | 'elements' | 'lists' | 'route';
  /** What calls the function: `setInterval`, `socket.on`. */
  readonly taker?: string;
  /**
   * - `unhandled`: nothing takes the rejection
   * - `caught`: the chain ends with a `catch`
   * - `unclear`: `why` says what is missing
   */
  readonly state: 'unhandled' | 'caught' | 'unclear';
  /** Goes on after "because". */
  readonly why?: string;
  /** It stands in a `try`, whose `catch` sees nothing of it. */
  readonly isTried: boolean;
  /** What listens for unhandled rejections, so that the process goes on: `Next.js`, or the path of a file. */
  readonly survivesBy?: string;
  /** Other routes of the file of which the same is true. */
  readonly others: readonly Place[];
}
