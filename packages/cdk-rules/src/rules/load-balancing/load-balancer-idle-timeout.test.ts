import { describe, expect, it } from 'vitest';
import { findingsFor } from '../../testing/findings.js';
import { loadBalancerIdleTimeout } from './load-balancer-idle-timeout.js';

const judged = (balancer: string, timeout = 'Timeout: 3', action = 'TargetGroupArn: !Ref Group') =>
  findingsFor(
    loadBalancerIdleTimeout,
    `Resources:
  Balancer:
    Type: AWS::ElasticLoadBalancingV2::LoadBalancer
    Properties: { ${balancer} }
  Listener:
    Type: AWS::ElasticLoadBalancingV2::Listener
    Properties: { LoadBalancerArn: !Ref Balancer, DefaultActions: [{ Type: forward, ${action} }] }
  Group:
    Type: AWS::ElasticLoadBalancingV2::TargetGroup
    Properties: { TargetType: lambda, Targets: [{ Id: !GetAtt Work.Arn }] }
  Work:
    Type: AWS::Lambda::Function
    Properties: { ${timeout} }`,
  );
const idle = (value: string) => `LoadBalancerAttributes: [{ Key: idle_timeout.timeout_seconds, Value: ${value} }]`;

describe('load-balancer-idle-timeout', () => {
  it('finds a function that may run longer than the load balancer waits', () => {
    expect(judged('Type: application', 'Timeout: 300')).toMatchObject([
      { status: 'violation', evidence: { idleTimeout: 60, functionTimeout: 300 } },
    ]);
  });
  it('follows weighted groups', () => {
    const action = 'ForwardConfig: { TargetGroups: [{ TargetGroupArn: !Ref Group }] }';
    expect(judged(idle('"20"'), 'Timeout: 30', action)).toMatchObject([{ status: 'violation' }]);
  });
  it('passes a wait that covers the function', () => {
    expect(judged(idle('"60"'), 'Timeout: 60')).toMatchObject([{ status: 'compliant' }]);
    expect(judged('Scheme: internal', 'Handler: a.b')).toMatchObject([{ status: 'compliant' }]);
  });
  it('cannot tell what is not known', () => {
    expect(judged(idle('!ImportValue Idle'))).toMatchObject([{ status: 'undetermined' }]);
    expect(judged(idle('"60"'), 'Timeout: !ImportValue Longest')).toMatchObject([{ status: 'undetermined' }]);
  });
  it('does not apply to network load balancers', () => {
    expect(judged('Type: network', 'Timeout: 300')).toEqual([]);
  });
  it('passes classic load balancers, whose wait has a default', () => {
    const text = (properties: string) =>
      `Resources:\n  Old:\n    Type: AWS::ElasticLoadBalancing::LoadBalancer\n    Properties: { ${properties} }`;
    expect(findingsFor(loadBalancerIdleTimeout, text('Listeners: []'))).toMatchObject([{ status: 'compliant' }]);
    expect(
      findingsFor(loadBalancerIdleTimeout, text('ConnectionSettings: { IdleTimeout: !ImportValue Idle }')),
    ).toMatchObject([{ status: 'undetermined' }]);
  });
});
