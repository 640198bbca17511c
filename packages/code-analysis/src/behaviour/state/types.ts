import type { Place } from '../types.js';

/** Where a session library keeps the sessions of users. */
export interface SessionStoreFact {
  /** The callee, or the plugin that is registered. */
  readonly at: Place;
  /** The library, such as `express-session`. */
  readonly label: string;
  /** Option that takes a store; absent where there is none. */
  readonly option?: string;
  /**
   * - `memory`, `disk`: of the process that served the request
   * - `given`: in a store that the code gives
   * - `sometimes`: in a store in one branch, and in the process in another
   * - `opaque`: `why` says where the store comes from
   */
  readonly keeps: 'memory' | 'disk' | 'given' | 'sometimes' | 'opaque';
  readonly why?: string;
}

/** Something that a process holds longer than one request, and what handlers do with it. */
export interface StateFact {
  /** Its declaration; for `kept-failure` and `half-made` the place where it is filled. */
  readonly at: Place;
  /** As people read it, such as `counts` or `Limits.counts`. */
  readonly name: string;
  /**
   * - `counter`, `lock`, `session`, `deduplication`, `rate-limit`, `records`: answers depend on what earlier requests left
   * - `kept-failure`: a promise that is kept although it may have been rejected
   * - `half-made`: an object that is kept before it has been made ready
   * - `events`: subscribers hear of what happens in their own process only
   * - `cache`: values that are worked out again where they are missing
   * - `other`: anything else, such as clients, connections, metrics and constants
   */
  readonly role:
    | 'counter'
    | 'lock'
    | 'session'
    | 'deduplication'
    | 'rate-limit'
    | 'records'
    | 'kept-failure'
    | 'half-made'
    | 'events'
    | 'cache'
    | 'other';
  /** Who uses it: handlers of this file, functions that other files call, or a part that no request reaches. */
  readonly reach: 'handlers' | 'callers' | 'none';
  /** The names leave no doubt of the role, so callers in other files need not be known. */
  readonly evident: boolean;
  /** Names of the handlers. */
  readonly handlers: readonly string[];
  /** Where it is written. */
  readonly written?: Place;
  /** For `events`: the repair as code. */
  readonly repair?: string;
  /** For caches: what keeps it small, and by what it is keyed. */
  readonly cache?: CacheFact;
}

/** What is known of the size of a cache. */
export interface CacheFact {
  /**
   * - `evicted`, `expires`, `limited`: entries are removed, grow old, or are counted
   * - `few-keys`: there are only so many keys, by their type or because they are constants
   * - `none`: nothing in the file keeps it small
   * - `opaque`: other code has it
   */
  readonly bound: 'evicted' | 'expires' | 'limited' | 'few-keys' | 'none' | 'opaque';
  /** Text of the key. */
  readonly key: string;
  /** Where the key comes from: a request, an argument whose name says that there are many, or elsewhere. */
  readonly keyed: 'request' | 'many' | 'unknown';
}

/** A file on the disk of one instance that is written by code at work. */
export interface LocalFileFact {
  /** The callee of the write. */
  readonly at: Place;
  /** The write as written, such as `fs.writeFile`. */
  readonly write: string;
  /** What names the file or its folder, such as `uploads` or `getFilePath`. */
  readonly path: string;
  /**
   * - `kept`: another request reads it
   * - `scratch`: it is removed by the code that writes it
   * - `shared`: it is on a file system that all instances mount
   * - `refilled`: it is only written where it is missing
   * - `own`: nothing in this file reads it in another run
   */
  readonly use: 'kept' | 'scratch' | 'shared' | 'refilled' | 'own';
  /** Whether handlers of this file write and read it, or functions that other files call. */
  readonly reach: 'handlers' | 'callers';
  /** Where it is read. */
  readonly read?: Place;
}
