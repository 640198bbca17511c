import { describe, expect, it } from 'vitest';
import { findingsFor } from '../../testing/findings.js';
import { route53Failover } from './route53-failover.js';

const judged = (properties: string) =>
  findingsFor(
    route53Failover,
    `Resources:
  Record: { Type: AWS::Route53::RecordSet, Properties: { Name: a.example.com, Type: A, ${properties} } }
  Check: { Type: AWS::Route53::HealthCheck }`,
  ).map(({ status }) => status);
const alias = (health: string) =>
  `AliasTarget: { DNSName: lb.example.com, HostedZoneId: Z1, EvaluateTargetHealth: ${health} }`;

describe('route53-failover', () => {
  it('finds a primary record without a health check', () => {
    expect(judged('Failover: PRIMARY, TTL: 60, ResourceRecords: [192.0.2.1]')).toEqual(['violation']);
    expect(judged(`Failover: PRIMARY, ${alias('false')}`)).toEqual(['violation']);
  });
  it('passes a health check, and an alias that looks at its target', () => {
    expect(judged('Failover: PRIMARY, HealthCheckId: !Ref Check, TTL: 60')).toEqual(['compliant']);
    expect(judged(`Failover: PRIMARY, ${alias('true')}`)).toEqual(['compliant']);
  });
  it('does not apply to secondary and to other records', () => {
    expect(judged('Failover: SECONDARY, TTL: 60')).toEqual([]);
    expect(judged('Weight: 1, TTL: 60')).toEqual([]);
  });
  it('cannot tell what is not known', () => {
    expect(judged(`Failover: PRIMARY, ${alias('!ImportValue Look')}`)).toEqual(['undetermined']);
    expect(judged('Failover: PRIMARY, HealthCheckId: !If [HasCheck, abc, !Ref AWS::NoValue]')).toEqual([
      'undetermined',
    ]);
  });
});
