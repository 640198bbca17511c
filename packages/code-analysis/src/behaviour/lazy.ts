import { batchFacts } from './batches/batches.js';
import { recordBatchFacts } from './batches/record-batches.js';
import { dependencyCalls, protectionFacts } from './breakers/breakers.js';
import { functionFacts } from './modules/callees/functions.js';
import { configFetches } from './caches/config-fetches.js';
import { readThroughFacts } from './caches/read-through.js';
import { refreshFacts } from './caches/refreshes.js';
import { failureFacts } from './catches/failures.js';
import { writerFacts } from './catches/far-writes.js';
import { swallowingEntries } from './catches/swallowing-entries.js';
import { bufferFacts } from './buffers/buffers.js';
import type { Clients } from './clients.js';
import type { FileContext } from './context.js';
import { detachedFacts } from './detached/detached.js';
import { callbackFacts } from './durable/callbacks.js';
import { replayedValues } from './durable/values.js';
import { endpointFacts, localCalls } from './endpoints/endpoints.js';
import { exportFacts } from './modules/exported-values.js';
import { fanOutFacts, limiterFacts } from './fan-out/fan-outs.js';
import { gatherFacts } from './gathers/gathers.js';
import { entryPointFacts } from './entry-points/entry-points.js';
import { namesGiven } from './entry-points/names-given.js';
import { operationFacts } from './entry-points/operations.js';
import { callersAt, handlerFacts } from './handlers/handlers.js';
import { invocationFacts } from './invocations/invocations.js';
import { flagFacts } from './levers/flags.js';
import { leverFacts } from './levers/levers.js';
import { mutationFacts } from './mutations/mutations.js';
import { patternFacts } from './patterns/pattern-facts.js';
import { readFacts } from './reads/reads.js';
import { rejectionFacts } from './rejections/rejections.js';
import { errorEventFacts } from './error-events/error-events.js';
import { settlingFacts } from './settling/settling.js';
import { retryFacts } from './retries/retries.js';
import { retryAfterFacts } from './retries/retry-after.js';
import { localFiles } from './state/local-files.js';
import { stateFacts } from './state/state.js';
import { sessionStores } from './state/session-stores.js';
import { streamWriteFacts } from './streams/writes.js';
import { reusedDeadlines } from './timeouts/reused-deadlines.js';
import { signalsInScope } from './timeouts/signals-in-scope.js';
import { bodyLimitFacts } from './servers/body-limits.js';
import { httpServerFacts } from './servers/http-servers.js';
import { rateLimiterFacts } from './servers/rate-limiters.js';
import { scheduleFacts } from './schedules/schedules.js';
import { whereItRuns } from './where-it-runs/where-it-runs.js';
import { entryTimes } from './time/entry-times.js';
import { unsafeTimeouts } from './timeouts/unsafe-values.js';
import type { FileFacts } from './types.js';
import type { SiteResult } from './wrappers.js';

/** What the first collectors have found in a file, for those that go on from there. */
export interface Found {
  readonly file: FileContext;
  /** Undefined in files that make no outbound call which is known. */
  readonly clients: Clients | undefined;
  readonly sites: readonly SiteResult[];
}

/** Facts that are found once a rule or the project pass asks for them; one line for each kind. */
const collectors = {
  where: ({ file }: Found) => whereItRuns(file),
  exports: ({ file, clients, sites }: Found) => exportFacts(file, clients, sites),
  handlers: ({ file }: Found) => handlerFacts(file),
  reachedBy: ({ file }: Found) => callersAt(file),
  entryPoints: ({ file }: Found) => entryPointFacts(file),
  operations: operationFacts,
  namesGiven: ({ file }: Found) => namesGiven(file),
  times: entryTimes,
  retries: retryFacts,
  retryAfter: retryAfterFacts,
  batches: batchFacts,
  recordBatches: ({ file }: Found) => recordBatchFacts(file),
  mutations: mutationFacts,
  invocations: invocationFacts,
  detached: detachedFacts,
  reads: readFacts,
  endpoints: endpointFacts,
  localCalls,
  durable: ({ file }: Found) => ({ values: replayedValues(file), callbacks: callbackFacts(file) }),
  schedules: scheduleFacts,
  failures: failureFacts,
  rejections: rejectionFacts,
  errorEvents: errorEventFacts,
  settlings: settlingFacts,
  swallowingEntries: ({ file }: Found) => swallowingEntries(file),
  writers: writerFacts,
  configFetches,
  refreshes: refreshFacts,
  readThroughs: readThroughFacts,
  gathers: gatherFacts,
  protections: protectionFacts,
  dependencyCalls,
  unsafeTimeouts: ({ clients, sites }: Found) => unsafeTimeouts(clients, sites),
  localFiles: ({ file }: Found) => localFiles(file),
  state: ({ file }: Found) => stateFacts(file),
  sessionStores: ({ file }: Found) => sessionStores(file),
  deadlines: ({ clients, sites }: Found) => reusedDeadlines(clients, sites),
  signalsInScope: ({ clients, sites }: Found) => (clients ? signalsInScope(clients, sites) : []),
  fanOuts: fanOutFacts,
  functions: functionFacts,
  limiters: limiterFacts,
  rateLimiters: ({ file }: Found) => rateLimiterFacts(file),
  flags: flagFacts,
  levers: ({ file }: Found) => leverFacts(file),
  bodyLimits: ({ file }: Found) => bodyLimitFacts(file),
  buffers: bufferFacts,
  httpServers: ({ file }: Found) => httpServerFacts(file),
  streamWrites: streamWriteFacts,
  patterns: patternFacts,
} satisfies { readonly [Kind in keyof FileFacts]?: (found: Found) => FileFacts[Kind] };

type LazyKind = keyof typeof collectors;

/** The facts of a file: those that the first collectors have found, and all others from when they are asked for. */
class LazyFacts {
  readonly #found: Found;
  readonly #known: Partial<Record<LazyKind, unknown>> = {};

  static {
    // Once for all files, since a getter for each kind and file costs more than most facts do.
    for (const kind of Object.keys(collectors) as LazyKind[])
      Object.defineProperty(this.prototype, kind, {
        enumerable: true,
        get(this: LazyFacts) {
          return (this.#known[kind] ??= collectors[kind](this.#found));
        },
      });
  }

  constructor(found: Found, facts: Omit<FileFacts, LazyKind>) {
    this.#found = found;
    Object.assign(this, facts);
  }
}

/** Adds the facts that are found on demand to those that are there. */
export function withLazyFacts(found: Found, facts: Omit<FileFacts, LazyKind>): FileFacts {
  return new LazyFacts(found, facts) as unknown as FileFacts;
}
