import { describe, expect, it } from 'vitest';
import { findingsFor } from '../../testing/findings.js';
import { apiThrottling } from './api-throttling.js';

const judged = (...parts: string[]) =>
  findingsFor(apiThrottling, `Resources:${parts.join('')}`).map(({ status, severity }) =>
    status === 'violation' ? (severity ?? status) : status,
  );

const BOTH = 'ThrottlingRateLimit: 100, ThrottlingBurstLimit: 50';
const setting = (path: string, verb: string, limits = BOTH) =>
  `{ ResourcePath: "${path}", HttpMethod: "${verb}", ${limits} }`;
const api = (properties = 'Name: a') => `
  Api: { Type: AWS::ApiGateway::RestApi, Properties: { ${properties} } }`;
const stage = (...settings: string[]) => `
  Stage:
    Type: AWS::ApiGateway::Stage
    Properties: { RestApiId: !Ref Api, StageName: prod, MethodSettings: [${settings.join(', ')}] }`;
const method = (id: string, verb: string, more = '') => `
  ${id}:
    Type: AWS::ApiGateway::Method
    Properties: { RestApiId: !Ref Api, ResourceId: !Ref Orders, HttpMethod: ${verb} ${more} }`;
const ORDERS = `
  Orders:
    Type: AWS::ApiGateway::Resource
    Properties: { RestApiId: !Ref Api, ParentId: !GetAtt Api.RootResourceId, PathPart: orders }`;
const plan = (properties: string) => `
  Plan:
    Type: AWS::ApiGateway::UsagePlan
    Properties: { ApiStages: [{ ApiId: !Ref Api, Stage: !Ref Stage }], ${properties} }`;
const PLAN_THROTTLE = 'Throttle: { RateLimit: 10, BurstLimit: 5 }';

