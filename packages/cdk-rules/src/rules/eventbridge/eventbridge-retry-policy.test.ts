import { describe, expect, it } from 'vitest';
import { findingsFor } from '../../testing/findings.js';
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

  it.each([
    ['RetryPolicy: { MaxRetryAttempts: 0 }', ['S: violation (error)']],
    ['RetryPolicy: { MaxRetryAttempts: 0 }, OnFailureConfiguration: { Arn: !GetAtt Failed.Arn }', ['S: compliant']],
    ['RetryPolicy: { MaxRetryAttempts: 9, MaxEventAgeInSeconds: 900 }', ['S: compliant']],
    ['RetryPolicy: { MaxRetryAttempts: !ImportValue N }', ['S: undetermined (error)']],
    ['RetryPolicy: { MaxRetryAttempts: 0 }, State: STOPPED', []],
  ])('judges a subscriber with %s', (properties, expected) => {
    const text = `  S: { Type: AWS::EventsV2::Subscriber, Properties: { ${properties} } }\n  Failed: { Type: AWS::SQS::Queue }\n`;
    expect(statusesOf(eventbridgeRetryPolicy, text)).toEqual(expected);
  });

  it('says how often and how long a subscriber tries by default', () => {
    const [finding] = findingsFor(
      eventbridgeRetryPolicy,
      'Resources: { S: { Type: AWS::EventsV2::Subscriber, Properties: {} } }',
    );
    expect(finding?.message).toBe('An event is tried again 5 times for its target, for up to 300 s.');
  });
});
