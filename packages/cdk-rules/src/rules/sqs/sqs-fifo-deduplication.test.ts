import { describe, expect, it } from 'vitest';
import { statusesOf } from '../../testing/statuses.js';
import { sqsFifoDeduplication } from './sqs-fifo-deduplication.js';

const statuses = (properties: string, others = '') =>
  statusesOf(sqsFifoDeduplication, `  Work: { Type: AWS::SQS::Queue, Properties: { ${properties} } }\n${others}`);
const schedule = (state = 'ENABLED') =>
  `  Nightly: { Type: AWS::Scheduler::Schedule, Properties: { State: ${state}, Target: { Arn: !GetAtt Work.Arn } } }\n`;
const rule = '  Orders: { Type: AWS::Events::Rule, Properties: { Targets: [{ Id: a, Arn: !GetAtt Work.Arn }] } }\n';
const pipe = (parameters: string) =>
  `  Feed: { Type: AWS::Pipes::Pipe, Properties: { Source: s, Target: !GetAtt Work.Arn, TargetParameters: { SqsQueueParameters: { ${parameters} } } } }\n`;

describe('sqs-fifo-deduplication', () => {
  it.each([
    ['a schedule', schedule()],
    ['a rule', rule],
    ['a pipe', pipe('MessageGroupId: g')],
  ])('objects when %s sends without an id', (_, sender) => {
    expect(statuses('FifoQueue: true', sender)).toEqual(['Work: violation (error)']);
    expect(statuses('FifoQueue: "true", ContentBasedDeduplication: "false"', sender)).toEqual([
      'Work: violation (error)',
    ]);
  });

  it('passes ids made from the content', () => {
    expect(statuses('FifoQueue: true, ContentBasedDeduplication: "true"', rule)).toEqual(['Work: compliant']);
  });

  it('leaves open what other senders do', () => {
    expect(statuses('FifoQueue: true')).toEqual(['Work: undetermined (error)']);
    expect(statuses('FifoQueue: true', schedule('DISABLED'))).toEqual(['Work: undetermined (error)']);
    expect(statuses('FifoQueue: true', pipe('MessageDeduplicationId: $.id'))).toEqual(['Work: undetermined (error)']);
    expect(statuses('FifoQueue: true, ContentBasedDeduplication: "{{resolve:ssm:on}}"', rule)).toEqual([
      'Work: undetermined (error)',
    ]);
  });

  it('does not concern queues that take the failures of others, whose messages have ids', () => {
    const orders =
      '  Orders: { Type: AWS::SQS::Queue, Properties: { FifoQueue: true, RedrivePolicy: { deadLetterTargetArn: !GetAtt Work.Arn, maxReceiveCount: 5 } } }\n';
    expect(statuses('FifoQueue: true', orders)).toEqual(['Orders: undetermined (error)']);
    expect(statuses('FifoQueue: true', orders + schedule())).toContain('Work: violation (error)');
  });

  it('leaves open what a FIFO topic delivers to it, which has ids of its own', () => {
    const topic = (more: string) =>
      `  Prices: { Type: AWS::SNS::Topic, Properties: { FifoTopic: true${more} } }
  Link: { Type: AWS::SNS::Subscription, Properties: { TopicArn: !Ref Prices, Protocol: sqs, Endpoint: !GetAtt Work.Arn } }\n`;
    expect(statuses('FifoQueue: true', topic(''))).toEqual([
      'Work: undetermined (error)',
      'Prices: undetermined (error)',
    ]);
    expect(statuses('FifoQueue: true', topic(', ContentBasedDeduplication: true'))).toContain('Prices: compliant');
  });

  it('objects to half a setting for high throughput', () => {
    const queue = 'FifoQueue: true, ContentBasedDeduplication: true, ';
    expect(statuses(`${queue}FifoThroughputLimit: perMessageGroupId`)).toEqual([
      'Work: compliant',
      'Work: violation (warning)',
    ]);
    expect(statuses(`${queue}DeduplicationScope: messageGroup`)).toEqual(['Work: compliant', 'Work: violation (note)']);
    expect(statuses(`${queue}FifoThroughputLimit: perMessageGroupId, DeduplicationScope: messageGroup`)).toEqual([
      'Work: compliant',
    ]);
    expect(statuses(`${queue}FifoThroughputLimit: perQueue, DeduplicationScope: queue`)).toEqual(['Work: compliant']);
  });

  it('does not concern standard queues and topics', () => {
    expect(statuses('VisibilityTimeout: 30', `${schedule()}  News: { Type: AWS::SNS::Topic }\n`)).toEqual([]);
  });
});
