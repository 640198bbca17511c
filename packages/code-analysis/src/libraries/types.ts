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
  /** `signal`: an AbortSignal; `deadline`: a point in time. */
  readonly takes: 'duration' | 'signal' | 'deadline';
  /**
   * Where the library reads it: where the client is made, at a call, in a chained method, or in the connection string
   * only, as `urlParameter`; absent: client and call.
   */
  readonly at?: 'client' | 'call' | 'chain' | 'url';
  /** Unit of a duration; absent for signals and deadlines. */
  readonly unit?: 'ms' | 's' | 'min';
  readonly covers: readonly Phase[];
  /** Values by which the library silently has no bound. */
  readonly off?: readonly OddValue[];
  /** Values by which every call fails at once or throws. */
  readonly fails?: readonly OddValue[];
  /** Values that the library silently replaces by its own default. */
  readonly reset?: readonly OddValue[];
  /** Another option without which this one only warns or does nothing. */
  readonly needs?: { readonly path: string; readonly value: string | number | boolean };
  /** A listener without which this option only emits an event: it must call one of the methods on what the call returns. */
  readonly needsListener?: { readonly event: string; readonly calls: readonly string[] };
  /** The server keeps it: nothing ends the call when the server or the way to it is dead. */
  readonly keptByServer?: boolean;
  /** Options whose presence makes the library drop this one: a signal in place of a timeout. */
  readonly yieldsTo?: readonly string[];
  /** It ends one attempt, and the client makes more by itself after that (see `client-retries.ts`). */
  readonly perAttempt?: boolean;
  /** It starts with the headers and bounds the whole body, so that one that drips ends as well. */
  readonly wholeBody?: boolean;
  /** It ends one attempt to connect, after which the client connects again while the call goes on waiting. */
  readonly reconnects?: boolean;
  /** This version throws when it is given; read all the same, since the version may not be known. */
  readonly refused?: boolean;
  /** Name of the parameter that carries it in a connection string, in the same unit. */
  readonly urlParameter?: string;
}

/** An option that looks like a timeout and that the library does not read, or not so. */
export interface IgnoredOption {
  readonly path: string;
  /** Where somebody writes it; absent: at the client and at a call. */
  readonly at?: 'client' | 'call';
  /** What happens instead, as the end of a sentence, such as `fetch has no such option`. */
  readonly because: string;
  /** What people mean it for, where that is not to bound a call. */
  readonly meant?: 'connecting' | 'retries' | 'keep-alive';
  /** The library reads it for something else, so that writing it is no fault. */
  readonly serves?: 'another purpose';
  /** The option to write instead, as code with `$` for the value. */
  readonly instead?: string;
}

/** Code that makes a client or a call. */
export interface Shape {
  /**
   * Dotted path from the module: `default`, `default.create`, `Pool`, `request`.
   * One `*` stands for any part of one name (`*Client`, `google.*`); `<star>` for what the module's star matched,
   * compared without dashes and case (`@aws-sdk/client-cloudwatch-logs` has `CloudWatchLogs`).
   */
  readonly export: string;
  /** Names that `export` would match and that make no client; each may hold one `*`. */
  readonly except?: readonly string[];
  readonly construct?: boolean;
  /** Index of the argument that holds the options; a list when several may (the first that is an object counts). */
  readonly options: number | readonly number[];
  /** Index of the argument that may be a connection string or URL with parameters. */
  readonly url?: number;
  /** A framework makes it and hands it in, known by its written type only: the options are not to be seen here. */
  readonly injected?: boolean;
  /** It sends nothing by itself: the methods in `derive` make the clients. */
  readonly factory?: boolean;
  /** Index of the argument that may be a client of another library, which is judged in the place of this one. */
  readonly over?: number;
}

/** A method of a client that makes a call. */
export interface Method {
  /** `*` for every method, `**` for every method at any depth: `client.crm.contacts.get`. */
  readonly name: string;
  readonly options: number | readonly number[];
  /** With a callback as its last argument it waits for one answer; without one it opens a stream. */
  readonly takesCallback?: boolean;
}

