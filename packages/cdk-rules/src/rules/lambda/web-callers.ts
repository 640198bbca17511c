import type { Resource, ResourceGraph } from '../../graph/graph.js';
import type { Value } from '../../values/value.js';
import { asNumber, asString, known, unknown } from '../../values/values.js';
import { attributeOf } from '../load-balancing/attributes.js';
import { referenced } from '../referenced.js';
import type { WaitingCaller } from './callers.js';

/** Milliseconds that CloudFront waits for an origin, and a load balancer for a target, when nothing is set. */
const ORIGIN_WAIT = 30_000;
const IDLE_WAIT = 60_000;

/** Distributions whose origin is a function URL. */
export function distributionCallers(url: Resource, graph: ResourceGraph): WaitingCaller[] {
  if (asString(url.get('InvokeMode')) === 'RESPONSE_STREAM') return [];
  return graph.referrers(url, 'AWS::CloudFront::Distribution').flatMap((via) => {
    const origins = via.list('DistributionConfig.Origins') ?? [];
    // With several origins it is not read which one is the function.
    if (origins.length !== 1) return [];
    const written = via.get('DistributionConfig.Origins.0.CustomOriginConfig.OriginReadTimeout');
    return [
      {
        name: 'CloudFront',
        via,
        limit: inMilliseconds(written),
        otherwise: ORIGIN_WAIT,
        severity: 'warning' as const,
      },
    ];
  });
}

/** Load balancers that forward to a target group, by their idle timeout. */
export function balancerCallers(group: Resource, graph: ResourceGraph): WaitingCaller[] {
  const listeners = [
    ...graph.referrers(group, 'AWS::ElasticLoadBalancingV2::Listener'),
    ...graph
      .referrers(group, 'AWS::ElasticLoadBalancingV2::ListenerRule')
      .flatMap((rule) => referenced(rule.get('ListenerArn'))),
  ];
  const balancers = listeners
    .flatMap((listener) => referenced(listener.get('LoadBalancerArn')))
    .filter(({ type }) => type === 'AWS::ElasticLoadBalancingV2::LoadBalancer');
  return [...new Set(balancers)].map((via) => {
    return {
      name: 'the load balancer',
      via,
      limit: idleTimeout(via),
      otherwise: IDLE_WAIT,
      severity: 'warning' as const,
    };
  });
}

function idleTimeout(balancer: Resource): Value {
  return inMilliseconds(attributeOf(balancer, 'LoadBalancerAttributes', 'idle_timeout.timeout_seconds').value);
}

/** A time that is written in seconds, in milliseconds; what only a parameter's default says is not known. */
export function inMilliseconds(value: Value): Value {
  if (value.kind === 'absent') return value;
  const seconds = asNumber(value);
  const isAssumed = value.kind === 'known' && value.assumed !== undefined;
  return seconds === undefined || isAssumed ? unknown('its timeout is not known') : known(seconds * 1000);
}
