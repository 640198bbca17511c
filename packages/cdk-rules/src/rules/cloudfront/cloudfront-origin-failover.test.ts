import { describe, expect, it } from 'vitest';
import { findingsFor } from '../../testing/findings.js';
import { cloudfrontOriginFailover } from './cloudfront-origin-failover.js';

const judged = (config: string) =>
  findingsFor(
    cloudfrontOriginFailover,
    `Resources:\n  Cdn: { Type: AWS::CloudFront::Distribution, Properties: { DistributionConfig: { ${config} } } }`,
  ).map(({ status, severity }) => severity ?? status);

const DYNAMIC =
  'Origins: [{ Id: a, DomainName: a.example.com, CustomOriginConfig: {} }, { Id: b, DomainName: b.example.com, CustomOriginConfig: {} }]';
const STATIC = 'Origins: [{ Id: a, DomainName: a.s3.amazonaws.com, S3OriginConfig: {} }]';
const group = (codes: string) =>
  `OriginGroups: { Quantity: 1, Items: [{ Id: g, Members: { Items: [{ OriginId: a }, { OriginId: b }] }, FailoverCriteria: { StatusCodes: { Items: ${codes} } } }] }`;
const behavior = (methods: string) => `DefaultCacheBehavior: { TargetOriginId: g, AllowedMethods: ${methods} }`;
const READS = behavior('[GET, HEAD]');

describe('cloudfront-origin-failover', () => {
  it('hints at a distribution without a second origin', () => {
    expect(judged(DYNAMIC)).toEqual(['note']);
    expect(judged(STATIC)).toEqual(['note']);
  });
  it('takes an error page as a fallback', () => {
    expect(judged(`${DYNAMIC}, CustomErrorResponses: [{ ErrorCode: 503, ResponsePagePath: /sorry.html }]`)).toEqual([
      'compliant',
    ]);
    expect(judged(`${DYNAMIC}, CustomErrorResponses: [{ ErrorCode: 404, ResponsePagePath: /index.html }]`)).toEqual([
      'note',
    ]);
  });
  it('passes a group that fails over on server errors', () => {
    expect(judged(`${DYNAMIC}, ${group('[500, "502", 503]')}, ${READS}`)).toEqual(['compliant']);
  });
  it('finds a group that fails over on client errors only', () => {
    expect(judged(`${DYNAMIC}, ${group('[403, 404]')}, ${READS}`)).toEqual(['violation']);
  });
  it('lets buckets fail over on what they answer for missing objects', () => {
    expect(judged(`${STATIC}, ${group('[403, 404]')}, ${READS}`)).toEqual(['compliant']);
  });
  it('hints at writes that never fail over', () => {
    expect(
      judged(`${DYNAMIC}, ${group('[500]')}, ${behavior('[GET, HEAD, OPTIONS, PUT, PATCH, POST, DELETE]')}`),
    ).toEqual(['note']);
  });
  it('cannot tell what is not known', () => {
    expect(judged(`${DYNAMIC}, ${group('!ImportValue Codes')}`)).toEqual(['undetermined']);
    expect(judged(`${DYNAMIC}, OriginGroups: !ImportValue Groups`)).toEqual(['undetermined']);
  });
  it('does not apply to a distribution that is switched off', () => {
    expect(judged(`${DYNAMIC}, Enabled: false`)).toEqual([]);
  });
});
