import type { Resource } from '../../graph/graph.js';
import type { Value } from '../../values/value.js';
import { ABSENT, asString, unknown } from '../../values/values.js';

/** An attribute of a load balancer or target group, and where it stands. */
export interface Attribute {
  readonly value: Value;
  readonly property: string;
}

/**
 * Looks an attribute up by its key in `LoadBalancerAttributes` or `TargetGroupAttributes`.
 * Unknown when the list, or the key of one of its members, is not known.
 */
export function attributeOf(resource: Resource, list: string, key: string): Attribute {
  const attributes = resource.indexes(list);
  if (!attributes) return { value: unknown('its attributes are not known'), property: list };
  let isComplete = true;
  for (const index of attributes) {
    if (resource.get([list, index]).kind === 'absent') continue;
    const name = asString(resource.get([list, index, 'Key']));
    if (name === key) return { value: resource.get([list, index, 'Value']), property: `${list}.${index}.Value` };
    isComplete &&= name !== undefined;
  }
  return { value: isComplete ? ABSENT : unknown('the key of an attribute is not known'), property: list };
}

export const TARGET_GROUP = 'AWS::ElasticLoadBalancingV2::TargetGroup';
export const LOAD_BALANCER = 'AWS::ElasticLoadBalancingV2::LoadBalancer';
export const CLASSIC = 'AWS::ElasticLoadBalancing::LoadBalancer';
export const LISTENERS = ['AWS::ElasticLoadBalancingV2::Listener', 'AWS::ElasticLoadBalancingV2::ListenerRule'];
