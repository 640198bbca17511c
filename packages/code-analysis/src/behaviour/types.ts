import type { IgnoredOption, Phase } from '../libraries/types.js';
import type { DependencyCallFact, ProtectionFact } from './breakers/types.js';
import type { FunctionFacts } from './modules/callees/types.js';
import type { ConfigFetchFact, ReadThroughFact, RefreshFact } from './caches/types.js';
import type { FailureFact, SwallowingEntry, WriterFacts } from './catches/types.js';
import type { BufferFact } from './buffers/types.js';
import type { DetachedFact } from './detached/types.js';
import type { DurableFacts } from './durable/types.js';
import type { EntryPointFacts, NamesGiven, OperationFact } from './entry-points/types.js';
import type { EndpointFact } from './endpoints/types.js';
import type { ExportFacts, SourcePlace } from './modules/types.js';
import type { BatchFact, RecordBatchFact } from './batches/types.js';
import type { FanOutFact, LimiterFact } from './fan-out/types.js';
import type { FlagFact, LeverFact } from './levers/types.js';
import type { GatherFact } from './gathers/types.js';
import type { HandlerFact } from './handlers/types.js';
import type { InvocationFact } from './invocations/types.js';
import type { MutationFact } from './mutations/types.js';
import type { ReadFact } from './reads/types.js';
import type { PatternFact } from './patterns/types.js';
import type { ErrorEventFact } from './error-events/types.js';
import type { SettlingFact } from './settling/types.js';
import type { RejectionFact } from './rejections/types.js';
import type { RetryAfterFact, RetryFact } from './retries/types.js';
import type { LocalFileFact, SessionStoreFact, StateFact } from './state/types.js';
import type { BodyLimitFact, HttpServerFact, RateLimiterFact } from './servers/types.js';
import type { ScheduleFact } from './schedules/types.js';
import type { StreamWriteFact } from './streams/types.js';
import type { EntryTime } from './time/types.js';
import type {
  DeadlineFact,
  OpenPhases,
  RepeatedLimit,
  SignalInScopeFact,
  UnsafeTimeoutFact,
} from './timeouts/types.js';
import type { WhereItRuns } from './where-it-runs/types.js';

/** A place in the file: offsets in its text, the end excluded. */
export interface Place {
  readonly range: readonly [number, number];
}

/** The library behind a client or a call, and which version its entry was chosen for. */
export interface LibraryRef {
  /** Name in messages, such as `axios`. */
  readonly label: string;
  /** Module it was imported from; `global` for what needs no import. */
  readonly module: string;
  readonly family: string;
  /** Installed version; absent when it is not known and the newest entry was taken. */
  readonly version?: string;
  /** The entry holds for some versions only. */
  readonly versioned?: boolean;
  /** Answers take minutes where all is well. */
  readonly slowByNature?: boolean;
  /** Ends the sentence "without it a call ...". */
  readonly without: string;
  /** The repair as code. */
  readonly repair: string;
}

/** An option that was read, and what it does. */
export interface OptionFact {
  /** Dotted path as the library names it, such as `requestHandler.socketTimeout`; `signal` for signals. */
  readonly path: string;
  /**
   * - `set`: it bounds the phases in `covers`
   * - `off`: it is written with a value by which the library has no bound (`odd` says which value, where it has a name)
   * - `sometimes`: bounded in one branch and not in another
   * - `opaque`: it may be set; `why` says where the value comes from
   */
  readonly state: 'set' | 'off' | 'sometimes' | 'opaque';
  /** Where it is read: per call, on the client, as a default for all, or around the call. */
  readonly level: 'call' | 'client' | 'defaults' | 'around';
  readonly covers: readonly Phase[];
  /** Milliseconds, where the value is known. */
  readonly ms?: number;
  /** Name of the environment variable that holds the value. */
  readonly env?: string;
  /** Text of the value that switches it off: `0`, `null`, `undefined`, `Infinity`, `a controller that nobody aborts`. */
  readonly odd?: string;
  readonly why?: string;
  /** The option is written but only warns, because another one is missing: `throwOnRequestTimeout: true`. */
  readonly needs?: string;
  /** Place of the property or argument, where there is one in this file. */
  readonly at?: Place;
}

/** An option that is written and that the library does not read, with what the tables say of it. */
export interface IgnoredFact extends Omit<IgnoredOption, 'at'> {
  readonly at?: Place;
}

