import { describe, expect, it } from 'vitest';
import { findingsFor } from '../../testing/findings.js';
import { loadBalancerDrain } from './load-balancer-drain.js';

const judged = (type: string, properties: string, more = '') =>
  findingsFor(
    loadBalancerDrain,
    `Resources:\n  Group:\n    Type: AWS::${type}\n    Properties: { ${properties} }\n${more}`,
  );

const GROUP = 'ElasticLoadBalancingV2::TargetGroup';
const CLASSIC = 'ElasticLoadBalancing::LoadBalancer';
const delay = (value: string) =>
  `TargetGroupAttributes: [{ Key: deregistration_delay.timeout_seconds, Value: ${value} }]`;

describe('load-balancer-drain', () => {
  it('finds target groups that do not drain', () => {
    expect(judged(GROUP, delay('"0"'))).toMatchObject([
      { status: 'violation', property: 'TargetGroupAttributes.0.Value' },
    ]);
  });
  it('says how long the load balancer waits', () => {
    const more = `  Balancer:
    Type: AWS::ElasticLoadBalancingV2::LoadBalancer
    Properties: { LoadBalancerAttributes: [{ Key: idle_timeout.timeout_seconds, Value: "120" }] }
  Listener:
    Type: AWS::ElasticLoadBalancingV2::Listener
    Properties: { LoadBalancerArn: !Ref Balancer, DefaultActions: [{ Type: forward, TargetGroupArn: !Ref Group }] }`;
    expect(judged(GROUP, delay('0'), more)[0]?.message).toContain('120 s');
  });
  it.each(['"5"', '30', '300'])('passes a delay of %s', (value) => {
    expect(judged(GROUP, delay(value))).toMatchObject([{ status: 'compliant' }]);
  });
  it('passes the default', () => {
    expect(judged(GROUP, 'Port: 80')).toMatchObject([{ status: 'compliant' }]);
  });
  it('does not apply to functions', () => {
    expect(judged(GROUP, `TargetType: lambda, ${delay('0')}`)).toEqual([]);
  });
  it('finds classic load balancers that do not drain', () => {
    expect(judged(CLASSIC, 'Listeners: []')).toMatchObject([{ status: 'violation' }]);
    expect(judged(CLASSIC, 'ConnectionDrainingPolicy: { Enabled: false }')).toMatchObject([{ status: 'violation' }]);
    expect(judged(CLASSIC, 'ConnectionDrainingPolicy: { Enabled: true, Timeout: 0 }')).toMatchObject([
      { status: 'violation' },
    ]);
    expect(judged(CLASSIC, 'ConnectionDrainingPolicy: { Enabled: "true" }')).toMatchObject([{ status: 'compliant' }]);
  });
  it('cannot tell what is not known', () => {
    expect(judged(GROUP, delay('!ImportValue Delay'))).toMatchObject([{ status: 'undetermined' }]);
    expect(judged(CLASSIC, 'ConnectionDrainingPolicy: { Enabled: !ImportValue Drain }')).toMatchObject([
      { status: 'undetermined' },
    ]);
  });
});