describe('api-throttling of REST APIs', () => {
  it('finds a stage without a throttle', () => {
    expect(judged(api(), stage())).toEqual(['error']);
    expect(judged(api(), stage('{ ResourcePath: "/*", HttpMethod: "*", MetricsEnabled: true }'))).toEqual(['error']);
  });
  it('needs both limits', () => {
    expect(judged(api(), stage(setting('/*', '*', 'ThrottlingRateLimit: 100')))).toEqual(['error']);
    expect(judged(api(), stage(setting('/*', '*', 'ThrottlingRateLimit: -1, ThrottlingBurstLimit: 50')))).toEqual([
      'error',
    ]);
  });
  it('passes a throttle for all methods', () => {
    expect(judged(api(), stage(setting('/*', '*')))).toEqual(['compliant']);
  });
  it('hints at a throttle that is as high as that of the account', () => {
    const limits = 'ThrottlingRateLimit: 10000, ThrottlingBurstLimit: 5000';
    expect(judged(api(), stage(setting('/*', '*', limits)))).toEqual(['note']);
  });
  it('passes throttles for every method, and not for some', () => {
    const methods = [ORDERS, method('Get', 'GET'), method('Put', 'PUT'), method('Cors', 'OPTIONS')];
    expect(judged(api(), stage(setting('/~1orders', 'GET'), setting('/~1orders', 'PUT')), ...methods)).toEqual([
      'compliant',
    ]);
    expect(judged(api(), stage(setting('/~1orders', 'GET')), ...methods)).toEqual(['error']);
  });
  it('counts a usage plan only where every method needs a key', () => {
    const keyed = method('Get', 'GET', ', ApiKeyRequired: true');
    expect(judged(api(), stage(), ORDERS, keyed, plan(PLAN_THROTTLE))).toEqual(['compliant']);
    expect(judged(api(), stage(), ORDERS, method('Get', 'GET'), plan(PLAN_THROTTLE))).toEqual(['error']);
    expect(judged(api(), stage(), ORDERS, keyed, plan('UsagePlanName: free'))).toEqual(['error']);
  });
  it('tells why a usage plan does not help', () => {
    const message = (limits: string) =>
      findingsFor(
        apiThrottling,
        `Resources:${[api(), stage(), ORDERS, method('Get', 'GET'), plan(limits)].join('')}`,
      )[0]?.message;
    expect(message(PLAN_THROTTLE)).toContain(
      'its usage plan holds only for methods with ApiKeyRequired, so one client',
    );
    expect(message('UsagePlanName: free')).not.toContain('usage plan');
  });
  it('finds a usage plan that gives out keys without limits', () => {
    const key =
      '\n  Key: { Type: AWS::ApiGateway::UsagePlanKey, Properties: { UsagePlanId: !Ref Plan, KeyType: API_KEY } }';
    expect(judged(api(), stage(setting('/*', '*')), plan('UsagePlanName: free'), key)).toEqual([
      'compliant',
      'warning',
    ]);
    expect(judged(api(), stage(setting('/*', '*')), plan('Quota: { Limit: 5, Period: DAY }'), key)).toEqual([
      'compliant',
      'compliant',
    ]);
  });
  it('counts a rate rule that is attached and blocks', () => {
    const acl = (action: string) => `
  Acl:
    Type: AWS::WAFv2::WebACL
    Properties: { Rules: [{ Statement: { RateBasedStatement: { Limit: 100 } }, Action: { ${action}: {} } }] }
  Association:
    Type: AWS::WAFv2::WebACLAssociation
    Properties:
      WebACLArn: !GetAtt Acl.Arn
      ResourceArn: !Sub arn:aws:apigateway:\${AWS::Region}::/restapis/\${Api}/stages/prod`;
    expect(judged(api(), stage(), acl('Block'))).toEqual(['compliant']);
    expect(judged(api(), stage(), acl('Count'))).toEqual(['error']);
    expect(judged(api(), stage(), acl('Block').replace('stages/prod', 'stages/test'))).toEqual(['error']);
    expect(judged(api(), stage(), acl('Block').replace('!GetAtt Acl.Arn', '!ImportValue Acl'))).toEqual([
      'undetermined',
    ]);
  });
  it('counts a rate rule at the distribution in front', () => {
    const cdn = `
  Acl:
    Type: AWS::WAFv2::WebACL
    Properties: { Rules: [{ Statement: { RateBasedStatement: { Limit: 100 } }, Action: { Block: {} } }] }
  Cdn:
    Type: AWS::CloudFront::Distribution
    Properties:
      DistributionConfig:
        WebACLId: !GetAtt Acl.Arn
        Origins: [{ Id: a, DomainName: !Sub "\${Api}.execute-api.eu-west-1.amazonaws.com", CustomOriginConfig: {} }]`;
    expect(judged(api(), stage(), cdn)).toEqual(['compliant']);
  });
  it('is milder with private APIs and signed requests', () => {
    expect(judged(api('EndpointConfiguration: { Types: [PRIVATE] }'), stage())).toEqual(['warning']);
    expect(judged(api(), stage(), ORDERS, method('Get', 'GET', ', AuthorizationType: AWS_IAM'))).toEqual(['warning']);
  });
  it('does not apply to APIs that answer by themselves', () => {
    expect(judged(api(), stage(), ORDERS, method('Get', 'GET', ', Integration: { Type: MOCK }'))).toEqual([]);
  });
  it('counts the throttle of a stage whatever stands behind it', () => {
    const mock = method('Get', 'GET', ', Integration: { Type: MOCK }');
    expect(judged(api(), stage(setting('/*', '*')), ORDERS, mock)).toEqual(['compliant']);
  });
  it('takes a document that a transform completes for one with more routes', () => {
    const include = "Fn::Transform: { Name: AWS::Include, Parameters: { Location: 's3://b/more.yaml' } }";
    const options = '/x: { options: { x-amazon-apigateway-integration: { type: mock } } }';
    for (const body of [
      `Body: { paths: { ${options} }, ${include} }`,
      `Body: { paths: { ${options}, ${include} } }`,
      `Body: { paths: { /x: { options: { x-amazon-apigateway-integration: { type: mock } }, ${include} } } }`,
    ]) {
      expect(judged(api(body), stage())).toEqual(['error']);
      expect(judged(api(body), stage(setting('/*', '*')))).toEqual(['compliant']);
    }
    expect(judged(api(`Body: { paths: { ${options} } }`), stage())).toEqual([]);
  });
  it('cannot tell settings that are not known', () => {
    const unknown = stage().replace('MethodSettings: []', 'MethodSettings: !ImportValue Settings');
    expect(judged(api(), unknown)).toEqual(['undetermined']);
    expect(judged(api('BodyS3Location: { Bucket: b }'), stage(setting('/~1orders', 'GET')))).toEqual(['undetermined']);
  });
  it('reads keys and methods from an OpenAPI document', () => {
    const body = (security: string) =>
      api(`Body: {
        paths: { /orders: { get: { x-amazon-apigateway-integration: { type: aws_proxy } } } },
        securityDefinitions: { key: { type: apiKey, name: x-api-key, in: header } }, ${security} }`);
    expect(judged(body('security: [{ key: [] }]'), stage(), plan(PLAN_THROTTLE))).toEqual(['compliant']);
    expect(judged(body('info: {}'), stage(), plan(PLAN_THROTTLE))).toEqual(['error']);
    expect(judged(body('info: {}'), stage(setting('/~1orders', 'GET')))).toEqual(['compliant']);
  });
  it('judges the stage that a deployment makes, unless there is one of its own', () => {
    const deployment = (description: string) => `
  Deployment:
    Type: AWS::ApiGateway::Deployment
    Properties: { RestApiId: !Ref Api, StageName: prod, ${description} }`;
    expect(judged(api(), deployment('Description: a'))).toEqual(['error']);
    expect(judged(api(), deployment(`StageDescription: { ${BOTH} }`))).toEqual(['compliant']);
    expect(judged(api(), deployment(`StageDescription: { MethodSettings: [${setting('/*', '*')}] }`))).toEqual([
      'compliant',
    ]);
    expect(judged(api(), stage(setting('/*', '*')), deployment('Description: a'))).toEqual(['compliant']);
  });
});

