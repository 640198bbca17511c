import { describe, expect, it } from 'vitest';
import { findingsFor } from '../../testing/findings.js';
import { route53Health } from './route53-health.js';

const judged = (properties: string) =>
  findingsFor(
    route53Health,
    `Resources:
  Record: { Type: AWS::Route53::RecordSet, Properties: { Name: a.example.com, Type: A, ${properties} } }
  Cdn: { Type: AWS::CloudFront::Distribution }`,
  ).map(({ status }) => status);
const alias = (more = '', name = 'lb.eu-west-1.elb.amazonaws.com') =>
  `AliasTarget: { DNSName: ${name}, HostedZoneId: Z32O12XQLNTSW2 ${more} }`;

describe('route53-health', () => {
  it.each(['Weight: 10', 'Region: eu-west-1', 'GeoLocation: { CountryCode: DE }', 'MultiValueAnswer: true'])(
    'finds an alias with %s that does not look at its target',
    (policy) => {
      expect(judged(`${policy}, ${alias()}`)).toEqual(['violation']);
      expect(judged(`${policy}, ${alias(', EvaluateTargetHealth: false')}`)).toEqual(['violation']);
    },
  );
  it('passes an alias whose target is looked at, or that has a health check', () => {
    expect(judged(`Weight: 10, ${alias(', EvaluateTargetHealth: "true"')}`)).toEqual(['compliant']);
    expect(judged(`Weight: 10, HealthCheckId: !Ref Check, ${alias()}`.replace('!Ref Check', 'abc'))).toEqual([
      'compliant',
    ]);
  });
  it('does not apply to simple records, and leaves failover to its own check', () => {
    expect(judged(alias())).toEqual([]);
    expect(judged(`Failover: PRIMARY, ${alias()}`)).toEqual([]);
  });
  it('does not ask for what distributions, websites and API domains cannot give', () => {
    expect(
      judged('Weight: 10, AliasTarget: { DNSName: !GetAtt Cdn.DomainName, HostedZoneId: Z2FDTNDATAQYW2 }'),
    ).toEqual([]);
    expect(judged(`Weight: 10, ${alias('', 's3-website-eu-west-1.amazonaws.com')}`)).toEqual([]);
    expect(judged(`Weight: 10, ${alias('', 'd-1.execute-api.eu-west-1.amazonaws.com')}`)).toEqual([]);
  });
  it('finds a TTL that outlives the health check', () => {
    expect(judged('TTL: "300", HealthCheckId: abc, ResourceRecords: [192.0.2.1]')).toEqual(['violation']);
    expect(judged('TTL: 60, HealthCheckId: abc, ResourceRecords: [192.0.2.1]')).toEqual(['compliant']);
    expect(judged('TTL: 3600, ResourceRecords: [192.0.2.1]')).toEqual([]);
  });
  it('cannot tell what is not known', () => {
    expect(judged(`Weight: 10, ${alias(', EvaluateTargetHealth: !ImportValue Look')}`)).toEqual(['undetermined']);
    expect(judged('TTL: !ImportValue Ttl, HealthCheckId: abc')).toEqual(['undetermined']);
  });
  it('judges the records of a group', () => {
    const text = `Resources:
  Group: { Type: AWS::Route53::RecordSetGroup, Properties: { RecordSets: [{ Name: a, Weight: 1, ${alias()} }] } }`;
    expect(findingsFor(route53Health, text)).toMatchObject([
      { status: 'violation', property: 'RecordSets.0.AliasTarget.EvaluateTargetHealth' },
    ]);
  });
});
