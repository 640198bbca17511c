import { attemptProduct } from './attempt-product.js';
import { callerTimeout } from './caller-timeout.js';
import { eventFailureDestination } from './event-failure-destination.js';
import { fifoDeduplication } from './fifo-deduplication.js';
import { idempotentConsumer } from './idempotent-consumer.js';
import { idleFailureControl } from './idle-failure-control.js';
import { partialBatchAgreement } from './partial-batch-agreement.js';
import { queueWithoutConsumer } from './queue-without-consumer.js';
import { retentionBudget } from './retention-budget.js';
import { timeoutBudget } from './timeout-budget.js';
import { visibilityBudget } from './visibility-budget.js';
import type { WorkloadCheck } from './workload-check.js';

/** All checks of code and infrastructure joined, by name. */
export const workloadChecks: readonly WorkloadCheck[] = [
  attemptProduct,
  callerTimeout,
  eventFailureDestination,
  fifoDeduplication,
  idempotentConsumer,
  idleFailureControl,
  partialBatchAgreement,
  queueWithoutConsumer,
  retentionBudget,
  timeoutBudget,
  visibilityBudget,
];
