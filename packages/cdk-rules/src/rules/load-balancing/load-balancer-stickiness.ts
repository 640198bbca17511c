import type { Resource } from '../../graph/graph.js';
import { asBoolean, asNumber, asString } from '../../values/values.js';
import { overBranches } from '../branch-findings.js';
import type { Finding, InfrastructureRule } from '../rule.js';
import { practiceSource } from '../sources.js';
import { attributeOf, CLASSIC, LISTENERS, TARGET_GROUP } from './attributes.js';

const repair = 'Keep the session outside of the instances (a cookie, a cache, a table) and turn stickiness off.';
/** Protocols without connections, where packets of one client have to reach one target. */
const CONNECTIONLESS = ['UDP', 'TCP_UDP', 'QUIC', 'TCP_QUIC', 'GENEVE'];
/** Ports of MQTT and CoAP, whose devices hold one session for days. */
const DEVICE_PORTS = [1883, 8883, 5683, 5684];

/** Objects to load balancers that tie a client to one instance. */
export const loadBalancerStickiness: InfrastructureRule = {
  meta: {
    name: 'load-balancer-stickiness',
    bestPractice: 'REL05-BP06',
    layer: 'infrastructure',
    severity: 'warning',
    precision: 'high',
    preset: 'recommended',
    title: 'Load balancers do not tie clients to one target',
    why:
      'Sticky sessions are a sign of state in the memory of an instance. When the instance fails or is replaced its users ' +
      'lose their sessions, and new instances get no share of the load of the clients that are already tied.',
    fix: 'Keep session state in a shared store or in the client, then turn stickiness off.',
    sources: [
      practiceSource('REL05-BP06'),
      {
        title: 'Elastic Load Balancing: Edit target group attributes for your Application Load Balancer',
        url: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-target-group-attributes.html',
      },
    ],
  },
  types: [TARGET_GROUP, ...LISTENERS, CLASSIC],
  judge(resource) {
    if (resource.type === TARGET_GROUP) return judgeTargetGroup(resource);
    return resource.type === CLASSIC ? judgeClassic(resource) : judgeActions(resource);
  },
};

function judgeTargetGroup(group: Resource): Finding | undefined {
  const enabled = attributeOf(group, 'TargetGroupAttributes', 'stickiness.enabled');
  if (enabled.value.kind === 'absent') return undefined;
  if (isForDevices(group)) return undefined;
  const { property } = enabled;
  return overBranches(group, [enabled.value], (value): Finding => {
    const isSticky = value.kind === 'absent' ? false : asBoolean(value);
    if (isSticky === undefined) return open('stickiness.enabled is not known', property);
    if (!isSticky) return { status: 'compliant', message: 'Clients are not tied to one target.', property };
    return fault('This target group ties each client to one target', property);
  });
}

function isForDevices(group: Resource): boolean {
  if (CONNECTIONLESS.includes(asString(group.get('Protocol')) ?? '')) return true;
  return DEVICE_PORTS.includes(asNumber(group.get('Port')) ?? 0);
}

/** Weighted groups keep a client on one version of the application; with one group there is nothing to choose. */
function judgeActions(listener: Resource): Finding[] {
  const list = listener.type === LISTENERS[0] ? 'DefaultActions' : 'Actions';
  return (listener.indexes(list) ?? []).flatMap((index) => {
    const config = `${list}.${index}.ForwardConfig`;
    const property = `${config}.TargetGroupStickinessConfig.Enabled`;
    const enabled = listener.get(property);
    const groups = listener.list(`${config}.TargetGroups`);
    if (enabled.kind === 'absent' || groups === undefined || groups.length > 1) return [];
    return overBranches(listener, [enabled], (value): Finding => {
      const isSticky = value.kind === 'absent' ? false : asBoolean(value);
      if (isSticky === undefined) return open('its stickiness is not known', property);
      if (isSticky) return fault('This action is sticky though it forwards to one target group only', property);
      return { status: 'compliant', message: 'The action does not tie clients to a target group.', property };
    });
  });
}

function judgeClassic(balancer: Resource): Finding | undefined {
  const sticky = ['AppCookieStickinessPolicy', 'LBCookieStickinessPolicy'].flatMap((property) =>
    (balancer.indexes(property) ?? []).map((index) => ({
      property: `${property}.${index}`,
      name: asString(balancer.get([property, index, 'PolicyName'])),
    })),
  );
  if (sticky.length === 0) return undefined;
  const used = balancer
    .indexes('Listeners')
    ?.flatMap((index) =>
      (balancer.list(['Listeners', index, 'PolicyNames']) ?? [undefined]).map((name) => name && asString(name)),
    );
  const active = sticky.find(({ name }) => name !== undefined && used?.includes(name));
  if (active)
    return fault('A listener of this load balancer ties each client to one instance by a cookie', active.property);
  if (!used || used.includes(undefined) || sticky.some(({ name }) => name === undefined))
    return open('which listener uses its stickiness policy is not known', 'Listeners');
  return undefined;
}

function fault(what: string, property: string): Finding {
  return {
    status: 'violation',
    message: `${what}, so sessions kept there are lost with it and load stays uneven after scaling out. ${repair}`,
    property,
  };
}

function open(reason: string, property: string): Finding {
  return {
    status: 'undetermined',
    message: `Whether clients are tied to one target cannot be told: ${reason}.`,
    property,
  };
}