/** A method of a client that makes another client out of it. */
export interface Derivation extends Method {
  /** It hands out a part of the client, such as a collection or a sender, which is judged as the client. */
  readonly part?: boolean;
}

/** A method chained to a call that sets timeouts: `.timeout(2000)`, `.timeout({ deadline: 2000 })`. */
export interface ChainMethod {
  readonly name: string;
  /** Index of the argument; it is the value itself (an option with an empty path) or an object of options. */
  readonly options: number;
}

/** An object made elsewhere that carries options into a client or a call: a request, a handler, a link, a dispatcher. */
export interface Carrier extends Shape {
  readonly modules: readonly string[];
  /** Path in the client's or call's options where it stands; its own options count as standing under that path. */
  readonly into: string;
  /** It stands as this argument instead, and its own options count as the call's. */
  readonly argument?: number;
}

/** A function or method that sets options for all later calls. */
export interface DefaultSetter {
  /** `module`: the name is a path from the module; `client`: a path from the client. */
  readonly on: 'module' | 'client';
  /** Path of the object that holds the options (`defaults`), or of the function that takes them (`config.update`). */
  readonly name: string;
  readonly by: 'assign' | 'call';
  /** Index of the argument with the options, for `call`. */
  readonly options?: number;
  /** The option that the argument or the assigned value itself is, such as `timeout` for `setTimeout(5000)`. */
  readonly path?: string;
}

/** A function that takes a client as an argument. */
export interface ClientUser {
  readonly modules: readonly string[];
  readonly export: string;
  readonly argument: number;
}

/** How long one attempt waits in each phase when nothing is set: seconds, or `ever`. Absent: not known. */
export type Waits = Readonly<Partial<Record<Phase, number | 'ever'>>>;

