import { describe, expect, it } from 'vitest';
import { statusesOf } from '../../testing/statuses.js';
import { schedulerDlq } from './scheduler-dlq.js';

const target = 'Arn: "arn:aws:lambda:us-east-1:123456789012:function:f", RoleArn: r';
const statuses = (properties: string, more = '') =>
  statusesOf(schedulerDlq, `  S: { Type: AWS::Scheduler::Schedule, Properties: { ${properties} } }\n${more}`);

describe('scheduler-dlq', () => {
  it.each([
    ['a schedule', `ScheduleExpression: cron(0 3 * * ? *), Target: { ${target} }`, 'error'],
    ['a run at one time', `ScheduleExpression: at(2027-01-01T00:00:00), Target: { ${target} }`, 'error'],
    ['a plain interval', `ScheduleExpression: rate(5 minutes), Target: { ${target} }`, 'warning'],
    [
      'the retries that the CDK writes',
      `ScheduleExpression: cron(0 3 * * ? *), Target: { ${target}, RetryPolicy: { MaximumRetryAttempts: 185 } }`,
      'error',
    ],
  ])('objects to %s without a dead-letter queue', (_, properties, severity) => {
    expect(statuses(properties)).toEqual([`S: violation (${severity})`]);
  });

  it('objects to a FIFO queue, which the scheduler does not take', () => {
    const fifo = '  Q: { Type: AWS::SQS::Queue, Properties: { FifoQueue: true } }\n';
    expect(
      statuses(
        `ScheduleExpression: rate(1 day), Target: { ${target}, DeadLetterConfig: { Arn: !GetAtt Q.Arn } }`,
        fifo,
      ),
    ).toEqual(['S: violation (error)']);
  });

  it('passes a schedule with a dead-letter queue', () => {
    expect(
      statuses(`ScheduleExpression: rate(1 day), Target: { ${target}, DeadLetterConfig: { Arn: !ImportValue Q } }`),
    ).toEqual(['S: compliant']);
  });

  it('does not concern a schedule that is switched off', () => {
    expect(statuses(`State: DISABLED, ScheduleExpression: rate(1 day), Target: { ${target} }`)).toEqual([]);
  });

  it('is undetermined where the queue is not known', () => {
    expect(
      statuses(
        `ScheduleExpression: rate(1 day), Target: { ${target}, DeadLetterConfig: { Arn: "{{resolve:ssm:q}}" } }`,
      ),
    ).toEqual(['S: undetermined (error)']);
    expect(
      statuses(
        `ScheduleExpression: rate(1 day), Target: { ${target}, DeadLetterConfig: { Arn: !If [IsProd, !ImportValue Q, !Ref AWS::NoValue] } }`,
      ),
    ).toEqual(['S: undetermined (warning)']);
  });

  it('reads schedules of SAM', () => {
    const sam =
      'Transform: AWS::Serverless-2016-10-31\nResources:\n  F:\n    Type: AWS::Serverless::Function\n    Properties:\n      Events: { Nightly: { Type: ScheduleV2, Properties: { ScheduleExpression: cron(0 3 * * ? *) } } }\n';
    expect(statusesOf(schedulerDlq, sam)).toEqual(['F: violation (error)']);
  });
});