/** What bounds a call, or every call through a client. */
export interface Bound {
  /** `partly`: some phase is bounded, but not enough of them, or one of many attempts. */
  readonly status: 'bounded' | 'unbounded' | 'partly' | 'undetermined';
  readonly phases: readonly Phase[];
  readonly options: readonly OptionFact[];
  /** Options that are written and that the library does not read. */
  readonly ignored: readonly IgnoredFact[];
  /** What the options leave open, where they bound the call by and large. */
  readonly open?: OpenPhases;
  /** For `partly`: the phases in which the call can still hang, where a phase is what is missing. */
  readonly lacks?: readonly Phase[];
  /** For `partly`: the limit ends one attempt, and the attempts are too many. */
  readonly repeated?: RepeatedLimit;
  /** True when only the library's own default bounds it. */
  readonly byDefault: boolean;
  /** For `undetermined`: what was missing to decide, as the end of the sentence "it cannot be decided, because ...". */
  readonly missing?: string;
  /** Places in other files where options were read. */
  readonly elsewhere?: readonly SourcePlace[];
}

/** Where the repair can be written: `before + repair + after` at the offset. */
export interface Insertion {
  readonly offset: number;
  readonly before: string;
  readonly after: string;
}

/** A client that is made in this file. */
export interface ClientFact {
  readonly id: number;
  /** The whole construction; findings stand at `callee`. */
  readonly at: Place;
  readonly callee: Place;
  readonly library: LibraryRef;
  /** Name of the class or function that makes it, such as `S3Client`. */
  readonly name: string;
  readonly judgedAt: 'call' | 'client';
  readonly bound: Bound;
  /**
   * `local`: used for work without the network only, so no timeout applies; `exempt`: it says that it has to wait,
   * or that it needs no network.
   */
  readonly use: 'calls' | 'local' | 'exempt';
  readonly insertion?: Insertion;
}

/** A call over the network. */
export interface CallFact {
  readonly at: Place;
  /** The callee; of a chain its last name, so that the line is the one where the call stands. */
  readonly callee: Place;
  /** The callee as written, such as `axios.post`. */
  readonly name: string;
  readonly library: LibraryRef;
  readonly judgedAt: 'call' | 'client';
  /** Id of the client in this file through which it goes. */
  readonly client?: number;
  readonly bound: Bound;
  /** The call goes through this wrapper (a function of this file or of another one). */
  readonly wrapper?: string;
  /** The call inside the wrapper that it comes down to: the place where one repair mends all that go through it. */
  readonly through?: SourcePlace;
  /** The call stands in a wrapper, and its callers decide. */
  readonly isInWrapper?: true;
  /** Whether it ends in time hangs on what other callers pass, or on what the wrapper does: nothing of it is decided here. */
  readonly hangsOnWrapper?: true;
  readonly insertion?: Insertion;
}

/** A signal that is given to a call or made and never fires. */
export interface SignalFact {
  /** Place of the signal's value. */
  readonly at: Place;
  /** Place of the `new AbortController()` that nobody aborts. */
  readonly controller?: Place;
  /**
   * - `inert-controller`: `new AbortController().signal` that nobody aborts
   * - `undefined`: `signal: undefined` or `null` is written
   * - `timeout`: made by `AbortSignal.timeout` or a controller armed by a timer
   * - `cleared-at-headers`: armed by a timer that is cleared before the body has been read
   * - `manual`: aborted by other code, or it leaves the file
   */
  readonly kind: 'inert-controller' | 'undefined' | 'timeout' | 'cleared-at-headers' | 'manual';
  readonly ms?: number;
  /** Place of the call that takes it. */
  readonly call?: Place;
}

/** A value that switches a timeout off. */
export interface DisabledTimeoutFact {
  /** Place of the value itself, so that another one can be written there. */
  readonly at: Place;
  /** A sound value as code, in the unit of the option: `5_000`, `5` for seconds, the library's own default for servers. */
  readonly repair?: string;
  /** Option, property or method, such as `server.requestTimeout`, `timeout.request`. */
  readonly option: string;
  /** The value as people know it: `0`, `null`, `false`, `Infinity`, `NaN`, `undefined`. */
  readonly value: string;
  readonly target: 'client' | 'call' | 'server' | 'socket';
  readonly label: string;
  /** What is lost, as the end of the sentence "it ends ..." for servers. */
  readonly bounds?: string;
  /** The same thing is bounded in another way, so nothing is lost. */
  readonly boundedOtherwise: boolean;
}

