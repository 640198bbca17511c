import { describe, expect, it } from 'vitest';
import { findingsFor } from '../../testing/findings.js';
import { flagRollbackAlarm } from './flag-rollback-alarm.js';

const alarm = { Monitors: [{ AlarmArn: 'arn:aws:cloudwatch:eu-west-1:111122223333:alarm:errors' }] };
const find = (environment: object, strategy?: object) =>
  findingsFor(
    flagRollbackAlarm,
    JSON.stringify({
      Resources: {
        Environment: {
          Type: 'AWS::AppConfig::Environment',
          Properties: { ApplicationId: 'a', Name: 'live', ...environment },
        },
        ...(strategy && {
          Strategy: { Type: 'AWS::AppConfig::DeploymentStrategy', Properties: strategy },
          Deployment: {
            Type: 'AWS::AppConfig::Deployment',
            Properties: { EnvironmentId: { Ref: 'Environment' }, DeploymentStrategyId: { Ref: 'Strategy' } },
          },
        }),
      },
    }),
  );

describe('flag-rollback-alarm', () => {
  it('objects to an environment that no alarm watches', () => {
    for (const properties of [{}, { Monitors: [] }])
      expect(find(properties)).toMatchObject([{ status: 'violation', property: 'Monitors' }]);
  });

  it('objects to a watch that ends with the deployment', () => {
    expect(find(alarm, { DeploymentDurationInMinutes: 0, GrowthFactor: 100 })).toMatchObject([
      { status: 'compliant' },
      { status: 'violation', property: 'FinalBakeTimeInMinutes' },
    ]);
  });

  it('passes an alarm with bake time, or with a deployment that takes its time', () => {
    for (const strategy of [
      { DeploymentDurationInMinutes: 0, FinalBakeTimeInMinutes: 10 },
      { DeploymentDurationInMinutes: 20 },
    ])
      expect(find(alarm, strategy)).toMatchObject([{ status: 'compliant' }, { status: 'compliant' }]);
  });

  it('does not judge the bake time where no alarm watches', () => {
    expect(find({}, { DeploymentDurationInMinutes: 0 })).toMatchObject([{ status: 'violation', property: 'Monitors' }]);
  });

  it('does not decide about alarms and bake times that are not known', () => {
    expect(find({ Monitors: { 'Fn::ImportValue': 'x' } })).toMatchObject([{ status: 'undetermined' }]);
    expect(find(alarm, { FinalBakeTimeInMinutes: { 'Fn::ImportValue': 'x' } })).toMatchObject([
      { status: 'compliant' },
      { status: 'undetermined' },
    ]);
  });
});
