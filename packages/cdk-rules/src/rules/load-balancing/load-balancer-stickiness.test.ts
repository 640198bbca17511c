import { describe, expect, it } from 'vitest';
import { findingsFor } from '../../testing/findings.js';
import { loadBalancerStickiness } from './load-balancer-stickiness.js';

const judged = (...resources: string[]) =>
  findingsFor(loadBalancerStickiness, `Resources:\n${resources.join('\n')}`).map(({ status }) => status);

const group = (value: string, more = '') => `  Group:
    Type: AWS::ElasticLoadBalancingV2::TargetGroup
    Properties:
      ${more}
      TargetGroupAttributes: [{ Key: stickiness.enabled, Value: ${value} }]`;

const listener = (groups: string, enabled = 'true') => `  Listener:
    Type: AWS::ElasticLoadBalancingV2::Listener
    Properties:
      DefaultActions:
        - Type: forward
          ForwardConfig:
            TargetGroups: [${groups}]
            TargetGroupStickinessConfig: { Enabled: ${enabled} }`;

const classic = (policies: string, extra = 'LBCookieStickinessPolicy: [{ PolicyName: Sticky }]') => `  Balancer:
    Type: AWS::ElasticLoadBalancing::LoadBalancer
    Properties:
      Listeners: [{ LoadBalancerPort: "80", InstancePort: "80", Protocol: http${policies} }]
      ${extra}`;

describe('load-balancer-stickiness', () => {
  it('finds sticky target groups', () => {
    expect(judged(group('"true"'))).toEqual(['violation']);
    expect(judged(group('true', 'Protocol: TCP'))).toEqual(['violation']);
  });
  it('judges the value that the CDK writes, not its presence', () => {
    expect(judged(group('"false"'))).toEqual(['compliant']);
  });
  it('does not apply without the attribute', () => {
    expect(judged('  Group: { Type: AWS::ElasticLoadBalancingV2::TargetGroup, Properties: { Port: 80 } }')).toEqual([]);
  });
  it.each(['UDP', 'TCP_UDP'])('lets packets of a client reach one target over %s', (protocol) => {
    expect(judged(group('true', `Protocol: ${protocol}`))).toEqual([]);
  });
  it('lets devices keep their session', () => {
    expect(judged(group('true', 'Protocol: TCP\n      Port: 8883'))).toEqual([]);
  });
  it('cannot tell a value that is not known', () => {
    expect(judged(group('!ImportValue Sticky'))).toEqual(['undetermined']);
    expect(judged(group('!If [IsProduction, "true", "false"]'))).toEqual(['undetermined']);
  });
  it('finds a sticky action with a single group', () => {
    expect(judged(listener('{ TargetGroupArn: a }'))).toEqual(['violation']);
  });
  it('lets a client stay with one version while two are weighted', () => {
    expect(judged(listener('{ TargetGroupArn: a, Weight: 9 }, { TargetGroupArn: b, Weight: 1 }'))).toEqual([]);
  });
  it('passes an action that is not sticky', () => {
    expect(judged(listener('{ TargetGroupArn: a }', 'false'))).toEqual(['compliant']);
  });
  it('finds a classic listener with a stickiness policy', () => {
    expect(judged(classic(', PolicyNames: [Sticky]'))).toEqual(['violation']);
    expect(
      judged(classic(', PolicyNames: [App]', 'AppCookieStickinessPolicy: [{ PolicyName: App, CookieName: s }]')),
    ).toEqual(['violation']);
  });
  it('ignores a policy that no listener uses', () => {
    expect(judged(classic(''))).toEqual([]);
  });
});
