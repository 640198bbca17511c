import { describe, expect, it } from 'vitest';
import { findingsFor } from '../../testing/findings.js';
import { lambdaStreamBisect } from './lambda-stream-bisect.js';

const KINESIS = 'arn:aws:kinesis:eu-west-1:111122223333:stream/s';
const KAFKA = 'arn:aws:kafka:eu-west-1:111122223333:cluster/c/1';
const find = (properties: object, EventSourceArn: unknown = KINESIS) =>
  findingsFor(
    lambdaStreamBisect,
    JSON.stringify({
      Resources: {
        Mapping: {
          Type: 'AWS::Lambda::EventSourceMapping',
          Properties: { EventSourceArn, FunctionName: 'f', ...properties },
        },
      },
    }),
  );

describe('lambda-stream-bisect', () => {
  it('objects to a batch that one bad record fails as a whole', () => {
    expect(find({})).toMatchObject([
      { status: 'violation', property: 'BisectBatchOnFunctionError', evidence: { batchSize: 100 } },
    ]);
    expect(find({ BisectBatchOnFunctionError: 'false', BatchSize: '10' })).toMatchObject([
      { status: 'violation', evidence: { batchSize: 10 } },
    ]);
  });

  it('passes bisection and reported items', () => {
    expect(find({ BisectBatchOnFunctionError: 'true' })).toMatchObject([{ status: 'compliant' }]);
    expect(find({ FunctionResponseTypes: ['ReportBatchItemFailures'] })).toMatchObject([{ status: 'compliant' }]);
  });

  it('does not apply to batches of one', () => {
    expect(find({ BatchSize: 1 })).toEqual([]);
  });

  it('does not apply to queues, nor to Kafka without pollers of its own', () => {
    expect(find({}, 'arn:aws:sqs:eu-west-1:111122223333:q')).toEqual([]);
    expect(find({}, KAFKA)).toEqual([]);
    expect(find({ ProvisionedPollerConfig: { MaximumPollers: 5 } }, KAFKA)).toMatchObject([{ status: 'violation' }]);
  });

  it('does not decide about settings that are not known', () => {
    const imported = { 'Fn::ImportValue': 'x' };
    for (const properties of [
      { BisectBatchOnFunctionError: imported },
      { BatchSize: imported },
      { FunctionResponseTypes: imported },
    ])
      expect(find(properties)).toMatchObject([{ status: 'undetermined' }]);
  });
});
