import type { RecordBatchFact } from '../../behaviour/batches/types.js';
import { defineCheck, type SiteVerdict } from '../define-check.js';

const names = { sqs: 'messages', kinesis: 'records', 'dynamodb-stream': 'records' } as const;

/** Objects to handlers of queues and streams that treat a batch as a whole, or lose what has failed. */
export const requirePartialBatchResponse = defineCheck({
  meta: {
    name: 'require-partial-batch-response',
    bestPractice: 'REL05-BP04',
    layer: 'code',
    severity: 'warning',
    precision: 'high',
    preset: 'recommended',
    title: 'Handlers of queues and streams say which records of a batch have failed',
    why:
      'A function that throws for one record gets the whole batch again, so records that were done are done twice, and one ' +
      'bad record keeps the others from ever being finished. A function that catches the error and goes on loses the record.',
    fix: 'Catch the error of each record, return its id in `batchItemFailures`, and set `ReportBatchItemFailures` on the event source.',
    sources: [
      {
        title: 'REL05-BP04 Fail fast and limit queues',
        url: 'https://docs.aws.amazon.com/wellarchitected/latest/framework/rel05-bp04.html',
      },
      {
        title: 'AWS Lambda: handling errors for an SQS event source',
        url: 'https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html',
      },
    ],
  },
  *judge(facts) {
    for (const batch of facts.recordBatches) {
      const { source, handler, treatment } = batch;
      const evidence = { source, handler, ...(losing.has(treatment) && { failures: 'lost' }) };
      yield { ...judgeBatch(batch), evidence };
    }
  },
});

/** What becomes of failures where none of them is tried again, whatever the size of the batch. */
const losing: ReadonlySet<RecordBatchFact['treatment']> = new Set(['drops', 'says-none', 'not-told']);

function judgeBatch({ at, source, treatment }: RecordBatchFact): SiteVerdict {
  const records = names[source];
  const fix = 'Catch the error of each one and return its id in `batchItemFailures`.';
  switch (treatment) {
    case 'partial':
      return { at, status: 'compliant', message: `The answer tells which ${records} have failed.` };
    case 'drops':
      return {
        at,
        status: 'violation',
        message: `Failures are caught and forgotten here, so ${records} that fail are taken as done and lost. ${fix}`,
      };
    case 'says-none':
      return {
        at,
        status: 'violation',
        message: `An empty list of failures is returned here whatever has failed, so ${records} that fail are taken as done and lost. ${fix}`,
      };
    case 'not-told':
      return {
        at,
        status: 'violation',
        message: `What is returned tells nothing of the ${records} that failed, so they are taken as done and lost. Return \`{ batchItemFailures }\` with the id of each one that failed, or the answer of the utility that makes it.`,
      };
    case 'wrong-shape':
      return {
        at,
        status: 'violation',
        message: `The list of failures does not hold objects with \`itemIdentifier\`, so Lambda takes the whole batch as failed and all ${records} run again. Put \`{ itemIdentifier }\` with the id of each one that failed into it.`,
      };
    case 'wrong-id':
      return {
        at,
        status: 'violation',
        message: `The list of failures holds receipt handles, which Lambda does not know as identifiers, so it takes the whole batch as failed and all ${records} run again. Use the \`messageId\` of each one that failed.`,
      };
    case 'unreadable':
      return {
        at,
        status: 'violation',
        message: `One of the ${records} that cannot be parsed fails the whole batch, since it is parsed outside of the \`try\` that takes the failure of each, and all of them come back together until they are given up. Parse each one inside of it.`,
      };
    case 'fails-whole':
      return {
        at,
        status: 'violation',
        message: `One of the ${records} that fails makes the whole batch run again, and with it all that were done before. ${fix}`,
      };
    case 'rethrows':
      return {
        at,
        status: 'undetermined',
        message: `An error is thrown again on purpose, which is right for batches of one; the size of the batch is not known here.`,
      };
    case 'elsewhere':
      return {
        at,
        status: 'undetermined',
        message: `It cannot be told here what becomes of ${records} that fail, because other code decides.`,
      };
  }
}
