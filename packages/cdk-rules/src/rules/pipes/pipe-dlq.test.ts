import { describe, expect, it } from 'vitest';
import { statusesOf } from '../../testing/statuses.js';
import { pipeDlq } from './pipe-dlq.js';

const streams =
  '  Clicks: { Type: AWS::Kinesis::Stream }\n  Orders: { Type: AWS::DynamoDB::Table }\n  Work: { Type: AWS::SQS::Queue }\n';
const statuses = (properties: string) =>
  statusesOf(pipeDlq, `${streams}  P: { Type: AWS::Pipes::Pipe, Properties: { Target: t, ${properties} } }\n`);

describe('pipe-dlq', () => {
  it.each([
    [
      'Kinesis',
      'Source: !GetAtt Clicks.Arn, SourceParameters: { KinesisStreamParameters: { StartingPosition: LATEST } }',
    ],
    ['DynamoDB', 'Source: !GetAtt Orders.StreamArn'],
    ['a stream by its ARN', 'Source: !Sub "arn:${AWS::Partition}:kinesis:${AWS::Region}:${AWS::AccountId}:stream/s"'],
    [
      'a stream from elsewhere',
      'Source: !ImportValue S, SourceParameters: { DynamoDBStreamParameters: { StartingPosition: LATEST } }',
    ],
  ])('objects to a pipe from %s without a dead-letter queue', (_, properties) => {
    expect(statuses(properties)).toEqual(['P: violation (error)']);
  });

  it('passes a pipe with one', () => {
    expect(
      statuses(
        'Source: !GetAtt Clicks.Arn, SourceParameters: { KinesisStreamParameters: { DeadLetterConfig: { Arn: !ImportValue Q } } }',
      ),
    ).toEqual(['P: compliant']);
  });

  it.each([
    ['a queue', 'Source: !GetAtt Work.Arn, SourceParameters: { SqsQueueParameters: { BatchSize: 1 } }'],
    ['a broker', 'Source: "arn:aws:mq:us-east-1:123456789012:broker:b:1"'],
    ['Kafka', 'Source: "arn:aws:kafka:us-east-1:123456789012:cluster/c/1"'],
  ])('does not concern %s, where pipes have none', (_, properties) => {
    expect(statuses(properties)).toEqual([]);
  });

  it('is undetermined where the queue is not known', () => {
    expect(
      statuses(
        'Source: !GetAtt Clicks.Arn, SourceParameters: { KinesisStreamParameters: { DeadLetterConfig: { Arn: "{{resolve:ssm:q}}" } } }',
      ),
    ).toEqual(['P: undetermined (error)']);
  });
});
