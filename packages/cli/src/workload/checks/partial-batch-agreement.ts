import { reportsItems } from '@faultline/cdk-rules/analysis';
import { codePlace } from '../code-places.js';
import { nameOf, resourcePlace } from '../resource-places.js';
import type { WorkloadCheck, WorkloadFinding } from './workload-check.js';

const property = 'FunctionResponseTypes';

/** Objects to handlers that name the records that failed, where nothing reads the names. */
export const partialBatchAgreement: WorkloadCheck = {
  meta: {
    name: 'partial-batch-agreement',
    bestPractice: 'REL05-BP04',
    layer: 'workload',
    severity: 'error',
    precision: 'very-high',
    preset: 'recommended',
    title: 'Where a handler names the records that failed, its event source reads the names',
    why: 'Lambda reads `batchItemFailures` only where the event source mapping says `ReportBatchItemFailures`. Without it, an answer means that the whole batch is done: the records that the handler names are deleted from the queue, or passed over in the stream, and nobody learns of it.',
    fix: 'Set `FunctionResponseTypes: [ReportBatchItemFailures]` on the mapping; `reportBatchItemFailures: true` in the CDK.',
    sources: [
      {
        title: 'AWS Lambda: Handling errors for an SQS event source in Lambda',
        url: 'https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html',
      },
    ],
  },
  *judge({ context }) {
    for (const link of context.links.linked) {
      const handled = context.reach.within(link, ({ recordBatches }) => recordBatches);
      const partial = handled.find(({ fact }) => fact.treatment === 'partial');
      if (!partial) continue;
      const mappings = context.invocations(link).filter(({ via }) => via.type === 'AWS::Lambda::EventSourceMapping');
      for (const { via: mapping } of mappings) {
        const reports = reportsItems(mapping);
        const name = nameOf(link.lambda);
        const places = [
          codePlace(context.code, partial.file, partial.fact.at, 'names the records that failed'),
          resourcePlace(mapping, reports === false ? 'does not read the names' : 'the event source', property),
        ];
        const finding = (one: Pick<WorkloadFinding, 'status' | 'message' | 'replaces'>): WorkloadFinding => ({
          resource: mapping,
          places,
          ...one,
        });
        if (reports === undefined)
          yield finding({
            status: 'undetermined',
            message: `Whether the event source of ${name} reads the names of failed records is not known.`,
          });
        else if (reports)
          yield finding({
            status: 'compliant',
            message: `${name} names the records that failed, and its event source reads the names.`,
          });
        else
          yield finding({
            status: 'violation',
            message:
              `The handler of ${name} answers with the records that failed, and its event source does not read the answer, so failed records count as done and are lost. ` +
              'Set `FunctionResponseTypes: [ReportBatchItemFailures]` on the event source mapping.',
            replaces: ['lambda-partial-batch-response'],
          });
      }
    }
  },
};
