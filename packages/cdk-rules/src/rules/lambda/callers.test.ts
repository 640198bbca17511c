import { describe, expect, it } from 'vitest';
import { findingsFor } from '../../testing/findings.js';
import { lambdaTimeout } from './lambda-timeout.js';

const fn = { 'Fn::GetAtt': ['Fn', 'Arn'] };
const find = (Timeout: number, resources: object) =>
  findingsFor(
    lambdaTimeout,
    JSON.stringify({ Resources: { Fn: { Type: 'AWS::Lambda::Function', Properties: { Timeout } }, ...resources } }),
  );
const balancer = (attributes: object[] = []) => ({
  Group: {
    Type: 'AWS::ElasticLoadBalancingV2::TargetGroup',
    Properties: { TargetType: 'lambda', Targets: [{ Id: fn }] },
  },
  Listener: {
    Type: 'AWS::ElasticLoadBalancingV2::Listener',
    Properties: {
      LoadBalancerArn: { Ref: 'Balancer' },
      DefaultActions: [{ Type: 'forward', TargetGroupArn: { Ref: 'Group' } }],
    },
  },
  Balancer: { Type: 'AWS::ElasticLoadBalancingV2::LoadBalancer', Properties: { LoadBalancerAttributes: attributes } },
});
const edge = (origin: object = {}, url: object = {}) => ({
  Url: { Type: 'AWS::Lambda::Url', Properties: { TargetFunctionArn: fn, AuthType: 'AWS_IAM', ...url } },
  Edge: {
    Type: 'AWS::CloudFront::Distribution',
    Properties: {
      DistributionConfig: {
        Origins: [{ Id: 'o', DomainName: { 'Fn::GetAtt': ['Url', 'FunctionUrl'] }, CustomOriginConfig: origin }],
      },
    },
  },
});

describe('callers that wait for a function', () => {
  it('counts AppSync and its 30 s', () => {
    const source = {
      Source: { Type: 'AWS::AppSync::DataSource', Properties: { LambdaConfig: { LambdaFunctionArn: fn } } },
    };
    expect(find(31, source)).toMatchObject([{ status: 'violation', evidence: { timeout: 31, callerLimit: 30 } }]);
    expect(find(30, source)).toMatchObject([{ status: 'compliant' }]);
  });

  it('counts Amazon Connect and its 8 s', () => {
    const permission = {
      Permission: {
        Type: 'AWS::Lambda::Permission',
        Properties: { FunctionName: fn, Action: 'lambda:InvokeFunction', Principal: 'connect.amazonaws.com' },
      },
    };
    expect(find(10, permission)).toMatchObject([{ status: 'violation', evidence: { callerLimit: 8 } }]);
  });

  it('counts the idle timeout of a load balancer, which is text', () => {
    expect(find(61, balancer())).toMatchObject([{ status: 'violation', evidence: { callerLimit: 60 } }]);
    expect(find(61, balancer([{ Key: 'idle_timeout.timeout_seconds', Value: '120' }]))).toMatchObject([
      { status: 'compliant' },
    ]);
  });

  it('counts a distribution in front of a function URL, but not where the response is streamed', () => {
    expect(find(31, edge())).toMatchObject([{ status: 'violation', evidence: { callerLimit: 30 } }]);
    expect(find(31, edge({ OriginReadTimeout: 60 }))).toMatchObject([{ status: 'compliant' }]);
    expect(find(31, edge({}, { InvokeMode: 'RESPONSE_STREAM' }))).toMatchObject([{ status: 'compliant' }]);
  });
});
