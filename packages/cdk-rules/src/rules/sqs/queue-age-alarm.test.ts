import { describe, expect, it } from 'vitest';
import { queueAlarm } from '../../testing/alarms.js';
import { statusesOf } from '../../testing/statuses.js';
import { queueAgeAlarm } from './queue-age-alarm.js';

const AGE = 'ApproximateAgeOfOldestMessage';
const DEPTH = 'ApproximateNumberOfMessagesVisible';
const work = '  Work: { Type: AWS::SQS::Queue, Properties: { QueueName: work } }\n';
const reader =
  '  Reader: { Type: AWS::Lambda::EventSourceMapping, Properties: { EventSourceArn: !GetAtt Work.Arn, FunctionName: f } }\n';
const other = queueAlarm('NumberOfEmptyReceives', 'another');
const statuses = (...parts: string[]) => statusesOf(queueAgeAlarm, work + parts.join(''));

describe('queue-age-alarm', () => {
  it('objects to a queue without an alarm where others have some', () => {
    expect(statuses(reader, other)).toEqual(['Work: violation (warning)']);
  });

  it('only notes it where no template has alarms, or nothing in view reads the queue', () => {
    expect(statuses(reader)).toEqual(['Work: violation (note)']);
    expect(statuses(other)).toEqual(['Work: violation (note)']);
  });

  it('takes notifications of a bucket of the CDK for a sender, and other custom resources for what may make alarms', () => {
    const custom = (type: string) =>
      `  Handed: { Type: "Custom::${type}", Properties: { ServiceToken: x, Queue: !GetAtt Work.Arn } }\n`;
    expect(statuses(reader, other, custom('S3BucketNotifications'))).toEqual(['Work: violation (warning)']);
    expect(statuses(reader, other, custom('Monitor'))).toEqual(['Work: undetermined (warning)']);
  });

  it('passes an alarm on age or depth, in another stack too', () => {
    expect(statuses(reader, queueAlarm(AGE, '!GetAtt Work.QueueName'))).toEqual(['Work: compliant']);
    expect(statuses(reader, queueAlarm(DEPTH, 'work'))).toEqual(['Work: compliant']);
    expect(statusesOf(queueAgeAlarm, work + reader, queueAlarm(AGE, 'work'))).toEqual(['Work: compliant']);
  });

  it('objects to an alarm that tells nobody', () => {
    expect(statuses(reader, queueAlarm(AGE, 'work', "ActionsEnabled: 'false', AlarmActions: [a]"))).toEqual([
      'Work: violation (warning)',
    ]);
  });

  it('does not take an alarm that only scales for one that tells somebody', () => {
    const scaling = queueAlarm(DEPTH, 'work', 'AlarmActions: ["arn:aws:autoscaling:eu-west-1:1:scalingPolicy:x"]');
    expect(statuses(reader, scaling)).toEqual(['Work: violation (warning)']);
  });

  it('is undetermined where only the dead-letter queue is watched', () => {
    const failed = `  Failed: { Type: AWS::SQS::Queue, Properties: { QueueName: failed } }
  Jobs: { Type: AWS::SQS::Queue, Properties: { RedrivePolicy: { deadLetterTargetArn: !GetAtt Failed.Arn, maxReceiveCount: 5 } } }\n`;
    expect(statusesOf(queueAgeAlarm, failed + queueAlarm(DEPTH, 'failed'))).toEqual(['Jobs: undetermined (warning)']);
  });

  it('is undetermined where an alarm may be meant for it', () => {
    expect(statuses(reader, queueAlarm(AGE, '!ImportValue watched'))).toEqual(['Work: undetermined (warning)']);
  });

  it('does not concern failure queues', () => {
    const schedule =
      '  Nightly: { Type: AWS::Scheduler::Schedule, Properties: { Target: { DeadLetterConfig: { Arn: !GetAtt Work.Arn } } } }\n';
    expect(statuses(schedule)).toEqual([]);
  });
});
