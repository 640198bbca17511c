import { describe, expect, it } from 'vitest';
import { findingsFor } from '../../testing/findings.js';
import { cloudfrontFailoverBudget } from './cloudfront-failover-budget.js';

const GROUPS = 'OriginGroups: { Items: [{ Id: g, Members: { Items: [{ OriginId: a }, { OriginId: b }] } }] }';
const judged = (origin: string, groups = GROUPS) =>
  findingsFor(
    cloudfrontFailoverBudget,
    `Resources:
  Cdn:
    Type: AWS::CloudFront::Distribution
    Properties:
      DistributionConfig: { Origins: [{ DomainName: a.example.com, ${origin} }, { Id: b, DomainName: b.example.com }], ${groups} }`,
  );

describe('cloudfront-failover-budget', () => {
  it('finds the defaults, with the sum', () => {
    const [finding] = judged('Id: a');
    expect(finding).toMatchObject({ status: 'violation', evidence: { secondsToFailover: 30 } });
    expect(finding?.message).toContain('3 x 10 s = 30 s');
  });
  it('finds the defaults that are written out', () => {
    expect(judged('Id: a, ConnectionAttempts: "3", ConnectionTimeout: 10')).toMatchObject([{ status: 'violation' }]);
  });
  it.each(['ConnectionAttempts: 1', 'ConnectionTimeout: 3', 'ConnectionAttempts: 2, ConnectionTimeout: 5'])(
    'passes %s',
    (limits) => {
      expect(judged(`Id: a, ${limits}`)).toMatchObject([{ status: 'compliant' }]);
    },
  );
  it('does not apply without a group', () => {
    expect(judged('Id: a', 'Enabled: true')).toEqual([]);
  });
  it('cannot tell what is not known', () => {
    expect(judged('Id: a, ConnectionAttempts: !ImportValue Tries')).toMatchObject([{ status: 'undetermined' }]);
    expect(judged('Id: other')).toMatchObject([{ status: 'undetermined' }]);
  });
});
