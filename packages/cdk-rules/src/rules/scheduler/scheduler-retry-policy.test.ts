import { describe, expect, it } from 'vitest';
import { statusesOf } from '../../testing/statuses.js';
import { schedulerRetryPolicy } from './scheduler-retry-policy.js';

const statuses = (expression: string, policy = '', state = 'ENABLED') =>
  statusesOf(
    schedulerRetryPolicy,
    `  Run: { Type: AWS::Scheduler::Schedule, Properties: { State: ${state}, ScheduleExpression: ${expression}, Target: { Arn: t${policy} } } }\n`,
  );
const policy = (age: number | string, attempts: number | string = 185) =>
  `, RetryPolicy: { MaximumEventAgeInSeconds: ${age}, MaximumRetryAttempts: ${attempts} }`;

describe('scheduler-retry-policy', () => {
  it('objects to retries that reach into the next run', () => {
    expect(statuses('rate(5 minutes)', policy(3600))).toEqual(['Run: violation (warning)']);
    expect(statuses('"cron(0/15 * * * ? *)"', policy('"7200"'))).toEqual(['Run: violation (warning)']);
  });

  it('only notes the default, written or not', () => {
    expect(statuses('rate(1 hour)')).toEqual(['Run: violation (note)']);
    expect(statuses('rate(1 hour)', policy(86400))).toEqual(['Run: violation (note)']);
  });

  it('passes retries that end before the next run', () => {
    expect(statuses('rate(1 hour)', policy(3600))).toEqual(['Run: compliant']);
    expect(statuses('"cron(0 3 * * ? *)"')).toEqual(['Run: compliant']);
  });

  it('passes few attempts', () => {
    expect(statuses('rate(5 minutes)', policy(86400, 2))).toEqual(['Run: compliant']);
    expect(statuses('rate(5 minutes)', policy(86400, '"0"'))).toEqual(['Run: compliant']);
  });

  it('is undetermined where the interval or the policy is not known', () => {
    expect(statuses('!ImportValue rhythm')).toEqual(['Run: undetermined (warning)']);
    expect(statuses('rate(1 hour)', policy('"{{resolve:ssm:age}}"'))).toEqual(['Run: undetermined (warning)']);
  });

  it('does not concern schedules that run once or are disabled', () => {
    expect(statuses('"at(2030-01-01T00:00:00)"', policy(86400))).toEqual([]);
    expect(statuses('rate(5 minutes)', policy(3600), 'DISABLED')).toEqual([]);
  });
});
