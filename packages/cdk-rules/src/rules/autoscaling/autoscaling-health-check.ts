import type { Resource } from '../../graph/graph.js';
import { asString } from '../../values/values.js';
import { overBranches } from '../branch-findings.js';
import type { Finding, InfrastructureRule } from '../rule.js';
import { practiceSource } from '../sources.js';

const property = 'HealthCheckType';
/** Properties that put a group behind a load balancer, with the kind of check that belongs to it. */
const ATTACHMENTS = [
  { list: 'TargetGroupARNs', check: 'ELB' },
  { list: 'LoadBalancerNames', check: 'ELB' },
  { list: 'TrafficSources', check: undefined },
] as const;

/** Objects to groups of instances that keep what their load balancer has given up. */
export const autoscalingHealthCheck: InfrastructureRule = {
  meta: {
    name: 'autoscaling-health-check',
    bestPractice: 'REL05-BP04',
    layer: 'infrastructure',
    severity: 'warning',
    precision: 'very-high',
    preset: 'recommended',
    title: 'Auto Scaling groups behind a load balancer replace what it finds unhealthy',
    why:
      'By default a group replaces an instance only when the machine fails. One whose application has died gets no more ' +
      'requests, but stays and counts as capacity: the group shrinks without being seen.',
    fix: 'Set `HealthCheckType: ELB`, with a grace period that covers the start of the application.',
    sources: [
      practiceSource('REL05-BP04'),
      {
        title: 'Amazon EC2 Auto Scaling: Health checks for instances in an Auto Scaling group',
        url: 'https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-health-checks.html',
      },
    ],
  },
  types: ['AWS::AutoScaling::AutoScalingGroup'],
  judge(group, graph) {
    // A cluster replaces the tasks, and manages the instances below them.
    if (graph.referrers(group, 'AWS::ECS::CapacityProvider').length > 0) return undefined;
    const needed = neededCheck(group);
    if (needed === undefined) return undefined;
    return overBranches(group, [group.get(property)], (value): Finding => {
      const types = value.kind === 'absent' ? 'EC2' : asString(value);
      if (types === undefined)
        return { status: 'undetermined', message: 'The health check type is not known.', property };
      const listed = types.split(',').map((type) => type.trim());
      if (listed.includes(needed)) {
        const message = 'An instance that the load balancer finds unhealthy is replaced.';
        return { status: 'compliant', message, property, evidence: { [property]: types } };
      }
      return {
        status: 'violation',
        message: `The load balancer stops using an instance whose application has failed, but the group keeps it, so capacity is lost for good. Set ${property} to ${needed}.`,
        property,
        evidence: { [property]: types },
      };
    });
  },
};

/** The check that its load balancer makes; undefined for a group without one. */
function neededCheck(group: Resource): 'ELB' | 'VPC_LATTICE' | undefined {
  for (const { list, check } of ATTACHMENTS) {
    const attached = (group.indexes(list) ?? []).findIndex((index) => group.get([list, index]).kind !== 'absent');
    if (attached < 0) continue;
    const isLattice = asString(group.get([list, attached, 'Type'])) === 'vpc-lattice';
    return check ?? (isLattice ? 'VPC_LATTICE' : 'ELB');
  }
  return undefined;
}
