import { describe, expect, it } from 'vitest';
import { findingsFor } from '../../testing/findings.js';
import { cloudfrontOriginTimeout } from './cloudfront-origin-timeout.js';

const WRITES = '[GET, HEAD, OPTIONS, PUT, PATCH, POST, DELETE]';
const FROM_URL = '!Select [2, !Split ["/", !GetAtt Url.FunctionUrl]]';
const judged = (origin: string, { domain = FROM_URL, methods = WRITES, timeout = 'Timeout: 60', url = '' } = {}) =>
  findingsFor(
    cloudfrontOriginTimeout,
    `Resources:
  Cdn:
    Type: AWS::CloudFront::Distribution
    Properties:
      DistributionConfig:
        Origins: [{ Id: a, DomainName: ${domain}, ${origin} }]
        DefaultCacheBehavior: { TargetOriginId: a, AllowedMethods: ${methods} }
  Url: { Type: AWS::Lambda::Url, Properties: { TargetFunctionArn: !GetAtt Work.Arn, AuthType: NONE ${url} } }
  Api: { Type: AWS::ApiGateway::RestApi }
  Work: { Type: AWS::Lambda::Function, Properties: { ${timeout} } }`,
  );
const API = '!Sub "${Api}.execute-api.eu-west-1.amazonaws.com"';

describe('cloudfront-origin-timeout', () => {
  it('finds a function that may take longer for a write than CloudFront waits', () => {
    expect(judged('CustomOriginConfig: {}')).toMatchObject([
      { status: 'violation', evidence: { originReadTimeout: 30, backendLimit: 60 } },
    ]);
  });
  it('finds a wait that is shorter than that of the API behind it', () => {
    expect(judged('CustomOriginConfig: { OriginReadTimeout: 10 }', { domain: API })).toMatchObject([
      { status: 'violation', evidence: { backendLimit: 29 } },
    ]);
  });
  it('passes a wait that covers the backend', () => {
    expect(judged('CustomOriginConfig: { OriginReadTimeout: "60" }')).toMatchObject([{ status: 'compliant' }]);
    expect(judged('CustomOriginConfig: {}', { domain: API })).toMatchObject([{ status: 'compliant' }]);
    expect(judged('CustomOriginConfig: {}', { domain: 'orders.example.com' })).toMatchObject([{ status: 'compliant' }]);
  });
  it('does not apply to buckets and to reads', () => {
    expect(judged('S3OriginConfig: {}')).toEqual([]);
    expect(judged('CustomOriginConfig: {}', { domain: 'b.s3-website-eu-west-1.amazonaws.com' })).toEqual([]);
    expect(judged('CustomOriginConfig: {}', { methods: '[GET, HEAD]' })).toEqual([]);
  });
  it('lets a stream take its time', () => {
    expect(judged('CustomOriginConfig: {}', { url: ', InvokeMode: RESPONSE_STREAM' })).toMatchObject([
      { status: 'compliant' },
    ]);
  });
  it('cannot tell what is not known', () => {
    expect(judged('CustomOriginConfig: { OriginReadTimeout: !ImportValue Wait }')).toMatchObject([
      { status: 'undetermined' },
    ]);
    expect(judged('CustomOriginConfig: {}', { timeout: 'Timeout: !ImportValue Longest' })).toMatchObject([
      { status: 'undetermined' },
    ]);
  });
});