/** What one library does about timeouts, at one range of versions. */
export interface ClientLibrary {
  /** Name in messages, such as `axios` or `AWS SDK v3`. */
  readonly label: string;
  /** Module specifiers that export it; `global` for what needs no import. A trailing `*` matches the rest. */
  readonly modules: readonly string[];
  /**
   * Semver range of the versions that the entry is true for, such as `>=6.22.0 <7.0.0 || >=7.8.0`; absent for all. The newest known
   * is used where the version is not known.
   */
  readonly versions?: string;
  readonly family: 'http' | 'aws-sdk' | 'database' | 'cache' | 'broker' | 'rpc' | 'mail' | 'saas' | 'search';
  /** Code that makes a client: its options bound every call made through it. */
  readonly clients: readonly Shape[];
  /** Code that makes a call without a client. */
  readonly calls: readonly Shape[];
  /** Methods of a client that make a call, when options per call exist. */
  readonly methods?: readonly Method[];
  /** Methods of a client that make a client with more options (`extend`, `create`), or a part of it. */
  readonly derive?: readonly Derivation[];
  /** Methods of a client that bound what the function that they are given does: `client.withDeadline(ms, fn)`. */
  readonly limiters?: readonly string[];
  /**
   * Functions that return one of the `clients` with more behaviour, for `new` or a call on the result:
   * `const Own = Octokit.plugin(retry)`. Their own options count as the client's where the client sets none.
   */
  readonly variants?: readonly {
    readonly export: string;
    readonly of: string;
    readonly options: number | readonly number[];
  }[];
  /** Any class is the first of the `clients` that is given what this function returns as that argument. */
  readonly constructedWith?: ClientUser;
  readonly chain?: readonly ChainMethod[];
  readonly carriers?: readonly Carrier[];
  readonly setters?: readonly DefaultSetter[];
  /** Functions that make a client out of a client, with its bounds. */
  readonly wrappers?: readonly ClientUser[];
  /** Functions that use the client without a call over the network, such as presigning. */
  readonly localUses?: readonly ClientUser[];
  /**
   * Methods that send nothing: builders, checks of signatures. A dotted path from the client, of which the last part may
   * be `*`: `webhooks.*`. A client that is used for these only needs no bound.
   */
  readonly localMethods?: readonly string[];
  /** Paths in the options where a connection string may stand. */
  readonly urlOptions?: readonly string[];
  /**
   * Options with which nothing is asked for here: a database in the same process, a connection that has to wait,
   * a driver with a bound of its own or without any. Without `values`, any value of the option. A value that is not
   * known exempts nothing. `waiting`: methods that are meant to wait, so that any other that is called takes the
   * exemption back.
   */
  readonly exempt?: readonly {
    readonly path: string;
    readonly values?: readonly (string | boolean | null)[];
    readonly waiting?: readonly string[];
  }[];
  /**
   * What keeps the limits where code does not show them, for the end of the sentence "it cannot be told, because ...":
   * what is not set in code is not known. A connection string that is written out in code shows them.
   */
  readonly setOutside?: string;
  /** Schemes of connection strings that mean the same, such as `sqlite`. */
  readonly exemptSchemes?: readonly string[];
  /** Options that switch a bound off which is on by default. */
  readonly disabledBy?: readonly { readonly path: string; readonly value: string | number | boolean | null }[];
  /**
   * Options that hand the transport over to other code: with one of them set, and no known carrier in it, the bounds
   * cannot be told from here.
   */
  readonly handsOver?: readonly string[];
  /** Where a finding about a client stands: at each call through it, or where it is made. */
  readonly judgedAt: 'call' | 'client';
  /** Answers take minutes where all is well, as those of large models do. */
  readonly slowByNature?: boolean;
  /** Calls settle when the headers are there, and the body is read by another call; `where-read`: those whose answer is read so. */
  readonly bodyComesLater?: boolean | 'where-read';
  /** It may put a host before the path that it is given, so that a path alone is a remote address too. */
  readonly addsHost?: boolean;
  readonly options: readonly TimeoutOption[];
  readonly ignored?: readonly IgnoredOption[];
  /** Sets of phases, any of which lets the check for a missing timeout pass. */
  readonly enough: readonly (readonly Phase[])[];
  /** Sets of phases, any of which leaves nothing open; absent: the same as `enough`. */
  readonly complete?: readonly (readonly Phase[])[];
  /** Phases that the library's own defaults bound (to about half a minute), whatever else is set. */
  readonly boundedPhases?: readonly Phase[];
  /**
   * What bounds a call when nothing is set; `says` ends the sentence "without it a call ...".
   * `bounded`: it ends by itself in reasonable time (a minute or two), so nothing needs to be set.
   */
  readonly byDefault: { readonly bounded: boolean; readonly says: string; readonly waits?: Waits };
  /** The repair as code, such as `signal: AbortSignal.timeout(5_000)`. */
  readonly repair: string;
  /** What is otherwise where an option has one of these values: another driver below, another transport. */
  readonly cases?: readonly {
    readonly path: string;
    readonly values: readonly string[];
    readonly entry: Partial<Pick<ClientLibrary, 'options' | 'enough' | 'complete' | 'byDefault' | 'repair'>>;
  }[];
  /** Queries are tagged templates of the client itself: sql`select 1`. */
  readonly tagged?: boolean;
  /** Where it was read or measured: version, address of the project, and `measured` or the file that says so. */
  readonly source: { readonly version: string; readonly url: string; readonly evidence: string };
}

/** A timeout of a server that waits for its clients. */
export interface ServerTimeout {
  readonly name: string;
  /** `option`: where the server is made; `property`: assigned on the server; `method`: called with the value first. */
  readonly set: readonly ('option' | 'property' | 'method')[];
  readonly unit: 'ms' | 's';
  /** The library's own value in its unit; 0 and absent: none. */
  readonly defaultValue?: number;
  /** Values that switch the protection off, where it is on by default or was meant to be on. */
  readonly off: readonly OddValue[];
  /** What it bounds, as the end of the sentence "it ends ...". */
  readonly bounds: string;
}

/** What one server library does about slow clients and slow handlers. */
export interface ServerLibrary {
  readonly label: string;
  readonly modules: readonly string[];
  readonly versions?: string;
  readonly servers: readonly Shape[];
  /** Functions or methods that return the underlying Node server, such as `listen`. */
  readonly underlying?: readonly string[];
  readonly timeouts: readonly ServerTimeout[];
  readonly source: { readonly version: string; readonly url: string; readonly evidence: string };
}
