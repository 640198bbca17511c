import { describe, expect, it } from 'vitest';
import { findingsFor } from '../../testing/findings.js';
import { ecsHealthCheck } from './ecs-health-check.js';

const judged = (service: string, containers = '[{ Name: app }]') =>
  findingsFor(
    ecsHealthCheck,
    `Resources:
  Service: { Type: AWS::ECS::Service, Properties: { TaskDefinition: !Ref Task, ${service} } }
  Task: { Type: AWS::ECS::TaskDefinition, Properties: { ContainerDefinitions: ${containers} } }`,
  ).map(({ status }) => status);
const CHECK = 'HealthCheck: { Command: [CMD, check] }';

describe('ecs-health-check', () => {
  it('finds a service whose tasks nothing checks', () => {
    expect(judged('DesiredCount: 1')).toEqual(['violation']);
    expect(judged('LoadBalancers: []')).toEqual(['violation']);
  });
  it('does not count the check of a sidecar', () => {
    expect(judged('DesiredCount: 1', `[{ Name: app }, { Name: logs, Essential: false, ${CHECK} }]`)).toEqual([
      'violation',
    ]);
  });
  it('passes a check by a load balancer, a lattice, or the container', () => {
    expect(judged('LoadBalancers: [{ ContainerName: app, TargetGroupArn: a }]')).toEqual(['compliant']);
    expect(judged('VpcLatticeConfigurations: [{ PortName: http, TargetGroupArn: a }]')).toEqual(['compliant']);
    expect(judged('GatewayConnectors: [{ PortName: http }]')).toEqual(['compliant']);
    expect(judged('DesiredCount: 1', `[{ Name: app, ${CHECK} }]`)).toEqual(['compliant']);
  });
  it('does not apply to agents', () => {
    expect(judged('SchedulingStrategy: DAEMON')).toEqual([]);
  });
  it('cannot tell what is not known', () => {
    expect(judged('DesiredCount: 1', '!ImportValue Containers')).toEqual(['undetermined']);
    const elsewhere = 'Resources:\n  S: { Type: AWS::ECS::Service, Properties: { TaskDefinition: !ImportValue Task } }';
    expect(findingsFor(ecsHealthCheck, elsewhere)).toMatchObject([{ status: 'undetermined' }]);
    expect(judged('LoadBalancers: [!If [IsPublic, { ContainerName: app }, !Ref AWS::NoValue]]')).toEqual([
      'undetermined',
    ]);
  });
});
