import { attemptProduct } from './attempt-product.js';
import { callerTimeout } from './caller-timeout.js';
import { fifoDeduplication } from './fifo-deduplication.js';
import { idempotentConsumer } from './idempotent-consumer.js';
import { partialBatchAgreement } from './partial-batch-agreement.js';
import { queueWithoutConsumer } from './queue-without-consumer.js';
import { timeoutBudget } from './timeout-budget.js';
import { visibilityBudget } from './visibility-budget.js';
import type { WorkloadCheck } from './workload-check.js';

/** All checks of code and infrastructure joined, by name. */
export const workloadChecks: readonly WorkloadCheck[] = [
  attemptProduct,
  callerTimeout,
  fifoDeduplication,
  idempotentConsumer,
  partialBatchAgreement,
  queueWithoutConsumer,
  timeoutBudget,
  visibilityBudget,
];
