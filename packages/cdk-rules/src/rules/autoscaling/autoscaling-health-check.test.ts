import { describe, expect, it } from 'vitest';
import { findingsFor } from '../../testing/findings.js';
import { autoscalingHealthCheck } from './autoscaling-health-check.js';

const judged = (properties: string, more = '') =>
  findingsFor(
    autoscalingHealthCheck,
    `Resources:\n  Group: { Type: AWS::AutoScaling::AutoScalingGroup, Properties: { MinSize: "1", ${properties} } }${more}`,
  ).map(({ status }) => status);
const BEHIND = 'TargetGroupARNs: [a]';

describe('autoscaling-health-check', () => {
  it('finds groups behind a load balancer that look at the machine only', () => {
    expect(judged(BEHIND)).toEqual(['violation']);
    expect(judged(`${BEHIND}, HealthCheckType: EC2`)).toEqual(['violation']);
    expect(judged('LoadBalancerNames: [a], HealthCheckType: "EC2,EBS"')).toEqual(['violation']);
    expect(judged('TrafficSources: [{ Type: vpc-lattice, Identifier: a }], HealthCheckType: ELB')).toEqual([
      'violation',
    ]);
  });
  it('passes groups that take the word of the load balancer', () => {
    expect(judged(`${BEHIND}, HealthCheckType: ELB`)).toEqual(['compliant']);
    expect(judged(`${BEHIND}, HealthCheckType: "EBS, ELB"`)).toEqual(['compliant']);
    expect(judged('TrafficSources: [{ Type: vpc-lattice, Identifier: a }], HealthCheckType: VPC_LATTICE')).toEqual([
      'compliant',
    ]);
  });
  it('does not apply without a load balancer', () => {
    expect(judged('HealthCheckType: EC2')).toEqual([]);
    expect(judged('TargetGroupARNs: []')).toEqual([]);
  });
  it('does not apply to the instances of a cluster', () => {
    const provider = `
  Provider:
    Type: AWS::ECS::CapacityProvider
    Properties: { AutoScalingGroupProvider: { AutoScalingGroupArn: !Ref Group } }`;
    expect(judged(BEHIND, provider)).toEqual([]);
  });
  it('cannot tell what is not known', () => {
    expect(judged(`${BEHIND}, HealthCheckType: !ImportValue Type`)).toEqual(['undetermined']);
  });
});
