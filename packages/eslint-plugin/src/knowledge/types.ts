/**
 * A phase of a remote call in which it can hang.
 * - `pool`: waiting for a free connection of the client's own pool
 * - `connect`: TCP, TLS and protocol handshake
 * - `response`: from the request to the headers or to the first byte of the answer
 * - `body`: a gap between two pieces of the answer
 * - `total`: all of it, retries of the client aside
 */
export type Phase = 'pool' | 'connect' | 'response' | 'body' | 'total';

/** A value that libraries read in surprising ways when it is given as a timeout. */
export type OddValue = 'zero' | 'null' | 'false' | 'NaN' | 'Infinity' | 'negative' | 'string';

/** An option that bounds a call. */
export interface TimeoutOption {
  /** Dotted path in the options, such as `timeout.request`; empty when the argument itself is the value. */
  readonly path: string;
  /** `signal`: an AbortSignal; `deadline`: a point in time; `flag`: a boolean that makes another option work. */
  readonly takes: 'duration' | 'signal' | 'deadline';
  readonly unit?: 'ms' | 's' | 'min';
  readonly covers: readonly Phase[];
  /** Values by which the library silently has no bound. */
  readonly off?: readonly OddValue[];
  /** Values by which every call fails at once or throws. */
  readonly fails?: readonly OddValue[];
  /** Another option without which this one only warns or does nothing. */
  readonly needs?: { readonly path: string; readonly value: string | number | boolean };
  /** Name of the parameter that carries it in a connection string. */
  readonly urlParameter?: string;
}

/** An option that looks like a timeout and that the library does not read, or not so. */
export interface IgnoredOption {
  readonly path: string;
  /** What happens instead, as the end of a sentence, such as `fetch has no such option`. */
  readonly because: string;
}

/** Code that makes a client or a call. */
export interface Shape {
  /** Dotted path from the module: `default`, `default.create`, `Pool`, `request`. */
  readonly export: string;
  readonly construct?: boolean;
  /** Index of the argument that holds the options; a list when several may. */
  readonly options: number | readonly number[];
}

/** A method of a client that makes a call. */
export interface Method {
  readonly name: string;
  readonly options: number | readonly number[];
}

/** What one library does about timeouts, at one range of versions. */
export interface ClientLibrary {
  /** Name in messages, such as `axios` or `AWS SDK v3`. */
  readonly label: string;
  /** Module specifiers that export it; `global` for what needs no import. A trailing `*` matches the rest. */
  readonly modules: readonly string[];
  /** Semver range that the entry is true for; absent for all. The newest known is used where the version is not known. */
  readonly versions?: string;
  readonly family: 'http' | 'aws-sdk' | 'database' | 'cache' | 'broker' | 'rpc' | 'mail' | 'saas' | 'search';
  /** Code that makes a client: its options bound every call made through it. */
  readonly clients: readonly Shape[];
  /** Code that makes a call without a client. */
  readonly calls: readonly Shape[];
  /** Methods of a client that make a call, when options per call exist. */
  readonly methods?: readonly Method[];
  /** Methods of a client that make a client with more options (`extend`, `create`). */
  readonly derive?: readonly Method[];
  /** Where a finding stands: at each call, or where the client is made. */
  readonly judgedAt: 'call' | 'client';
  readonly options: readonly TimeoutOption[];
  readonly ignored?: readonly IgnoredOption[];
  /** Sets of phases, any of which is enough. */
  readonly enough: readonly (readonly Phase[])[];
  /** What bounds a call when nothing is set; `says` ends the sentence "without it a call ...". */
  readonly byDefault: { readonly bounded: boolean; readonly says: string };
  /** The repair as code, such as `signal: AbortSignal.timeout(5_000)`. */
  readonly repair: string;
  /** Where it was read or measured. */
  readonly source: { readonly version: string; readonly url: string };
}
