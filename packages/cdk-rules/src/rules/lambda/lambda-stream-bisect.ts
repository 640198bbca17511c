import { asBoolean, asNumber } from '../../values/values.js';
import { overBranches } from '../branch-findings.js';
import type { Finding, InfrastructureRule } from '../rule.js';
import { practiceSource } from '../sources.js';
import { DEFAULT_STREAM_BATCH, reportsItems } from './batches.js';
import { streamSourceOf } from './streams.js';

const property = 'BisectBatchOnFunctionError';

/** Objects to stream mappings that repeat or drop a whole batch for one bad record. */
export const lambdaStreamBisect: InfrastructureRule = {
  meta: {
    name: 'lambda-stream-bisect',
    bestPractice: 'REL05-BP04',
    layer: 'infrastructure',
    severity: 'warning',
    precision: 'high',
    preset: 'recommended',
    title: 'Stream mappings split a failing batch, or are told which record failed',
    why:
      'One record that cannot be processed fails its whole batch. Without splitting, the good records beside it are ' +
      'repeated each time and are discarded with it when the retries end.',
    fix: 'Set `BisectBatchOnFunctionError`, or report failed records with `ReportBatchItemFailures`.',
    sources: [
      practiceSource('REL05-BP04'),
      {
        title: 'AWS CloudFormation: AWS::Lambda::EventSourceMapping',
        url: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-lambda-eventsourcemapping.html',
      },
    ],
  },
  types: ['AWS::Lambda::EventSourceMapping'],
  judge(mapping): Finding | undefined {
    const source = streamSourceOf(mapping);
    if (source === undefined || source === 'unknown') return undefined;
    // Kafka mappings split batches only with pollers of their own: AWS Lambda developer guide, Kafka error handling.
    if (source === 'kafka' && mapping.get('ProvisionedPollerConfig').kind === 'absent') return undefined;
    if (asNumber(mapping.get('BatchSize')) === 1) return undefined;
    const reports = reportsItems(mapping);
    return overBranches(mapping, [mapping.get(property), mapping.get('BatchSize')], (bisect, batch): Finding => {
      const size = batch.kind === 'absent' ? DEFAULT_STREAM_BATCH : asNumber(batch);
      const splits = bisect.kind === 'absent' ? false : asBoolean(bisect);
      if (size === 1) return { status: 'compliant', message: 'Records come one at a time.', property: 'BatchSize' };
      if (splits) return { status: 'compliant', message: 'A failing batch is split.', property };
      if (reports) {
        return {
          status: 'compliant',
          message: 'The function may report which record failed.',
          property: 'FunctionResponseTypes',
        };
      }
      if (splits === undefined || size === undefined || reports === undefined) {
        return { status: 'undetermined', message: 'Whether a failing batch is split is not known.', property };
      }
      return {
        status: 'violation',
        message:
          `One bad record fails its whole batch of up to ${size}, so the records beside it are repeated and discarded with it. ` +
          'Set BisectBatchOnFunctionError, or ReportBatchItemFailures with a handler that names the failed records.',
        property,
        evidence: { batchSize: size },
      };
    });
  },
};
