// Made by `npm run update` from the files in this folder.
import { forwardAbortSignal } from './forward-abort-signal.js';
import { noAllOrNothingGather } from './no-all-or-nothing-gather.js';
import { noCacheDropOnRefreshFailure } from './no-cache-drop-on-refresh-failure.js';
import { noConfigFetchPerRequest } from './no-config-fetch-per-request.js';
import { noDetachedWork } from './no-detached-work.js';
import { noDisabledTimeout } from './no-disabled-timeout.js';
import { noExcessiveTimeout } from './no-excessive-timeout.js';
import { noHardCodedEndpoint } from './no-hard-coded-endpoint.js';
import { noIgnoredBackpressure } from './no-ignored-backpressure.js';
import { noIgnoredBatchFailures } from './no-ignored-batch-failures.js';
import { noIgnoredTimeoutOption } from './no-ignored-timeout-option.js';
import { noInProcessState } from './no-in-process-state.js';
import { noInertAbortSignal } from './no-inert-abort-signal.js';
import { noLocalFileState } from './no-local-file-state.js';
import { noMemorySessionStore } from './no-memory-session-store.js';
import { noNestedRetry } from './no-nested-retry.js';
import { noNonIdempotentUpdate } from './no-non-idempotent-update.js';
import { noPartialTimeout } from './no-partial-timeout.js';
import { noProcessLocalRateLimit } from './no-process-local-rate-limit.js';
import { noRetryOfPermanentErrors } from './no-retry-of-permanent-errors.js';
import { noStaticLever } from './no-static-lever.js';
import { noSwallowedFailure } from './no-swallowed-failure.js';
import { noSynchronizedSchedule } from './no-synchronized-schedule.js';
import { noSynchronousInvoke } from './no-synchronous-invoke.js';
import { noUnboundedCache } from './no-unbounded-cache.js';
import { noUnboundedConcurrency } from './no-unbounded-concurrency.js';
import { noUnboundedQueue } from './no-unbounded-queue.js';
import { noUnboundedRead } from './no-unbounded-read.js';
import { noUncappedRetryAfter } from './no-uncapped-retry-after.js';
import { noUnconditionalCreate } from './no-unconditional-create.js';
import { noUnsafeTimeoutValue } from './no-unsafe-timeout-value.js';
import { noUnstableIdempotencyKey } from './no-unstable-idempotency-key.js';
import { requireAwsSdkTimeout } from './require-aws-sdk-timeout.js';
import { requireBodyLimit } from './require-body-limit.js';
import { requireCircuitBreaker } from './require-circuit-breaker.js';
import { requireDataClientTimeout } from './require-data-client-timeout.js';
import { requireDeduplicationId } from './require-deduplication-id.js';
import { requireHttpTimeout } from './require-http-timeout.js';
import { requireIdempotencyKey } from './require-idempotency-key.js';
import { requireLeverDefault } from './require-lever-default.js';
import { requirePartialBatchResponse } from './require-partial-batch-response.js';
import { requireRateLimit } from './require-rate-limit.js';
import { requireRetryBackoff } from './require-retry-backoff.js';
import { requireRetryJitter } from './require-retry-jitter.js';
import { requireRetryLimit } from './require-retry-limit.js';
import type { FaultlineRule } from './define-rule.js';

/** Every rule of the plugin, sorted by name. */
export const codeRules: readonly FaultlineRule[] = [
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
  noPartialTimeout,
  noProcessLocalRateLimit,
  noRetryOfPermanentErrors,
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
  noUnsafeTimeoutValue,
  noUnstableIdempotencyKey,
  requireAwsSdkTimeout,
  requireBodyLimit,
  requireCircuitBreaker,
  requireDataClientTimeout,
  requireDeduplicationId,
  requireHttpTimeout,
  requireIdempotencyKey,
  requireLeverDefault,
  requirePartialBatchResponse,
  requireRateLimit,
  requireRetryBackoff,
  requireRetryJitter,
  requireRetryLimit,
];
