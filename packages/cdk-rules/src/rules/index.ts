// Made by `npm run update` from the files in this folder.
import { eventbridgeTargetDlq } from './eventbridge/eventbridge-target-dlq.js';
import { lambdaAsyncFailureDestination } from './lambda/lambda-async-failure-destination.js';
import { lambdaStreamFailureDestination } from './lambda/lambda-stream-failure-destination.js';
import { lambdaStreamRetries } from './lambda/lambda-stream-retries.js';
import { lambdaTimeout } from './lambda/lambda-timeout.js';
import { pipeDlq } from './pipes/pipe-dlq.js';
import { pipeRetries } from './pipes/pipe-retries.js';
import { schedulerDlq } from './scheduler/scheduler-dlq.js';
import { snsSubscriptionDlq } from './sns/sns-subscription-dlq.js';
import { sqsQueueDlq } from './sqs/sqs-queue-dlq.js';
import { sqsVisibilityTimeout } from './sqs/sqs-visibility-timeout.js';
import type { InfrastructureRule } from './rule.js';

/** Every infrastructure rule, sorted by name. */
export const infrastructureRules: readonly InfrastructureRule[] = [
  eventbridgeTargetDlq,
  lambdaAsyncFailureDestination,
  lambdaStreamFailureDestination,
  lambdaStreamRetries,
  lambdaTimeout,
  pipeDlq,
  pipeRetries,
  schedulerDlq,
  snsSubscriptionDlq,
  sqsQueueDlq,
  sqsVisibilityTimeout,
];
