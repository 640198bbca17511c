import { asBoolean, asNumber } from '../../values/values.js';
import { eventSourceOf } from '../../graph/event-sources.js';
import { overBranches } from '../branch-findings.js';
import type { Finding, InfrastructureRule } from '../rule.js';
import { practiceSource } from '../sources.js';
import { DEFAULT_QUEUE_BATCH, DEFAULT_STREAM_BATCH, reportsItems } from './batches.js';
import { streamSourceOf } from './streams.js';

const property = 'FunctionResponseTypes';

/** Objects to mappings that repeat good messages because of a bad one. */
export const lambdaPartialBatchResponse: InfrastructureRule = {
  meta: {
    name: 'lambda-partial-batch-response',
    bestPractice: 'REL05-BP04',
    layer: 'infrastructure',
    severity: 'warning',
    precision: 'high',
    preset: 'recommended',
    title: 'Functions that read batches can say which messages failed',
    why:
      'When a function fails, the whole batch goes back to the queue: messages that were processed are processed again, ' +
      'use up their receives and end in the dead-letter queue beside the bad one.',
    fix: 'Set `FunctionResponseTypes: [ReportBatchItemFailures]` and return the failed ids from the handler, or a batch size of 1.',
    sources: [
      practiceSource('REL05-BP04'),
      {
        title: 'AWS Lambda: Handling errors for an SQS event source in Lambda',
        url: 'https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html',
      },
    ],
  },
  types: ['AWS::Lambda::EventSourceMapping'],
  judge(mapping): Finding | undefined {
    const isQueue = eventSourceOf(mapping)?.mode === 'queue';
    const stream = streamSourceOf(mapping);
    // A stream that splits failing batches has one way already; where it does not, that is what is reported.
    const isStream =
      (stream === 'kinesis' || stream === 'dynamodb') && asBoolean(mapping.get('BisectBatchOnFunctionError')) === true;
    if (!isQueue && !isStream) return undefined;
    if (asNumber(mapping.get('BatchSize')) === 1) return undefined;
    const reports = reportsItems(mapping);
    if (reports)
      return { status: 'compliant', message: 'The function may say which messages of a batch failed.', property };
    return overBranches(mapping, [mapping.get('BatchSize')], (batch): Finding => {
      const size = batch.kind === 'absent' ? (isQueue ? DEFAULT_QUEUE_BATCH : DEFAULT_STREAM_BATCH) : asNumber(batch);
      if (size === 1) return { status: 'compliant', message: 'Messages come one at a time.', property: 'BatchSize' };
      if (size === undefined || reports === undefined) {
        const message = 'Whether the function may say which messages of a batch failed is not known.';
        return { status: 'undetermined', message, property };
      }
      return {
        status: 'violation',
        severity: isQueue ? 'warning' : 'note',
        message: isQueue
          ? `One bad message sends its whole batch of up to ${size} back to the queue, so good messages are processed again and may end in the dead-letter queue. ` +
            'Set ReportBatchItemFailures and return the failed ids from the handler.'
          : `A failing batch of up to ${size} is split until the bad record is found, so good records are processed several times. ` +
            'Set ReportBatchItemFailures and return the first failed record from the handler.',
        property,
        evidence: { batchSize: size },
      };
    });
  },
};
