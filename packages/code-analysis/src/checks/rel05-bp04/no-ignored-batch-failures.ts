import type { BatchFact } from '../../behaviour/batches/types.js';
import { defineCheck, type SiteVerdict } from '../define-check.js';

/** Objects to batch operations whose answer names failed entries that nobody looks at. */
export const noIgnoredBatchFailures = defineCheck({
  meta: {
    name: 'no-ignored-batch-failures',
    bestPractice: 'REL05-BP04',
    layer: 'code',
    severity: 'error',
    precision: 'high',
    preset: 'recommended',
    title: 'Entries that a batch operation could not process are handled',
    why:
      'A batch operation succeeds even when some of its entries were refused, usually because it was throttled. It names ' +
      'them in its answer; who does not look there loses them without an error.',
    fix: 'Read the failures from the answer, send those entries again with a growing delay, and throw when some remain.',
    sources: [
      {
        title: 'REL05-BP04 Fail fast and limit queues',
        url: 'https://docs.aws.amazon.com/wellarchitected/latest/framework/rel05-bp04.html',
      },
      {
        title: 'Amazon DynamoDB: BatchWriteItem',
        url: 'https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchWriteItem.html',
      },
    ],
  },
  *judge(facts) {
    for (const batch of facts.batches) {
      const verdict = judgeBatch(batch);
      if (verdict) yield { ...verdict, evidence: { operation: batch.operation, failures: batch.failures } };
    }
  },
});

function judgeBatch({ at, operation, failures, use }: BatchFact): SiteVerdict | undefined {
  switch (use) {
    case 'handled':
      return { at, status: 'compliant', message: `The failures in the answer of ${operation} are handled.` };
    case 'escapes':
      return {
        at,
        status: 'undetermined',
        message: `It cannot be told here whether somebody reads \`${failures}\` of the answer, because it goes elsewhere.`,
      };
    case 'logged':
      return violation(at, `Entries that ${operation} could not process are only logged, so they are lost`, failures);
    case 'unread':
    case 'dropped':
      return violation(
        at,
        `${operation} succeeds even when entries fail, and nobody reads \`${failures}\` of its answer, so those entries are lost`,
        failures,
      );
  }
}

function violation(at: BatchFact['at'], fault: string, failures: string): SiteVerdict {
  const message = `${fault}. Read \`${failures}\`, send those entries again with a growing delay, and throw when some remain.`;
  return { at, status: 'violation', message };
}
