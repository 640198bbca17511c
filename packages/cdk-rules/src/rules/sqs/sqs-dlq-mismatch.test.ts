import { describe, expect, it } from 'vitest';
import { buildGraph } from '../../graph/build-graph.js';
import { readTemplate } from '../../template/read-template.js';
import { statusesOf } from '../../testing/statuses.js';
import { sqsDlqMismatch } from './sqs-dlq-mismatch.js';

const statuses = (failed: string, work = '', more = '') =>
  statusesOf(
    sqsDlqMismatch,
    `  Work: { Type: AWS::SQS::Queue, Properties: { RedrivePolicy: { deadLetterTargetArn: !GetAtt Failed.Arn, maxReceiveCount: 5 }${work} } }
  Failed: { Type: AWS::SQS::Queue, Properties: { ${failed} } }
${more}`,
  );

describe('sqs-dlq-mismatch', () => {
  it('objects to a retention that is shorter than that of the source', () => {
    expect(statuses('MessageRetentionPeriod: "86400"')).toEqual(['Failed: violation (warning)']);
  });

  it('notes an equal one', () => {
    expect(statuses('')).toEqual(['Failed: violation (note)']);
    expect(statuses('MessageRetentionPeriod: 1209600', ', MessageRetentionPeriod: 1209600')).toEqual([
      'Failed: violation (note)',
    ]);
  });

  it('passes a longer one', () => {
    expect(statuses('MessageRetentionPeriod: 1209600')).toEqual(['Failed: compliant']);
  });

  it('passes FIFO queues of equal retention, where the age starts anew', () => {
    expect(statuses('FifoQueue: true', ', FifoQueue: "true"')).toEqual(['Failed: compliant']);
  });

  it('objects to another type of queue', () => {
    expect(statuses('MessageRetentionPeriod: 1209600', ', FifoQueue: true')).toEqual(['Failed: violation (error)']);
    expect(statuses('MessageRetentionPeriod: 1209600, FifoQueue: true')).toEqual(['Failed: violation (error)']);
  });

  it('objects when redrive is denied', () => {
    const kept = 'MessageRetentionPeriod: 1209600, RedriveAllowPolicy: ';
    expect(statuses(`${kept}{ redrivePermission: denyAll }`)).toEqual(['Failed: violation (error)']);
    const other = '  Other: { Type: AWS::SQS::Queue }\n';
    expect(statuses(`${kept}{ redrivePermission: byQueue, sourceQueueArns: [!GetAtt Other.Arn] }`, '', other)).toEqual([
      'Failed: violation (error)',
    ]);
    expect(statuses(`${kept}{ redrivePermission: byQueue, sourceQueueArns: [!GetAtt Work.Arn] }`)).toEqual([
      'Failed: compliant',
    ]);
    expect(statuses(`${kept}{ redrivePermission: allowAll }`)).toEqual(['Failed: compliant']);
  });

  it('objects to a source in another Region', () => {
    const read = (name: string, region: string, text: string) =>
      readTemplate({ path: `${name}.yaml`, text, environment: { account: '111122223333', region } });
    const graph = buildGraph([
      read(
        'a',
        'eu-west-1',
        'Resources: { Failed: { Type: AWS::SQS::Queue, Properties: { QueueName: failed, MessageRetentionPeriod: 1209600 } } }',
      ),
      read(
        'b',
        'us-east-1',
        'Resources: { Work: { Type: AWS::SQS::Queue, Properties: { RedrivePolicy: { deadLetterTargetArn: "arn:aws:sqs:eu-west-1:111122223333:failed", maxReceiveCount: 5 } } } }',
      ),
    ]);
    const found = graph.resources.map((resource) => sqsDlqMismatch.judge(resource, graph));
    expect(found).toMatchObject([[{ status: 'violation', severity: 'error' }], []]);
  });

  it('is undetermined where a retention or the allowed queues are not known', () => {
    expect(statuses('MessageRetentionPeriod: "{{resolve:ssm:days}}"')).toEqual(['Failed: undetermined (warning)']);
    expect(
      statuses('RedriveAllowPolicy: { redrivePermission: byQueue, sourceQueueArns: [!ImportValue other] }'),
    ).toEqual(['Failed: undetermined (warning)']);
  });

  it('does not concern queues that other things than queues send failures to', () => {
    const schedule =
      '  Nightly: { Type: AWS::Scheduler::Schedule, Properties: { Target: { DeadLetterConfig: { Arn: !GetAtt Failed.Arn } } } }\n';
    expect(statusesOf(sqsDlqMismatch, `  Failed: { Type: AWS::SQS::Queue }\n${schedule}`)).toEqual([]);
  });
});
