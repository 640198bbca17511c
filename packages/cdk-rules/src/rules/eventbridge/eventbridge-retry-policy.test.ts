import { describe, expect, it } from 'vitest';
import { statusesOf } from '../../testing/statuses.js';
import { eventbridgeRetryPolicy } from './eventbridge-retry-policy.js';

const statuses = (target: string, state = 'ENABLED') =>
  statusesOf(
    eventbridgeRetryPolicy,
    `  Orders: { Type: AWS::Events::Rule, Properties: { State: ${state}, Targets: [{ Id: a, Arn: t${target} }] } }
  Failed: { Type: AWS::SQS::Queue }\n`,
  );

describe('eventbridge-retry-policy', () => {
  it('objects to no retries without a dead-letter queue', () => {
    expect(statuses(', RetryPolicy: { MaximumRetryAttempts: 0 }')).toEqual(['Orders: violation (error)']);
    expect(statuses(', RetryPolicy: { MaximumRetryAttempts: "0" }')).toEqual(['Orders: violation (error)']);
  });

  it('passes the default, and explicit retries', () => {
    expect(statuses('')).toEqual(['Orders: compliant']);
    expect(statuses(', RetryPolicy: { MaximumRetryAttempts: 3, MaximumEventAgeInSeconds: 300 }')).toEqual([
      'Orders: compliant',
    ]);
  });

  it('passes no retries with a dead-letter queue', () => {
    expect(
      statuses(', RetryPolicy: { MaximumRetryAttempts: 0 }, DeadLetterConfig: { Arn: !GetAtt Failed.Arn }'),
    ).toEqual(['Orders: compliant']);
  });

  it('is undetermined where a part is not known', () => {
    expect(statuses(', RetryPolicy: { MaximumRetryAttempts: "{{resolve:ssm:n}}" }')).toEqual([
      'Orders: undetermined (error)',
    ]);
    expect(
      statuses(', RetryPolicy: { MaximumRetryAttempts: 0 }, DeadLetterConfig: { Arn: "{{resolve:ssm:q}}" }'),
    ).toEqual(['Orders: undetermined (error)']);
  });

  it('does not concern disabled rules, nor rules without targets', () => {
    expect(statuses(', RetryPolicy: { MaximumRetryAttempts: 0 }', 'DISABLED')).toEqual([]);
    expect(statusesOf(eventbridgeRetryPolicy, '  Orders: { Type: AWS::Events::Rule }')).toEqual([]);
  });
});
