// Made by `npm run update` from the files in this folder.
import { noHardCodedEndpoint } from './rel04-bp02/no-hard-coded-endpoint.js';
import { noSynchronousInvoke } from './rel04-bp02/no-synchronous-invoke.js';
import { noSynchronizedSchedule } from './rel04-bp03/no-synchronized-schedule.js';
import { noUnboundedRead } from './rel04-bp03/no-unbounded-read.js';
import { noNonIdempotentUpdate } from './rel04-bp04/no-non-idempotent-update.js';
import { noNondeterministicReplay } from './rel04-bp04/no-nondeterministic-replay.js';
import { noUnconditionalCreate } from './rel04-bp04/no-unconditional-create.js';
import { noUnstableIdempotencyKey } from './rel04-bp04/no-unstable-idempotency-key.js';
import { requireDeduplicationId } from './rel04-bp04/require-deduplication-id.js';
import { requireIdempotencyKey } from './rel04-bp04/require-idempotency-key.js';
import { noAllOrNothingGather } from './rel05-bp01/no-all-or-nothing-gather.js';
import { noCacheDropOnRefreshFailure } from './rel05-bp01/no-cache-drop-on-refresh-failure.js';
import { noConfigFetchPerRequest } from './rel05-bp01/no-config-fetch-per-request.js';
import { noSwallowedFailure } from './rel05-bp01/no-swallowed-failure.js';
import { noUnhandledRejection } from './rel05-bp01/no-unhandled-rejection.js';
import { requireCircuitBreaker } from './rel05-bp01/require-circuit-breaker.js';
import { requireErrorListener } from './rel05-bp01/require-error-listener.js';
import { noProcessLocalRateLimit } from './rel05-bp02/no-process-local-rate-limit.js';
import { requireBodyLimit } from './rel05-bp02/require-body-limit.js';
import { requireRateLimit } from './rel05-bp02/require-rate-limit.js';
import { noNestedRetry } from './rel05-bp03/no-nested-retry.js';
import { noRetryOfPermanentErrors } from './rel05-bp03/no-retry-of-permanent-errors.js';
import { noUncappedRetryAfter } from './rel05-bp03/no-uncapped-retry-after.js';
import { requireRetryBackoff } from './rel05-bp03/require-retry-backoff.js';
import { requireRetryJitter } from './rel05-bp03/require-retry-jitter.js';
import { requireRetryLimit } from './rel05-bp03/require-retry-limit.js';
import { noDetachedWork } from './rel05-bp04/no-detached-work.js';
import { noIgnoredBackpressure } from './rel05-bp04/no-ignored-backpressure.js';
import { noIgnoredBatchFailures } from './rel05-bp04/no-ignored-batch-failures.js';
import { noUnboundedConcurrency } from './rel05-bp04/no-unbounded-concurrency.js';
import { noUnboundedQueue } from './rel05-bp04/no-unbounded-queue.js';
import { noUnsettledPromise } from './rel05-bp04/no-unsettled-promise.js';
import { requirePartialBatchResponse } from './rel05-bp04/require-partial-batch-response.js';
import { forwardAbortSignal } from './rel05-bp05/forward-abort-signal.js';
import { noDisabledTimeout } from './rel05-bp05/no-disabled-timeout.js';
import { noExcessiveTimeout } from './rel05-bp05/no-excessive-timeout.js';
import { noIgnoredTimeoutOption } from './rel05-bp05/no-ignored-timeout-option.js';
import { noInertAbortSignal } from './rel05-bp05/no-inert-abort-signal.js';
import { noPartialTimeout } from './rel05-bp05/no-partial-timeout.js';
import { noReusedDeadline } from './rel05-bp05/no-reused-deadline.js';
import { noUnsafeTimeoutValue } from './rel05-bp05/no-unsafe-timeout-value.js';
import { requireAwsSdkTimeout } from './rel05-bp05/require-aws-sdk-timeout.js';
import { requireCallbackTimeout } from './rel05-bp05/require-callback-timeout.js';
import { requireDataClientTimeout } from './rel05-bp05/require-data-client-timeout.js';
import { requireHttpTimeout } from './rel05-bp05/require-http-timeout.js';
import { noInProcessState } from './rel05-bp06/no-in-process-state.js';
import { noLocalFileState } from './rel05-bp06/no-local-file-state.js';
import { noMemorySessionStore } from './rel05-bp06/no-memory-session-store.js';
import { noUnboundedCache } from './rel05-bp06/no-unbounded-cache.js';
import { noStaticLever } from './rel05-bp07/no-static-lever.js';
import { requireLeverDefault } from './rel05-bp07/require-lever-default.js';
import type { CodeCheck } from './define-check.js';

/** Every check of source code, sorted by name. */
export const codeChecks: readonly CodeCheck[] = [
  forwardAbortSignal,
  noAllOrNothingGather,
  noCacheDropOnRefreshFailure,
  noConfigFetchPerRequest,
  noDetachedWork,
  noDisabledTimeout,
  noExcessiveTimeout,
  noHardCodedEndpoint,
  noIgnoredBackpressure,
  noIgnoredBatchFailures,
  noIgnoredTimeoutOption,
  noInProcessState,
  noInertAbortSignal,
  noLocalFileState,
  noMemorySessionStore,
  noNestedRetry,
  noNonIdempotentUpdate,
  noNondeterministicReplay,
  noPartialTimeout,
  noProcessLocalRateLimit,
  noRetryOfPermanentErrors,
  noReusedDeadline,
  noStaticLever,
  noSwallowedFailure,
  noSynchronizedSchedule,
  noSynchronousInvoke,
  noUnboundedCache,
  noUnboundedConcurrency,
  noUnboundedQueue,
  noUnboundedRead,
  noUncappedRetryAfter,
  noUnconditionalCreate,
  noUnhandledRejection,
  noUnsafeTimeoutValue,
  noUnsettledPromise,
  noUnstableIdempotencyKey,
  requireAwsSdkTimeout,
  requireBodyLimit,
  requireCallbackTimeout,
  requireCircuitBreaker,
  requireDataClientTimeout,
  requireDeduplicationId,
  requireErrorListener,
  requireHttpTimeout,
  requireIdempotencyKey,
  requireLeverDefault,
  requirePartialBatchResponse,
  requireRateLimit,
  requireRetryBackoff,
  requireRetryJitter,
  requireRetryLimit,
];
