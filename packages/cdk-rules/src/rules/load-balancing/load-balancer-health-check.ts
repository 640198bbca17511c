import type { Resource } from '../../graph/graph.js';
import { asBoolean, asNumber } from '../../values/values.js';
import { overBranches } from '../branch-findings.js';
import type { Finding, InfrastructureRule } from '../rule.js';
import { practiceSource } from '../sources.js';
import { CLASSIC, TARGET_GROUP } from './attributes.js';

const LATTICE = 'AWS::VpcLattice::TargetGroup';
/** Longest time in seconds, by choice, that a faulty target should get requests. */
const SLOWEST = 120;

/** Where a kind of target group writes its checks, and its defaults (documentation of the resource types). */
interface Shape {
  readonly interval: string;
  readonly threshold: string;
  readonly enabled?: string;
  readonly defaults: { readonly interval: number; readonly threshold: number };
  /** Kinds of targets that need no check. */
  readonly without: readonly string[];
  readonly kind: string;
}

const SHAPES: Readonly<Record<string, Shape>> = {
  [TARGET_GROUP]: {
    interval: 'HealthCheckIntervalSeconds',
    threshold: 'UnhealthyThresholdCount',
    enabled: 'HealthCheckEnabled',
    defaults: { interval: 30, threshold: 2 },
    without: ['lambda'],
    kind: 'TargetType',
  },
  [CLASSIC]: {
    interval: 'HealthCheck.Interval',
    threshold: 'HealthCheck.UnhealthyThreshold',
    defaults: { interval: 30, threshold: 2 },
    without: [],
    kind: 'Type',
  },
  [LATTICE]: {
    interval: 'Config.HealthCheck.HealthCheckIntervalSeconds',
    threshold: 'Config.HealthCheck.UnhealthyThresholdCount',
    enabled: 'Config.HealthCheck.Enabled',
    defaults: { interval: 30, threshold: 2 },
    without: ['LAMBDA', 'ALB'],
    kind: 'Type',
  },
};

/** Objects to groups of targets whose faulty members keep getting requests. */
export const loadBalancerHealthCheck: InfrastructureRule = {
  meta: {
    name: 'load-balancer-health-check',
    bestPractice: 'REL05-BP04',
    layer: 'infrastructure',
    severity: 'warning',
    precision: 'high',
    preset: 'recommended',
    title: 'Load balancers find a faulty target within two minutes',
    why:
      'Until its checks have failed often enough a broken target gets its share of the requests, and all of them fail. ' +
      'With long intervals and high thresholds that takes minutes; without checks it never ends.',
    fix: 'Shorten the interval or lower the unhealthy threshold, so that interval times threshold stays below two minutes.',
    sources: [
      practiceSource('REL05-BP04'),
      {
        title: 'Elastic Load Balancing: Health checks for Application Load Balancer target groups',
        url: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html',
      },
    ],
  },
  types: [TARGET_GROUP, CLASSIC, LATTICE],
  judge(group) {
    const shape = SHAPES[group.type];
    return shape && judgeShape(group, shape);
  },
};

function judgeShape(group: Resource, shape: Shape): Finding | undefined {
  const kind = group.get(shape.kind);
  if (kind.kind === 'known' && shape.without.includes(String(kind.value))) return undefined;
  const property = shape.interval;
  const enabled = group.get(shape.enabled ?? []);
  return overBranches(group, [enabled, group.get(shape.interval), group.get(shape.threshold)], (on, every, times) => {
    if (shape.enabled !== undefined && on.kind !== 'absent') {
      const isOn = asBoolean(on);
      if (isOn === undefined) return open('Whether health checks are on is not known.', shape.enabled);
      if (!isOn) return off(shape.enabled);
    }
    const interval = every.kind === 'absent' ? shape.defaults.interval : asNumber(every);
    const threshold = times.kind === 'absent' ? shape.defaults.threshold : asNumber(times);
    if (interval === undefined || threshold === undefined)
      return open('The interval or the unhealthy threshold of the health check is not known.', property);
    const seconds = interval * threshold;
    const evidence = { interval, unhealthyThreshold: threshold, seconds };
    const sum = `${threshold} failed checks, ${interval} s apart`;
    if (seconds <= SLOWEST)
      return {
        status: 'compliant',
        message: `A faulty target is found after ${seconds} s (${sum}).`,
        property,
        evidence,
      };
    return {
      status: 'violation',
      message: `A faulty target gets requests for ${seconds} s (${sum}), and all of them fail. Shorten the interval or lower the unhealthy threshold.`,
      property,
      evidence,
    };
  });
}

function off(property: string): Finding {
  return {
    status: 'violation',
    message: 'Health checks are off, so a faulty target keeps getting requests until somebody notices. Turn them on.',
    property,
  };
}

const open = (message: string, property: string): Finding => ({ status: 'undetermined', message, property });
