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
  it('names the wait that is too short', () => {
    const message = (origin: string) =>
      judged(origin).map(({ message, property }) => [message, property?.split('.').at(-1)]);
    expect(message('ResponseCompletionTimeout: 50, CustomOriginConfig: { OriginReadTimeout: 60 }')).toEqual([
      [
        expect.stringMatching(/gives up after 50 s.*Raise ResponseCompletionTimeout above 60 s/),
        'ResponseCompletionTimeout',
      ],
    ]);
    expect(message('ResponseCompletionTimeout: 50, CustomOriginConfig: { OriginReadTimeout: 40 }')).toEqual([
      [
        expect.stringContaining('Raise OriginReadTimeout and ResponseCompletionTimeout above 60 s'),
        'OriginReadTimeout',
      ],
    ]);
    expect(message('ResponseCompletionTimeout: 90, CustomOriginConfig: { OriginReadTimeout: 40 }')).toEqual([
      [expect.stringContaining('Raise OriginReadTimeout above 60 s'), 'OriginReadTimeout'],
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

  it.each([
    ['the wait of the API', '', 'TimeoutInMillis: 50000', 'Timeout: 60', 'violation'],
    ['the function where it ends sooner', '', 'TimeoutInMillis: 50000', 'Timeout: 20', 'compliant'],
    ['a wait that covers it', 'OriginReadTimeout: 50', 'TimeoutInMillis: 50000', 'Timeout: 60', 'compliant'],
    ['a short wait of the API', 'OriginReadTimeout: 10', 'TimeoutInMillis: 8000', 'Timeout: 60', 'compliant'],
    ['its default', 'OriginReadTimeout: 10', 'Type: AWS_PROXY', 'Timeout: 60', 'violation'],
    ['a wait that is not known', '', 'TimeoutInMillis: !ImportValue W', 'Timeout: 60', 'undetermined'],
    ['a stream', '', 'TimeoutInMillis: 600000, ResponseTransferMode: STREAM', 'Timeout: 600', 'compliant'],
  ])('compares with what is behind an API: %s', (_, origin, integration, timeout, expected) => {
    const findings = findingsFor(
      cloudfrontOriginTimeout,
      `Resources:
  Cdn:
    Type: AWS::CloudFront::Distribution
    Properties:
      DistributionConfig:
        Origins: [{ Id: a, DomainName: ${API}, CustomOriginConfig: { ${origin} } }]
        DefaultCacheBehavior: { TargetOriginId: a, AllowedMethods: ${WRITES} }
  Api: { Type: AWS::ApiGateway::RestApi, Properties: { EndpointConfiguration: { Types: [REGIONAL] } } }
  Get: { Type: AWS::ApiGateway::Method, Properties: { RestApiId: !Ref Api, HttpMethod: GET, Integration: { TimeoutInMillis: 170000 } } }
  Put: { Type: AWS::ApiGateway::Method, Properties: { RestApiId: !Ref Api, HttpMethod: PUT, Integration: { Uri: !Sub 'arn:aws:apigateway:r:lambda:path/2015-03-31/functions/\${Work.Arn}/invocations', ${integration} } } }
  Work: { Type: AWS::Lambda::Function, Properties: { ${timeout} } }`,
    );
    expect(findings.map(({ status }) => status)).toEqual([expected]);
  });
  it('finds a completion timeout that cuts a stream off', () => {
    const stream = { url: ', InvokeMode: RESPONSE_STREAM' };
    expect(judged('ResponseCompletionTimeout: 40, CustomOriginConfig: {}', stream)).toMatchObject([
      { status: 'violation', evidence: { responseCompletionTimeout: 40, backendLimit: 60 } },
    ]);
    expect(judged('ResponseCompletionTimeout: 60, CustomOriginConfig: {}', stream)).toMatchObject([
      { status: 'compliant' },
    ]);
  });
  it('does not take the read timeout for the longest wait', () => {
    const said = (origin: string) => judged(origin, { domain: 'orders.example.com' })[0]?.message;
    expect(said('CustomOriginConfig: { OriginReadTimeout: 5 }')).toContain('as long as parts keep coming');
    expect(said('ResponseCompletionTimeout: 9, CustomOriginConfig: { OriginReadTimeout: 5 }')).toContain('9 s in all');
  });
});
