import { describe, expect, it } from 'vitest';
import { statusesOf } from '../../testing/statuses.js';
import { eventbridgeTargetDlq } from './eventbridge-target-dlq.js';

const dlq = 'DeadLetterConfig: { Arn: "arn:aws:sqs:us-east-1:123456789012:dlq" }';
const lambda = 'Id: a, Arn: "arn:aws:lambda:us-east-1:123456789012:function:f"';
const pattern = 'EventPattern: { source: [shop] }';

function statuses(properties: string, more = ''): string[] {
  return statusesOf(eventbridgeTargetDlq, `  R: { Type: AWS::Events::Rule, Properties: { ${properties} } }\n${more}`);
}

describe('eventbridge-target-dlq', () => {
  it('objects to each target without a dead-letter queue', () => {
    expect(statuses(`${pattern}, Targets: [{ ${lambda} }, { ${lambda}, ${dlq} }]`)).toEqual([
      'R: violation (error)',
      'R: compliant',
    ]);
  });

  it.each([
    ['events of AWS services for a function', `EventPattern: { source: [aws.s3] }, Targets: [{ ${lambda} }]`, 'error'],
    [
      'events of a partner',
      `EventPattern: { source: [aws.partner/x] }, Targets: [{ Arn: "arn:aws:sns:us-east-1:123456789012:t" }]`,
      'error',
    ],
    [
      'an API destination',
      `${pattern}, Targets: [{ Arn: "arn:aws:events:us-east-1:123456789012:api-destination/x/y" }]`,
      'error',
    ],
    ['a schedule', `ScheduleExpression: rate(1 hour), Targets: [{ ${lambda} }]`, 'warning'],
    [
      'a schedule whose retries are switched off',
      `ScheduleExpression: rate(1 hour), Targets: [{ ${lambda}, RetryPolicy: { MaximumRetryAttempts: "0" } }]`,
      'error',
    ],
    ['a queue', `${pattern}, Targets: [{ Arn: "arn:aws:sqs:us-east-1:123456789012:q" }]`, 'warning'],
    ['another bus', `${pattern}, Targets: [{ Arn: "arn:aws:events:us-east-1:123456789012:event-bus/b" }]`, 'warning'],
    ['logs', `${pattern}, Targets: [{ Arn: "arn:aws:logs:us-east-1:123456789012:log-group:g" }]`, 'warning'],
    [
      'notices of AWS services',
      'EventPattern: { source: [aws.health] }, Targets: [{ Arn: "arn:aws:sns:us-east-1:123456789012:t" }]',
      'note',
    ],
    ['an empty dead-letter configuration', `${pattern}, Targets: [{ ${lambda}, DeadLetterConfig: {} }]`, 'error'],
  ])('grades %s', (_, properties, severity) => {
    expect(statuses(properties)).toEqual([`R: violation (${severity})`]);
  });

  it('grades targets of the same templates by their type', () => {
    const targets = `${pattern}, Targets: [{ Arn: !GetAtt Q.Arn }]`;
    expect(statuses(targets, '  Q: { Type: AWS::SQS::Queue }\n')).toEqual(['R: violation (warning)']);
  });

  it('objects to a FIFO queue, which EventBridge does not take', () => {
    const targets = `${pattern}, Targets: [{ ${lambda}, DeadLetterConfig: { Arn: !GetAtt Q.Arn } }]`;
    expect(statuses(targets, '  Q: { Type: AWS::SQS::Queue, Properties: { FifoQueue: true } }\n')).toEqual([
      'R: violation (error)',
    ]);
  });

  it.each([
    ['a rule that is switched off', `${pattern}, State: DISABLED, Targets: [{ ${lambda} }]`],
    ['a rule without targets', pattern],
  ])('does not concern %s', (_, properties) => {
    expect(statuses(properties)).toEqual([]);
  });

  it.each([
    ['targets', `${pattern}, Targets: !ImportValue T`],
    ['a dead-letter queue', `${pattern}, Targets: [{ ${lambda}, DeadLetterConfig: { Arn: "{{resolve:ssm:q}}" } }]`],
    [
      'a dead-letter queue in one branch',
      `${pattern}, Targets: [{ ${lambda}, DeadLetterConfig: !If [IsProd, { Arn: !ImportValue Q }, !Ref AWS::NoValue] }]`,
    ],
  ])('is undetermined for %s that is not known', (_, properties) => {
    expect(statuses(properties)).toEqual(['R: undetermined (error)']);
  });
});
