import { describe, expect, it } from 'vitest';
import { findingsFor } from '../../testing/findings.js';
import { wafRateRule } from './waf-rate-rule.js';

const RATE = 'RateBasedStatement: { Limit: 2000, AggregateKeyType: IP }';
const rule = (statement: string, action: string) => `{ Name: r, Priority: 1, Statement: { ${statement} }, ${action} }`;
const managed = (name: string, vendor = 'AWS') =>
  rule(`ManagedRuleGroupStatement: { VendorName: ${vendor}, Name: ${name} }`, 'OverrideAction: { None: {} }');
const balancer = (scheme = 'internet-facing') => `
  Balancer:
    Type: AWS::ElasticLoadBalancingV2::LoadBalancer
    Properties: { Scheme: ${scheme} }`;
const ASSOCIATION = `
  Association:
    Type: AWS::WAFv2::WebACLAssociation
    Properties: { ResourceArn: !Ref Balancer, WebACLArn: !GetAtt Acl.Arn }`;
const acl = (...rules: string[]) => `
  Acl:
    Type: AWS::WAFv2::WebACL
    Properties: { Scope: REGIONAL, Rules: [${rules.join(', ')}] }`;
const group = (...rules: string[]) => `
  Group:
    Type: AWS::WAFv2::RuleGroup
    Properties: { Capacity: 10, Scope: REGIONAL, Rules: [${rules.join(', ')}] }`;

const judged = (...parts: string[]) =>
  findingsFor(wafRateRule, `Resources:${parts.join('')}`).map(({ status, severity }) => severity ?? status);
const judgedAcl = (...rules: string[]) => judged(acl(...rules), balancer(), ASSOCIATION);

describe('waf-rate-rule', () => {
  it('finds an attached web ACL without a rate rule', () => {
    expect(judgedAcl(managed('AWSManagedRulesCommonRuleSet'))).toEqual(['violation']);
    expect(judgedAcl(rule('GeoMatchStatement: { CountryCodes: [XX] }', 'Action: { Block: {} }'))).toEqual([
      'violation',
    ]);
  });
  it('finds rate rules that only count', () => {
    const [finding] = findingsFor(
      wafRateRule,
      `Resources:${acl(rule(RATE, 'Action: { Count: {} }'))}${balancer()}${ASSOCIATION}`,
    );
    expect(finding).toMatchObject({ status: 'violation', message: expect.stringContaining('only count') as string });
  });
  it.each(['Block', 'Captcha', 'Challenge'])('passes a rate rule with the action %s', (action) => {
    expect(judgedAcl(rule(RATE, `Action: { ${action}: {} }`))).toEqual(['compliant']);
  });
  it('looks into rule groups, and at what overrides them', () => {
    const reference = (action: string) => rule('RuleGroupReferenceStatement: { Arn: !GetAtt Group.Arn }', action);
    const blocking = group(rule(RATE, 'Action: { Block: {} }'));
    expect(judged(acl(reference('OverrideAction: { None: {} }')), blocking, balancer(), ASSOCIATION)).toEqual([
      'compliant',
    ]);
    expect(judged(acl(reference('OverrideAction: { Count: {} }')), blocking, balancer(), ASSOCIATION)).toEqual([
      'violation',
    ]);
  });
  it('cannot tell what groups outside of the templates do', () => {
    const outside = 'RuleGroupReferenceStatement: { Arn: "arn:aws:wafv2:eu-west-1:1:regional/rulegroup/g/1" }';
    expect(judgedAcl(rule(outside, 'OverrideAction: { None: {} }'))).toEqual(['undetermined']);
    expect(judgedAcl(managed('AWSManagedRulesBotControlRuleSet'))).toEqual(['undetermined']);
    expect(judgedAcl(managed('Rules', 'Other'))).toEqual(['undetermined']);
  });
  it('knows that Bot Control counts requests at its targeted level only', () => {
    const botControl = (level: string) =>
      rule(
        'ManagedRuleGroupStatement: { VendorName: AWS, Name: AWSManagedRulesBotControlRuleSet, ' +
          `ManagedRuleGroupConfigs: [{ AWSManagedRulesBotControlRuleSet: { InspectionLevel: ${level} } }] }`,
        'OverrideAction: { None: {} }',
      );
    expect(judgedAcl(botControl('COMMON'))).toEqual(['violation']);
    expect(judgedAcl(botControl('TARGETED'))).toEqual(['undetermined']);
    expect(judgedAcl(botControl('!ImportValue Level'))).toEqual(['undetermined']);
  });
  it('does not apply to web ACLs that protect nothing, or nothing public', () => {
    expect(judged(acl())).toEqual([]);
    expect(judged(acl(), balancer('internal'), ASSOCIATION)).toEqual([]);
  });
  it('hints at public entries without a web ACL', () => {
    expect(judged(balancer())).toEqual(['note']);
    expect(judged('\n  Old: { Type: AWS::ElasticLoadBalancing::LoadBalancer, Properties: { Listeners: [] } }')).toEqual(
      ['note'],
    );
    expect(judged(balancer('internal'))).toEqual([]);
    expect(
      judged('\n  Net: { Type: AWS::ElasticLoadBalancingV2::LoadBalancer, Properties: { Type: network } }'),
    ).toEqual([]);
  });
  it('takes the web ACL of a distribution, and the distribution in front of a load balancer', () => {
    const distribution = `
  Cdn:
    Type: AWS::CloudFront::Distribution
    Properties:
      DistributionConfig:
        WebACLId: !GetAtt Acl.Arn
        Origins: [{ Id: a, DomainName: !GetAtt Balancer.DNSName, CustomOriginConfig: {} }]`;
    expect(judged(acl(rule(RATE, 'Action: { Block: {} }')), balancer(), distribution)).toEqual(['compliant']);
    expect(judged(distribution.replace('!GetAtt Acl.Arn', 'arn:aws:wafv2:us-east-1:1:global/webacl/a/1'))).toEqual([]);
  });
  it('does not apply to distributions that only serve files', () => {
    const distribution = (...origins: string[]) => `
  Cdn:
    Type: AWS::CloudFront::Distribution
    Properties: { DistributionConfig: { Origins: [${origins.join(', ')}] } }`;
    const files = '{ Id: files, DomainName: b.s3.amazonaws.com, S3OriginConfig: {} }';
    const website = '{ Id: site, DomainName: b.s3-website-eu-west-1.amazonaws.com, CustomOriginConfig: {} }';
    const service = '{ Id: service, DomainName: api.example.com, CustomOriginConfig: {} }';
    expect(judged(distribution(files, website))).toEqual([]);
    expect(judged(distribution(files, service))).toEqual(['note']);
    expect(judged(distribution())).toEqual(['note']);
  });
  it('leaves the web ACLs of GraphQL APIs to their own check', () => {
    const api = '\n  Api: { Type: AWS::AppSync::GraphQLApi, Properties: { AuthenticationType: API_KEY } }';
    const attached = ASSOCIATION.replace('!Ref Balancer', '!GetAtt Api.Arn');
    expect(judged(acl(), api, attached)).toEqual([]);
    expect(judged(acl(), api, attached, balancer(), ASSOCIATION.replace('Association:', 'Other:'))).toEqual([
      'violation',
    ]);
  });
  it('leaves entries to Firewall Manager', () => {
    const policy = `
  Policy:
    Type: AWS::FMS::Policy
    Properties: { SecurityServicePolicyData: { Type: WAFV2 } }`;
    expect(judged(balancer(), policy)).toEqual(['undetermined']);
  });
});
