import { describe, expect, it } from 'vitest';
import { findingsFor } from '../../testing/findings.js';
import { ecsDaemonDeployment } from './ecs-daemon-deployment.js';

const judged = (configuration: string) =>
  findingsFor(
    ecsDaemonDeployment,
    `Resources:\n  Agent: { Type: AWS::ECS::Daemon, Properties: { DeploymentConfiguration: { ${configuration} } } }`,
  ).map(({ status, severity }) => severity ?? status);
const ALARMS = 'Alarms: { AlarmNames: [agent-errors], Enable: true }';

describe('ecs-daemon-deployment', () => {
  it('finds a rollout that drains every instance at once', () => {
    expect(judged(`DrainPercent: 100, ${ALARMS}`)).toEqual(['violation', 'compliant']);
    expect(judged(`DrainPercent: '100.0', ${ALARMS}`)).toEqual(['violation', 'compliant']);
  });
  it('hints at a rollout that no alarm stops', () => {
    expect(judged('BakeTimeInMinutes: 5')).toEqual(['note']);
    expect(judged('Alarms: { AlarmNames: [agent-errors], Enable: false }')).toEqual(['note']);
    expect(judged('Alarms: { AlarmNames: [], Enable: true }')).toEqual(['note']);
  });
  it('passes a rollout by parts that alarms stop', () => {
    expect(judged(`DrainPercent: 10, ${ALARMS}`)).toEqual(['compliant', 'compliant']);
    expect(judged(ALARMS)).toEqual(['compliant']);
  });
  it('cannot tell what is not known', () => {
    expect(judged('DrainPercent: !ImportValue Share, Alarms: !ImportValue Alarms')).toEqual([
      'undetermined',
      'undetermined',
    ]);
  });
  it('does not apply to services', () => {
    const text = 'Resources:\n  S: { Type: AWS::ECS::Service, Properties: { SchedulingStrategy: DAEMON } }';
    expect(findingsFor(ecsDaemonDeployment, text)).toEqual([]);
  });
});
