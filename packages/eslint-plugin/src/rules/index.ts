// Made by `npm run update` from the files in this folder.
import { forwardAbortSignal } from './forward-abort-signal.js';
import { noDisabledTimeout } from './no-disabled-timeout.js';
import { noExcessiveTimeout } from './no-excessive-timeout.js';
import { noIgnoredBatchFailures } from './no-ignored-batch-failures.js';
import { noIgnoredTimeoutOption } from './no-ignored-timeout-option.js';
import { noInertAbortSignal } from './no-inert-abort-signal.js';
import { noPartialTimeout } from './no-partial-timeout.js';
import { noUnsafeTimeoutValue } from './no-unsafe-timeout-value.js';
import { requireAwsSdkTimeout } from './require-aws-sdk-timeout.js';
import { requireDataClientTimeout } from './require-data-client-timeout.js';
import { requireHttpTimeout } from './require-http-timeout.js';
import { requirePartialBatchResponse } from './require-partial-batch-response.js';
import type { FaultlineRule } from './define-rule.js';

/** Every rule of the plugin, sorted by name. */
export const codeRules: readonly FaultlineRule[] = [
  forwardAbortSignal,
  noDisabledTimeout,
  noExcessiveTimeout,
  noIgnoredBatchFailures,
  noIgnoredTimeoutOption,
  noInertAbortSignal,
  noPartialTimeout,
  noUnsafeTimeoutValue,
  requireAwsSdkTimeout,
  requireDataClientTimeout,
  requireHttpTimeout,
  requirePartialBatchResponse,
];
