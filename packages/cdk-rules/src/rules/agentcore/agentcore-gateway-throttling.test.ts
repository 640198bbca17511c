import { describe, expect, it } from 'vitest';
import { findingsFor } from '../../testing/findings.js';
import { agentcoreGatewayThrottling } from './agentcore-gateway-throttling.js';

const judged = (authorizer: string, more = '') =>
  findingsFor(
    agentcoreGatewayThrottling,
    `Resources:\n  Gateway: { Type: AWS::BedrockAgentCore::Gateway, Properties: { Name: g, ProtocolType: MCP, AuthorizerType: ${authorizer} } }${more}`,
  ).map(({ status, severity }) => severity ?? status);
const limit = (entries: string) => `
  Limit:
    Type: AWS::BedrockAgentCore::GatewayRateLimit
    Properties: { GatewayIdentifier: !GetAtt Gateway.GatewayIdentifier, DimensionKeys: [caller], Entries: ${entries} }`;
const acl = (arn: string) => `
  Acl:
    Type: AWS::WAFv2::WebACL
    Properties: { Rules: [{ Statement: { RateBasedStatement: { Limit: 100 } }, Action: { Block: {} } }] }
  Attached:
    Type: AWS::WAFv2::WebACLAssociation
    Properties: { WebACLArn: ${arn}, ResourceArn: !GetAtt Gateway.GatewayArn }`;

describe('agentcore-gateway-throttling', () => {
  it('finds a gateway that anybody may flood', () => {
    expect(judged('NONE')).toEqual(['violation']);
    expect(judged('NONE', limit('[]'))).toEqual(['violation']);
  });
  it('hints at one for known callers', () => {
    expect(judged('CUSTOM_JWT')).toEqual(['note']);
    expect(judged('AWS_IAM')).toEqual(['note']);
  });
  it('passes a rate limit, and a web ACL with a rate rule', () => {
    expect(
      judged('NONE', limit('[{ Dimensions: { caller: "*" }, Requests: [{ Period: MINUTE, Rate: 60 }] }]')),
    ).toEqual(['compliant']);
    expect(judged('NONE', acl('!GetAtt Acl.Arn'))).toEqual(['compliant']);
  });
  it('cannot tell what a web ACL outside of the templates does', () => {
    expect(judged('NONE', acl('!ImportValue Acl'))).toEqual(['undetermined']);
  });
  it('does not apply to runtimes', () => {
    const text = 'Resources:\n  R: { Type: AWS::BedrockAgentCore::Runtime }';
    expect(findingsFor(agentcoreGatewayThrottling, text)).toEqual([]);
  });
});