/** What is known of one source file. Plain data: no syntax nodes. */
export interface FileFacts {
  /** Where the code of the file runs. */
  readonly where: WhereItRuns;
  readonly clients: readonly ClientFact[];
  readonly calls: readonly CallFact[];
  readonly signals: readonly SignalFact[];
  readonly disabled: readonly DisabledTimeoutFact[];
  /** What other files can import from this one. */
  readonly exports: ExportFacts;
  /** Functions that something outside starts: event handlers, routes, consumers, timers. */
  readonly handlers: readonly HandlerFact[];
  /** Handlers of other files on whose behalf a place runs: asking goes through other files, so ask where it decides. */
  readonly reachedBy: (at: Place) => readonly HandlerFact[];
  /** What a platform can start by its name, and what runs then. */
  readonly entryPoints: EntryPointFacts;
  /** Operations of AWS services on resources of the workload. */
  readonly operations: readonly OperationFact[];
  /** Names of resources that calls hand on to functions of the project. */
  readonly namesGiven: readonly NamesGiven[];
  /** How long exported functions take at most. */
  readonly times: readonly EntryTime[];
  /** Code that does the same thing again after it has failed. */
  readonly retries: readonly RetryFact[];
  /** Calls whose client waits as long as the other side says. */
  readonly retryAfter: readonly RetryAfterFact[];
  /** Answers of batch operations, and what becomes of the failures in them. */
  readonly batches: readonly BatchFact[];
  /** Handlers of queues and streams, and what becomes of records that fail. */
  readonly recordBatches: readonly RecordBatchFact[];
  /** Changes outside of the file, with their keys, conditions and tokens. */
  readonly mutations: readonly MutationFact[];
  /** Functions that are invoked by their name. */
  readonly invocations: readonly InvocationFact[];
  /** Work that handlers start, and whether something waits for it. */
  readonly detached: readonly DetachedFact[];
  /** Lists and tables that are read, and what keeps the reads small. */
  readonly reads: readonly ReadFact[];
  /** Addresses that calls and clients are given. */
  readonly endpoints: readonly EndpointFact[];
  /** The callees of calls to the machine itself. */
  readonly localCalls: readonly Place[];
  /** What durable functions do outside of their steps, and the answers that they wait for. */
  readonly durable: DurableFacts;
  /** Timers and clocks that start work again and again. */
  readonly schedules: readonly ScheduleFact[];
  /** Values of timeouts that may do something else than they say. */
  readonly unsafeTimeouts: readonly UnsafeTimeoutFact[];
  /** Signals and points in time that a clock decides, and whether later calls use them. */
  readonly deadlines: readonly DeadlineFact[];
  /** Calls in functions that are given a signal. */
  readonly signalsInScope: readonly SignalInScopeFact[];
  /** Files that are written to the local disk at work. */
  readonly localFiles: readonly LocalFileFact[];
  /** What the process holds longer than one request. */
  readonly state: readonly StateFact[];
  /** Where session libraries keep the sessions. */
  readonly sessionStores: readonly SessionStoreFact[];
  /** What becomes of the failures of work whose result matters. */
  readonly failures: readonly FailureFact[];
  /** Work that is started without taking its promise. */
  readonly rejections: readonly RejectionFact[];
  /** Requests and piped streams, and whether something hears of their failure. */
  readonly errorEvents: readonly ErrorEventFact[];
  /** Promises that are made by hand, and whether a failure settles them. */
  readonly settlings: readonly SettlingFact[];
  readonly swallowingEntries: readonly SwallowingEntry[];
  /** What functions write that other files can call. */
  readonly writers: WriterFacts;
  /** Work that is started for all elements of a list at once. */
  readonly fanOuts: readonly FanOutFact[];
  /** What other files can call. */
  readonly functions: FunctionFacts;
  /** Things that let a number of tasks run at once. */
  readonly limiters: readonly LimiterFact[];
  /** Limiters of incoming requests, and where they count. */
  readonly rateLimiters: readonly RateLimiterFact[];
  /** Feature flags that are evaluated, and what comes while the flag service is down. */
  readonly flags: readonly FlagFact[];
  /** Operational switches, and when they are read. */
  readonly levers: readonly LeverFact[];
  /** How much of a request servers read. */
  readonly bodyLimits: readonly BodyLimitFact[];
  /** Lists, maps and queues that outlive a request and to which code adds. */
  readonly buffers: readonly BufferFact[];
  /** Where configuration and secrets are fetched, and whether they are kept. */
  readonly configFetches: readonly ConfigFetchFact[];
  /** Where values that are kept between requests are fetched anew. */
  readonly refreshes: readonly RefreshFact[];
  /** Functions that look in a cache before they load, and whether they need it. */
  readonly readThroughs: readonly ReadThroughFact[];
  /** Applications that answer requests, and whether something limits their rate. */
  readonly httpServers: readonly HttpServerFact[];
  /** Reads of several systems that a request waits for all at once. */
  readonly gathers: readonly GatherFact[];
  /** Breakers, fallbacks and bulkheads. */
  readonly protections: readonly ProtectionFact[];
  /** Dependencies that requests wait for, with what protects the requests. */
  readonly dependencyCalls: readonly DependencyCallFact[];
  /** Streams that are written to again and again. */
  readonly streamWrites: readonly StreamWriteFact[];
  /** Patterns of distributed systems. */
  readonly patterns: readonly PatternFact[];
}
