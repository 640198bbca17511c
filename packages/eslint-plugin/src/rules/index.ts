// Made by `npm run update` from the files in this folder.
import { noDisabledTimeout } from './no-disabled-timeout.js';
import { noInertAbortSignal } from './no-inert-abort-signal.js';
import { requireAwsSdkTimeout } from './require-aws-sdk-timeout.js';
import { requireDataClientTimeout } from './require-data-client-timeout.js';
import { requireHttpTimeout } from './require-http-timeout.js';
import type { FaultlineRule } from './define-rule.js';

/** Every rule of the plugin, sorted by name. */
export const codeRules: readonly FaultlineRule[] = [
  noDisabledTimeout,
  noInertAbortSignal,
  requireAwsSdkTimeout,
  requireDataClientTimeout,
  requireHttpTimeout,
];
