// Made by `npm run update` from the files in this folder.
import { forwardAbortSignal } from './forward-abort-signal.js';
import { noDetachedWork } from './no-detached-work.js';
import { noDisabledTimeout } from './no-disabled-timeout.js';
import { noExcessiveTimeout } from './no-excessive-timeout.js';
import { noIgnoredBatchFailures } from './no-ignored-batch-failures.js';
import { noIgnoredTimeoutOption } from './no-ignored-timeout-option.js';
import { noInertAbortSignal } from './no-inert-abort-signal.js';
import { noMemorySessionStore } from './no-memory-session-store.js';
import { noNestedRetry } from './no-nested-retry.js';
import { noNonIdempotentUpdate } from './no-non-idempotent-update.js';
import { noPartialTimeout } from './no-partial-timeout.js';
import { noRetryOfPermanentErrors } from './no-retry-of-permanent-errors.js';
import { noSynchronousInvoke } from './no-synchronous-invoke.js';
import { noUncappedRetryAfter } from './no-uncapped-retry-after.js';
import { noUnconditionalCreate } from './no-unconditional-create.js';
import { noUnsafeTimeoutValue } from './no-unsafe-timeout-value.js';
import { noUnstableIdempotencyKey } from './no-unstable-idempotency-key.js';
import { requireAwsSdkTimeout } from './require-aws-sdk-timeout.js';
import { requireDataClientTimeout } from './require-data-client-timeout.js';
import { requireDeduplicationId } from './require-deduplication-id.js';
import { requireHttpTimeout } from './require-http-timeout.js';
import { requireIdempotencyKey } from './require-idempotency-key.js';
import { requirePartialBatchResponse } from './require-partial-batch-response.js';
import { requireRetryBackoff } from './require-retry-backoff.js';
import { requireRetryJitter } from './require-retry-jitter.js';
import { requireRetryLimit } from './require-retry-limit.js';
import type { FaultlineRule } from './define-rule.js';

/** Every rule of the plugin, sorted by name. */
export const codeRules: readonly FaultlineRule[] = [
  forwardAbortSignal,
  noDetachedWork,
  noDisabledTimeout,
  noExcessiveTimeout,
  noIgnoredBatchFailures,
  noIgnoredTimeoutOption,
  noInertAbortSignal,
  noMemorySessionStore,
  noNestedRetry,
  noNonIdempotentUpdate,
  noPartialTimeout,
  noRetryOfPermanentErrors,
  noSynchronousInvoke,
  noUncappedRetryAfter,
  noUnconditionalCreate,
  noUnsafeTimeoutValue,
  noUnstableIdempotencyKey,
  requireAwsSdkTimeout,
  requireDataClientTimeout,
  requireDeduplicationId,
  requireHttpTimeout,
  requireIdempotencyKey,
  requirePartialBatchResponse,
  requireRetryBackoff,
  requireRetryJitter,
  requireRetryLimit,
];
