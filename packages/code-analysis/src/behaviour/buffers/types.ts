import type { Place } from '../types.js';

/** Something in the memory of a process that outlives a request and to which code adds. */
export interface BufferFact {
  /** Where it grows: the callee of the call that adds to it. */
  readonly at: Place;
  /** As people read it, such as `pending` or `this.events`. */
  readonly name: string;
  /** `tasks`: the waiting tasks of a queue library, whose name is in `library`. */
  readonly kind: 'array' | 'map' | 'set' | 'tasks';
  readonly library?: string;
  readonly declared: Place;
  /** What adds to it: a handler (for each request or event), a listener, or code of which the callers are not known. */
  readonly fedBy: 'handler' | 'listener' | 'unknown';
  /** Name of the handler. */
  readonly handler?: string;
  /**
   * - `drained`: elements are taken out again, or it is emptied or replaced
   * - `checked`: its length is compared with something, or is looked at by what a library offers for that
   * - `few`: what is added is constant, or only a set of names
   * - `typed`: a set of a named type, which may allow a few values only
   * - `option`: an option bounds it
   * - `once`: a test around it may let it grow the first time only
   * - `opaque`: code of other files has it
   * - `none`: nothing of all that
   */
  readonly bound: 'drained' | 'checked' | 'few' | 'typed' | 'option' | 'once' | 'opaque' | 'none';
}