const sam = (...parts: string[]) =>
  findingsFor(apiThrottling, `Transform: AWS::Serverless-2016-10-31\nResources:${parts.join('')}`).map((finding) => [
    finding.resource.logicalId,
    finding.status,
  ]);
const samApi = (properties: string) => `
  Api: { Type: AWS::Serverless::Api, Properties: { StageName: prod, ${properties} } }`;
const samFunction = (event: string) => `
  Work:
    Type: AWS::Serverless::Function
    Properties: { Events: { Get: { Type: Api, Properties: { Path: /orders, Method: get ${event} } } } }`;

describe('api-throttling in SAM', () => {
  it('judges the settings at the API', () => {
    expect(sam(samApi('MethodSettings: [{ ResourcePath: "/*", HttpMethod: "*" }]'))).toEqual([['Api', 'violation']]);
    expect(sam(samApi(`MethodSettings: [${setting('/*', '*')}]`))).toEqual([['Api', 'compliant']]);
  });
  it('reports the implicit API at its first function', () => {
    expect(sam(samFunction(''))).toEqual([['Work', 'violation']]);
  });
  it('takes the usage plan that SAM makes, with a key for all methods or for this one', () => {
    const auth = `UsagePlan: { CreateUsagePlan: PER_API, ${PLAN_THROTTLE} }`;
    const event = ', RestApiId: !Ref Api';
    expect(sam(samApi(`Auth: { ApiKeyRequired: true, ${auth} }`), samFunction(event))).toEqual([['Api', 'compliant']]);
    expect(sam(samApi(`Auth: { ${auth} }`), samFunction(`${event}, Auth: { ApiKeyRequired: true }`))).toEqual([
      ['Api', 'compliant'],
    ]);
    expect(sam(samApi(`Auth: { ${auth} }`), samFunction(event))).toEqual([['Api', 'violation']]);
  });
});

const v2 = (kind: string, stageProperties: string, ...routes: string[]) =>
  judged(
    `
  Api: { Type: AWS::ApiGatewayV2::Api, Properties: { ProtocolType: ${kind} } }
  Stage: { Type: AWS::ApiGatewayV2::Stage, Properties: { ApiId: !Ref Api, ${stageProperties} } }`,
    ...routes.map(
      (key, index) => `
  Route${index}: { Type: AWS::ApiGatewayV2::Route, Properties: { ApiId: !Ref Api, RouteKey: ${key} } }`,
    ),
  );

describe('api-throttling of HTTP and WebSocket APIs', () => {
  it.each(['HTTP', 'WEBSOCKET'])('judges the default throttle of %s stages', (kind) => {
    expect(v2(kind, 'StageName: prod')).toEqual(['error']);
    expect(v2(kind, `DefaultRouteSettings: { ${BOTH} }`)).toEqual(['compliant']);
    expect(v2(kind, 'DefaultRouteSettings: { ThrottlingRateLimit: 10 }')).toEqual(['error']);
  });
  it('passes throttles for every route, and not for some', () => {
    const settings = `RouteSettings: { "GET /orders": { ${BOTH} } }`;
    expect(v2('HTTP', settings, 'GET /orders')).toEqual(['compliant']);
    expect(v2('HTTP', settings, 'GET /orders', 'PUT /orders')).toEqual(['error']);
    expect(v2('HTTP', settings)).toEqual(['undetermined']);
  });
  it('does not apply to routes that only manage connections', () => {
    expect(v2('WEBSOCKET', 'StageName: prod', '$connect', '$disconnect')).toEqual([]);
  });
  it('finds the stage that an HTTP API makes by itself', () => {
    expect(
      judged(
        '\n  Api: { Type: AWS::ApiGatewayV2::Api, Properties: { ProtocolType: HTTP, Target: "arn:aws:lambda:a:1:function:f" } }',
      ),
    ).toEqual(['error']);
  });
});
