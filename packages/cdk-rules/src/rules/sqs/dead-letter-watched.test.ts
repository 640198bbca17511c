import { describe, expect, it } from 'vitest';
import { queueAlarm } from '../../testing/alarms.js';
import { statusesOf } from '../../testing/statuses.js';
import { deadLetterWatched } from './dead-letter-watched.js';

const DEPTH = 'ApproximateNumberOfMessagesVisible';
const failed = '  Failed: { Type: AWS::SQS::Queue, Properties: { QueueName: failed } }\n';
const work =
  '  Work: { Type: AWS::SQS::Queue, Properties: { RedrivePolicy: { deadLetterTargetArn: !GetAtt Failed.Arn, maxReceiveCount: 5 } } }\n';
const rule =
  '  Orders: { Type: AWS::Events::Rule, Properties: { Targets: [{ Id: a, Arn: t, DeadLetterConfig: { Arn: !GetAtt Failed.Arn } }] } }\n';
const statuses = (...parts: string[]) => statusesOf(deadLetterWatched, failed + parts.join(''));
const other = queueAlarm('NumberOfEmptyReceives', 'another');

describe('dead-letter-watched', () => {
  it('objects to a failure queue without an alarm', () => {
    expect(statuses(work, other)).toEqual(['Failed: violation (warning)']);
  });

  it('only notes it where no template has any alarm', () => {
    expect(statuses(work)).toEqual(['Failed: violation (note)']);
  });

  it('passes a queue with an alarm, in another stack too', () => {
    expect(statuses(work, queueAlarm(DEPTH, '!GetAtt Failed.QueueName'))).toEqual(['Failed: compliant']);
    expect(statuses(work, queueAlarm('ApproximateAgeOfOldestMessage', 'failed'))).toEqual(['Failed: compliant']);
    expect(statusesOf(deadLetterWatched, failed + work, queueAlarm(DEPTH, 'failed'))).toEqual(['Failed: compliant']);
  });

  it('passes a queue that a composite alarm speaks for', () => {
    const composite =
      '  Any: { Type: AWS::CloudWatch::CompositeAlarm, Properties: { AlarmRule: !Sub "ALARM(${OnsVisible})", AlarmActions: [a] } }\n';
    expect(statuses(work, queueAlarm(DEPTH, 'failed', ''), composite)).toEqual(['Failed: compliant']);
  });

  it('passes a queue that something reads', () => {
    const reader =
      '  Reader: { Type: AWS::Lambda::EventSourceMapping, Properties: { EventSourceArn: !GetAtt Failed.Arn, FunctionName: f } }\n';
    expect(statuses(work, other, reader)).toEqual(['Failed: compliant']);
  });

  it('objects to an alarm that tells nobody or never has data', () => {
    expect(statuses(work, queueAlarm(DEPTH, 'failed', ''))).toEqual(['Failed: violation (warning)']);
    expect(statuses(work, queueAlarm(DEPTH, '!Ref Failed'))).toEqual(['Failed: violation (warning)']);
  });

  it('objects to an alarm on a metric that does not count what SQS moves', () => {
    expect(statuses(work, queueAlarm('NumberOfMessagesSent', 'failed'))).toEqual(['Failed: violation (warning)']);
    expect(statuses(rule, queueAlarm('NumberOfMessagesSent', 'failed'))).toEqual(['Failed: compliant']);
  });

  it('passes a queue whose only sender is watched', () => {
    const alarm =
      '  Dropped: { Type: AWS::CloudWatch::Alarm, Properties: { Namespace: AWS/Events, MetricName: InvocationsSentToDlq, Dimensions: [{ Name: RuleName, Value: !Ref Orders }], AlarmActions: [a] } }\n';
    expect(statuses(rule, alarm)).toEqual(['Failed: compliant']);
    expect(statuses(rule, work, alarm)).toEqual(['Failed: violation (warning)']);
  });

  it('is undetermined where an alarm may be meant for it', () => {
    const alarm = queueAlarm(DEPTH, '!ImportValue watched');
    expect(statuses(work, alarm)).toEqual(['Failed: undetermined (warning)']);
  });

  it('is undetermined where the alarm may be made out of view', () => {
    const stack =
      '  Monitoring: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: "https://example.com/m.yaml", Parameters: { Queue: !GetAtt Failed.QueueName } } }\n';
    expect(statuses(work, other, stack)).toEqual(['Failed: undetermined (warning)']);
    expect(
      statusesOf(deadLetterWatched, `Transform: [AWS::Serverless-2016-10-31, Alarms]\nResources:\n${failed}${work}`),
    ).toEqual(['Failed: undetermined (warning)']);
  });

  it('does not concern work queues', () => {
    expect(statusesOf(deadLetterWatched, '  Work: { Type: AWS::SQS::Queue }')).toEqual([]);
  });
});
