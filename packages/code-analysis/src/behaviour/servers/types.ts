import type { Place } from '../types.js';

/** A limiter of incoming requests. Plain data. */
export interface RateLimiterFact {
  readonly at: Place;
  /** Name of the library. */
  readonly label: string;
  /**
   * Where it counts:
   * - `memory`: in this process, in every branch; `byDefault` when no option says so
   * - `shared`: in a store outside of the process
   * - `varies`: in memory in one branch and outside in another
   */
  readonly store: 'memory' | 'shared' | 'varies' | 'unknown';
  readonly byDefault: boolean;
  /** It takes over while the shared store of another limiter is down, or stands beside one in this file. */
  readonly role: 'main' | 'insurance' | 'beside';
  /** The repair as code. */
  readonly repair: string;
  /** The file is a script or a server for development. */
  readonly development: boolean;
}

/** How much of a body, message or upload a server reads. Plain data. */
export interface BodyLimitFact {
  /** The value of the option, or what makes the reader where it is not written. */
  readonly at: Place;
  readonly label: string;
  /** The function that reads, such as `json`. */
  readonly name: string;
  /** The option as the library names it, such as `limits.fileSize`. */
  readonly option: string;
  readonly of: 'body' | 'file' | 'message';
  readonly written: boolean;
  /** Most bytes that are read; `Infinity` for no limit; absent where it is not known. */
  readonly bytes?: number;
  /** It reads for chosen routes only, not for the whole server. */
  readonly ofRoutes: boolean;
  /** The file is a script or a server for development. */
  readonly development: boolean;
}

/** An application that answers requests. Plain data. */
export interface HttpServerFact {
  readonly at: Place;
  /** Name of the framework. */
  readonly framework: string;
  /** It begins to listen in this file; there on the machine itself only; or it is handed to other code. */
  readonly listens: 'here' | 'locally' | 'elsewhere';
  /** A limiter that is known stands in this file, its words speak of one, or neither. */
  readonly limited: 'here' | 'perhaps' | 'no';
  /** Name of the limiter. */
  readonly limiter?: string;
  /** The file imports public packages only, so that nothing of the project can stand between. */
  readonly alone: boolean;
  /** The file is a script or a server for development. */
  readonly development: boolean;
}
