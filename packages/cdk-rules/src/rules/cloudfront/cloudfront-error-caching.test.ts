import { describe, expect, it } from 'vitest';
import { findingsFor } from '../../testing/findings.js';
import { cloudfrontErrorCaching } from './cloudfront-error-caching.js';

const DYNAMIC = '{ Id: a, DomainName: a.example.com, CustomOriginConfig: {} }';
const STATIC = '{ Id: a, DomainName: a.s3.amazonaws.com, S3OriginConfig: {} }';
const judged = (responses: string, origin = DYNAMIC) =>
  findingsFor(
    cloudfrontErrorCaching,
    `Resources:
  Cdn:
    Type: AWS::CloudFront::Distribution
    Properties: { DistributionConfig: { Origins: [${origin}], CustomErrorResponses: ${responses} } }`,
  ).map(({ status }) => status);

describe('cloudfront-error-caching', () => {
  it('finds server errors that are cached for minutes, by default or on purpose', () => {
    expect(judged('[{ ErrorCode: 503 }]')).toEqual(['violation']);
    expect(judged('[{ ErrorCode: "500", ErrorCachingMinTTL: "300" }]')).toEqual(['violation']);
  });
  it('passes a short time', () => {
    expect(judged('[{ ErrorCode: 503, ErrorCachingMinTTL: 5 }]')).toEqual(['compliant']);
    expect(judged('[{ ErrorCode: 503, ErrorCachingMinTTL: 0 }]')).toEqual(['compliant']);
  });
  it('does not mind the pages of a single-page application', () => {
    expect(judged('[{ ErrorCode: 404, ResponsePagePath: /index.html }, { ErrorCode: 403 }]')).toEqual([]);
  });
  it('does not apply to static content, or without listed errors', () => {
    expect(judged('[{ ErrorCode: 503 }]', STATIC)).toEqual([]);
    expect(judged('[]')).toEqual([]);
  });
  it('cannot tell what is not known', () => {
    expect(judged('[{ ErrorCode: 503, ErrorCachingMinTTL: !ImportValue Ttl }]')).toEqual(['undetermined']);
    expect(judged('[{ ErrorCode: 503 }]', '{ Id: a, DomainName: a.example.com }')).toEqual(['undetermined']);
  });
});
