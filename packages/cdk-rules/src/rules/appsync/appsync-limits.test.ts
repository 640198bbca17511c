import { describe, expect, it } from 'vitest';
import { findingsFor } from '../../testing/findings.js';
import { appsyncLimits } from './appsync-limits.js';

const judged = (properties: string, more = '') =>
  findingsFor(
    appsyncLimits,
    `Resources:\n  Api: { Type: AWS::AppSync::GraphQLApi, Properties: { ${properties} } }${more}`,
  ).map(({ status, severity }) => severity ?? status);
const acl = (action: string, arn = '!GetAtt Acl.Arn') => `
  Acl:
    Type: AWS::WAFv2::WebACL
    Properties: { Rules: [{ Statement: { RateBasedStatement: { Limit: 100 } }, Action: { ${action}: {} } }] }
  Association:
    Type: AWS::WAFv2::WebACLAssociation
    Properties: { WebACLArn: ${arn}, ResourceArn: !GetAtt Api.Arn }`;
const KEY = 'AuthenticationType: API_KEY';

describe('appsync-limits', () => {
  it('finds public APIs without a rate rule that blocks', () => {
    expect(judged(KEY)).toEqual(['violation']);
    expect(judged(KEY, acl('Count'))).toEqual(['violation']);
    expect(
      judged('AuthenticationType: AWS_IAM, AdditionalAuthenticationProviders: [{ AuthenticationType: API_KEY }]'),
    ).toEqual(['violation']);
  });
  it('names the web ACL that lacks the rule', () => {
    const api = `Resources:\n  Api: { Type: AWS::AppSync::GraphQLApi, Properties: { ${KEY} } }`;
    expect(findingsFor(appsyncLimits, `${api}${acl('Count')}`)).toMatchObject([
      {
        message: expect.stringMatching(/only count.*Change their action to Block\.$/) as string,
        related: [{ resource: { logicalId: 'Acl' } }],
      },
    ]);
    expect(findingsFor(appsyncLimits, api)).toMatchObject([{ related: [] }]);
  });
  it('passes a rate rule that blocks, and hints at the depth of queries', () => {
    expect(judged(`${KEY}, QueryDepthLimit: 10`, acl('Block'))).toEqual(['compliant']);
    expect(judged(KEY, acl('Block'))).toEqual(['compliant', 'note']);
    expect(judged(`${KEY}, QueryDepthLimit: 0`, acl('Block'))).toEqual(['compliant', 'note']);
  });
  it('does not apply to private APIs, and to those for signed requests only', () => {
    expect(judged(`${KEY}, Visibility: PRIVATE`)).toEqual([]);
    expect(judged('AuthenticationType: AWS_IAM')).toEqual([]);
  });
  it('cannot tell what a web ACL outside of the templates does', () => {
    expect(judged(KEY, acl('Block', '!ImportValue Acl'))).toEqual(['undetermined']);
  });

  it('asks event APIs for a rate rule, and not for a depth', () => {
    const events = (types: string, more = '') =>
      findingsFor(
        appsyncLimits,
        `Resources:\n  Api: { Type: AWS::AppSync::Api, Properties: { Name: a, EventConfig: { AuthProviders: ${types} } } }${more}`,
      ).map(({ status, severity }) => severity ?? status);
    const attached = acl('Block').replace('Api.Arn', 'Api.ApiArn');
    expect(events('[{ AuthType: API_KEY }]')).toEqual(['violation']);
    expect(events('[{ AuthType: AWS_IAM }, { AuthType: AMAZON_COGNITO_USER_POOLS }]')).toEqual(['violation']);
    expect(events('[{ AuthType: API_KEY }]', attached)).toEqual(['compliant']);
    expect(events('[{ AuthType: API_KEY }]', attached.replace('!GetAtt Acl.Arn', '!ImportValue Acl'))).toEqual([
      'undetermined',
    ]);
    expect(events('[{ AuthType: AWS_IAM }]')).toEqual([]);
  });
  it('asks nothing of an event API where clients only listen', () => {
    const config = (publish: string) =>
      `AuthProviders: [{ AuthType: AWS_IAM }, { AuthType: API_KEY }], DefaultPublishAuthModes: ${publish}`;
    const events = (publish: string, namespace: string) =>
      findingsFor(
        appsyncLimits,
        `Resources:\n  Api: { Type: AWS::AppSync::Api, Properties: { Name: a, EventConfig: { ${config(publish)} } } }\n  News: { Type: AWS::AppSync::ChannelNamespace, Properties: { ApiId: !GetAtt Api.ApiId, Name: news${namespace} } }`,
      ).map(({ status }) => status);
    const signed = '[{ AuthType: AWS_IAM }]';
    expect(events(signed, '')).toEqual([]);
    expect(events(signed, `, PublishAuthModes: ${signed}`)).toEqual([]);
    expect(events(signed, ', PublishAuthModes: [{ AuthType: API_KEY }]')).toEqual(['violation']);
    expect(events('[{ AuthType: AWS_IAM }, { AuthType: API_KEY }]', '')).toEqual(['violation']);
    const asks = ', HandlerConfigs: { OnSubscribe: { Behavior: DIRECT, Integration: { DataSourceName: orders } } }';
    expect(events(signed, asks)).toEqual(['violation']);
  });
});
