import { describe, expect, it } from 'vitest';
import { findingsFor } from '../../testing/findings.js';
import { webFunctionThrottling } from './web-function-throttling.js';

const judged = (properties: string, more = '') =>
  findingsFor(
    webFunctionThrottling,
    `Conditions:\n  Live: !Equals [!Ref AWS::Region, eu-west-1]
Resources:\n  Web: { Type: AWS::Lambda::WebFunctionEndpoint, Properties: { FunctionName: f, EndpointType: REGIONAL, ${properties} } }${more}`,
  ).map(({ status }) => status);
const site = `
  Site:
    Type: AWS::CloudFront::Distribution
    Properties: { DistributionConfig: { Origins: [{ Id: o, DomainName: !GetAtt Web.DomainName }] } }`;

describe('web-function-throttling', () => {
  it('finds a public endpoint without a limit', () => {
    expect(judged('AuthType: NONE')).toEqual(['violation']);
    expect(judged('AuthType: NONE, ThrottleConfig: {}')).toEqual(['violation']);
  });
  it('passes a rate or a bound of the environments', () => {
    expect(judged('AuthType: NONE, ThrottleConfig: { RateLimit: 500 }')).toEqual(['compliant']);
    expect(judged('AuthType: NONE, ScalingConfig: { MaxEnvironments: "20" }')).toEqual(['compliant']);
    expect(judged('AuthType: AWS_IAM, ThrottleConfig: { RateLimit: 500 }')).toEqual(['compliant']);
  });
  it('does not apply to signed requests, and leaves a distribution in front to its checks', () => {
    expect(judged('AuthType: AWS_IAM')).toEqual([]);
    expect(judged('AuthType: NONE', site)).toEqual(['compliant']);
  });
  it('says that an endpoint is switched off', () => {
    expect(judged('AuthType: NONE, ThrottleConfig: { RateLimit: 0 }')).toEqual(['undetermined']);
  });
  it('cannot tell what is not known', () => {
    expect(judged('AuthType: NONE, ThrottleConfig: { RateLimit: !ImportValue Rate }')).toEqual(['undetermined']);
    expect(judged('AuthType: NONE, ThrottleConfig: !If [Live, { RateLimit: 500 }, !Ref AWS::NoValue]')).toEqual([
      'undetermined',
    ]);
  });
});
