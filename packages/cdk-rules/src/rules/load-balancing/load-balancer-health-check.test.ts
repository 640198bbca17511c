import { describe, expect, it } from 'vitest';
import { findingsFor } from '../../testing/findings.js';
import { loadBalancerHealthCheck } from './load-balancer-health-check.js';

const judged = (type: string, properties: string) =>
  findingsFor(
    loadBalancerHealthCheck,
    `Resources:\n  Group:\n    Type: AWS::${type}\n    Properties: { ${properties} }`,
  ).map(({ status }) => status);

const GROUP = 'ElasticLoadBalancingV2::TargetGroup';
const CLASSIC = 'ElasticLoadBalancing::LoadBalancer';
const LATTICE = 'VpcLattice::TargetGroup';

describe('load-balancer-health-check', () => {
  it('finds checks that take longer than two minutes', () => {
    expect(judged(GROUP, 'HealthCheckIntervalSeconds: 60, UnhealthyThresholdCount: 3')).toEqual(['violation']);
    expect(judged(GROUP, 'HealthCheckIntervalSeconds: "30", UnhealthyThresholdCount: "5"')).toEqual(['violation']);
    expect(judged(CLASSIC, 'HealthCheck: { Interval: "30", UnhealthyThreshold: "5" }')).toEqual(['violation']);
  });
  it('passes the defaults, also with the path /', () => {
    expect(judged(GROUP, 'Protocol: HTTP, HealthCheckPath: /')).toEqual(['compliant']);
    expect(judged(CLASSIC, 'Listeners: []')).toEqual(['compliant']);
  });
  it('does not ask functions for health checks', () => {
    expect(judged(GROUP, 'TargetType: lambda')).toEqual([]);
    expect(judged(LATTICE, 'Type: LAMBDA, Config: { HealthCheck: { Enabled: false } }')).toEqual([]);
    expect(judged(LATTICE, 'Type: ALB')).toEqual([]);
  });
  it('finds checks that are off', () => {
    expect(judged(LATTICE, 'Type: INSTANCE, Config: { HealthCheck: { Enabled: false } }')).toEqual(['violation']);
    expect(judged(LATTICE, 'Type: INSTANCE, Config: { HealthCheck: { Enabled: "true" } }')).toEqual(['compliant']);
  });
  it('cannot tell what is not known', () => {
    expect(judged(GROUP, 'HealthCheckIntervalSeconds: !ImportValue Interval')).toEqual(['undetermined']);
  });
});
