import { describe, expect, it } from 'vitest';
import { findingsFor } from '../../testing/findings.js';
import { lambdaPartialBatchResponse } from './lambda-partial-batch-response.js';

const QUEUE = 'arn:aws:sqs:eu-west-1:111122223333:q';
const STREAM = 'arn:aws:kinesis:eu-west-1:111122223333:stream/s';
const find = (properties: object, EventSourceArn: unknown = QUEUE) =>
  findingsFor(
    lambdaPartialBatchResponse,
    JSON.stringify({
      Resources: {
        Mapping: {
          Type: 'AWS::Lambda::EventSourceMapping',
          Properties: { EventSourceArn, FunctionName: 'f', ...properties },
        },
      },
    }),
  );

describe('lambda-partial-batch-response', () => {
  it('objects to a queue whose good messages go back with the bad one', () => {
    expect(find({})).toMatchObject([
      { status: 'violation', severity: 'warning', property: 'FunctionResponseTypes', evidence: { batchSize: 10 } },
    ]);
    expect(find({ FunctionResponseTypes: [], BatchSize: '5' })).toMatchObject([{ evidence: { batchSize: 5 } }]);
  });

  it('finds it in the events of SAM', () => {
    const template = `
Transform: AWS::Serverless-2016-10-31
Resources:
  Work:
    Type: AWS::Serverless::Function
    Properties:
      Events:
        Queue: { Type: SQS, Properties: { Queue: ${QUEUE}, BatchSize: 5 } }
`;
    expect(findingsFor(lambdaPartialBatchResponse, template)).toMatchObject([
      { status: 'violation', resource: { logicalId: 'Work' } },
    ]);
  });

  it('only notes a stream that splits its batches instead', () => {
    expect(find({ BisectBatchOnFunctionError: true }, STREAM)).toMatchObject([
      { status: 'violation', severity: 'note' },
    ]);
  });

  it('passes reported items', () => {
    expect(find({ FunctionResponseTypes: ['ReportBatchItemFailures'] })).toMatchObject([{ status: 'compliant' }]);
  });

  it('does not apply to batches of one', () => {
    expect(find({ BatchSize: '1' })).toEqual([]);
  });

  it('leaves streams that do neither to lambda-stream-bisect, and brokers alone', () => {
    expect(find({}, STREAM)).toEqual([]);
    expect(find({ Queues: ['q'] }, 'arn:aws:mq:eu-west-1:111122223333:broker:b')).toEqual([]);
  });

  it('does not decide about settings that are not known', () => {
    const imported = { 'Fn::ImportValue': 'x' };
    expect(find({ BatchSize: imported })).toMatchObject([{ status: 'undetermined' }]);
    expect(find({ FunctionResponseTypes: imported })).toMatchObject([{ status: 'undetermined' }]);
  });
});
