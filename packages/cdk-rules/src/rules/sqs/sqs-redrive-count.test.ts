import { describe, expect, it } from 'vitest';
import { statusesOf } from '../../testing/statuses.js';
import { sqsRedriveCount } from './sqs-redrive-count.js';

const reader = (more = '') =>
  `  Reader: { Type: AWS::Lambda::EventSourceMapping, Properties: { EventSourceArn: !GetAtt Work.Arn, FunctionName: f${more} } }\n`;
const statuses = (count: string, more = '', others = reader()) =>
  statusesOf(
    sqsRedriveCount,
    `  Work: { Type: AWS::SQS::Queue, Properties: { RedrivePolicy: { deadLetterTargetArn: !GetAtt Failed.Arn, maxReceiveCount: ${count} }${more} } }
  Failed: { Type: AWS::SQS::Queue }
${others}`,
  );

describe('sqs-redrive-count', () => {
  it('objects to a single receive with a function', () => {
    expect(statuses('1')).toEqual(['Work: violation (warning)']);
    expect(statuses('"1"')).toEqual(['Work: violation (warning)']);
  });

  it('objects to a single receive with a pipe', () => {
    const pipe = '  Reader: { Type: AWS::Pipes::Pipe, Properties: { Source: !GetAtt Work.Arn, Target: t } }\n';
    expect(statuses('1', '', pipe)).toEqual(['Work: violation (warning)']);
  });

  it('notes fewer than five receives with a function', () => {
    expect(statuses('3')).toEqual(['Work: violation (note)']);
  });

  it('objects to very many receives', () => {
    expect(statuses('500')).toEqual(['Work: violation (warning)']);
  });

  it('objects when messages expire before they reach the dead-letter queue', () => {
    expect(statuses('50', ', VisibilityTimeout: 7200')).toEqual(['Work: violation (warning)']);
    expect(statuses('10', ', MessageRetentionPeriod: 300')).toEqual(['Work: violation (warning)']);
  });

  it('passes five, and few where no function reads', () => {
    expect(statuses('5')).toEqual(['Work: compliant']);
    expect(statuses('3', '', '')).toEqual(['Work: compliant']);
  });

  it('passes an ordered queue whose function names the messages that failed', () => {
    expect(statuses('1', ', FifoQueue: true', reader(', FunctionResponseTypes: [ReportBatchItemFailures]'))).toEqual([
      'Work: compliant',
    ]);
  });

  it('is undetermined for one try without a consumer in view, and for an unknown count', () => {
    expect(statuses('1', '', '')).toEqual(['Work: undetermined (warning)']);
    expect(statuses('"{{resolve:ssm:count}}"')).toEqual(['Work: undetermined (warning)']);
  });

  it('does not concern queues without a redrive policy', () => {
    expect(statusesOf(sqsRedriveCount, '  Work: { Type: AWS::SQS::Queue }')).toEqual([]);
  });
});
