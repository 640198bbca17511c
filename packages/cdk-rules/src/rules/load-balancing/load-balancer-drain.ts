import type { Resource, ResourceGraph } from '../../graph/graph.js';
import { asBoolean, asNumber, asString } from '../../values/values.js';
import { overBranches } from '../branch-findings.js';
import type { Finding, InfrastructureRule } from '../rule.js';
import { practiceSource } from '../sources.js';
import { attributeOf, CLASSIC, TARGET_GROUP } from './attributes.js';

const KEY = 'deregistration_delay.timeout_seconds';
/** Seconds when nothing is set: documentation of `TargetGroupAttribute`. */
const DEFAULT_DELAY = 300;
const POLICY = 'ConnectionDrainingPolicy';

/** Objects to targets that are taken away from under the requests that they are working on. */
export const loadBalancerDrain: InfrastructureRule = {
  meta: {
    name: 'load-balancer-drain',
    bestPractice: 'REL05-BP04',
    layer: 'infrastructure',
    severity: 'warning',
    precision: 'high',
    preset: 'recommended',
    title: 'Targets may finish their requests before they are deregistered',
    why:
      'With no time to drain, every deployment, scale-in and replacement cuts the requests that are under way: clients see ' +
      'errors, and retry work that may already have been done.',
    fix: 'Give targets at least the time of their longest request; 30 s is a good value for short requests.',
    sources: [
      practiceSource('REL05-BP04'),
      {
        title: 'Elastic Load Balancing: Deregistration delay',
        url: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-target-group-attributes.html#deregistration-delay',
      },
    ],
  },
  types: [TARGET_GROUP, CLASSIC],
  judge(resource, graph) {
    return resource.type === CLASSIC ? judgeClassic(resource) : judgeTargetGroup(resource, graph);
  },
};

function judgeTargetGroup(group: Resource, graph: ResourceGraph): Finding | undefined {
  // Functions are not drained, and connections without requests cannot be.
  if (asString(group.get('TargetType')) === 'lambda' || asString(group.get('Protocol')) === 'GENEVE') return undefined;
  const { value, property } = attributeOf(group, 'TargetGroupAttributes', KEY);
  const idle = idleTimeoutOf(group, graph);
  return overBranches(group, [value], (delay): Finding => {
    const seconds = delay.kind === 'absent' ? DEFAULT_DELAY : asNumber(delay);
    if (seconds === undefined) return open(property);
    const evidence = { deregistrationDelay: seconds };
    if (seconds > 0)
      return { status: 'compliant', message: `Targets have ${seconds} s to finish.`, property, evidence };
    return {
      status: 'violation',
      message: `Targets get no time to finish, so every deployment and scale-in cuts the requests under way${idle}. Set ${KEY} to at least the longest request.`,
      property,
      evidence,
    };
  });
}

/** How long a request may take at most, where the load balancer says so. */
function idleTimeoutOf(group: Resource, graph: ResourceGraph): string {
  for (const listener of graph.referrers(group, 'AWS::ElasticLoadBalancingV2::Listener')) {
    const balancer = listener.get('LoadBalancerArn');
    if (balancer.kind !== 'reference') continue;
    const idle = asNumber(
      attributeOf(balancer.resource, 'LoadBalancerAttributes', 'idle_timeout.timeout_seconds').value,
    );
    if (idle !== undefined) return ` (the load balancer waits up to ${idle} s for them)`;
  }
  return '';
}

function judgeClassic(balancer: Resource): Finding {
  const property = `${POLICY}.Enabled`;
  return overBranches(
    balancer,
    [balancer.get(property), balancer.get(`${POLICY}.Timeout`)],
    (enabled, timeout): Finding => {
      const isOn = enabled.kind === 'absent' ? false : asBoolean(enabled);
      if (isOn === undefined) return open(property);
      const seconds = timeout.kind === 'absent' ? DEFAULT_DELAY : asNumber(timeout);
      if (isOn && seconds === 0) return cut(`${POLICY}.Timeout`);
      return isOn ? { status: 'compliant', message: 'Instances may finish their requests.', property } : cut(property);
    },
  );
}

function cut(property: string): Finding {
  return {
    status: 'violation',
    message: `Connections are not drained, so every deregistered instance cuts the requests under way. Turn ${POLICY} on, with the time of the longest request.`,
    property,
  };
}

function open(property: string): Finding {
  const message = 'How long targets have to finish their requests is not known.';
  return { status: 'undetermined', message, property };
}
