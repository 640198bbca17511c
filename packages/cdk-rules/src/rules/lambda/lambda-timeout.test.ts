import { describe, expect, it } from 'vitest';
import { findingsFor } from '../../testing/findings.js';
import { statusesOf } from '../../testing/statuses.js';
import { lambdaTimeout } from './lambda-timeout.js';

const f = (timeout?: number | string, more = '') =>
  `  F: { Type: AWS::Lambda::Function, Properties: { Handler: a.b${timeout === undefined ? '' : `, Timeout: ${timeout}`}${more} } }\n`;
const uri = '!Sub "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/${F.Arn}/invocations"';
const rest = (integration = '') =>
  `  M: { Type: AWS::ApiGateway::Method, Properties: { Integration: { Type: AWS_PROXY, Uri: ${uri}${integration} } } }\n`;
const documented = (...integrations: string[]) => {
  const paths = integrations.map(
    (each, index) => `/r${index}: { get: { x-amazon-apigateway-integration: { uri: ${uri}, ${each} } } }`,
  );
  return `  Api: { Type: AWS::ApiGateway::RestApi, Properties: { Body: { paths: { ${paths.join(', ')} } } } }\n`;
};
const asEvent = `requestParameters: { integration.request.header.X-Amz-Invocation-Type: "'Event'" }`;
const v2 = (protocol: string, integration = '') =>
  `  Api: { Type: AWS::ApiGatewayV2::Api, Properties: { ProtocolType: ${protocol} } }\n  I: { Type: AWS::ApiGatewayV2::Integration, Properties: { ApiId: !Ref Api, IntegrationUri: !GetAtt F.Arn${integration} } }\n`;
const permission =
  '  P: { Type: AWS::Lambda::Permission, Properties: { FunctionName: !Ref F, Principal: apigateway.amazonaws.com, Action: "lambda:InvokeFunction" } }\n';
const url = '  U: { Type: AWS::Lambda::Url, Properties: { TargetFunctionArn: !GetAtt F.Arn, AuthType: AWS_IAM } }\n';
const pool = (trigger: string) =>
  `  Pool: { Type: AWS::Cognito::UserPool, Properties: { LambdaConfig: { ${trigger} } } }\n`;
const statuses = (resources: string) => statusesOf(lambdaTimeout, resources);

describe('lambda-timeout', () => {
  it.each([
    ['a REST API', f(30) + rest()],
    ['an HTTP API', f(31) + v2('HTTP')],
    ['a WebSocket API', f(30) + v2('WEBSOCKET')],
    ['an API that is not in view', f(60) + permission],
    [
      'an API from a document',
      f(60) +
        `  Api: { Type: AWS::ApiGateway::RestApi, Properties: { Body: { paths: { /a: { get: { x-amazon-apigateway-integration: { uri: ${uri} } } } } } } }\n`,
    ],
    ['an API, in both branches', f('!If [IsProd, 900, 60]') + rest()],
  ])('objects to a function that outlives %s', (_, resources) => {
    expect(statuses(resources)).toEqual(['F: violation (error)']);
  });

  it('says how long each side takes', () => {
    expect(findingsFor(lambdaTimeout, `Resources:\n${f(60)}${rest()}`)).toMatchObject([
      {
        message: expect.stringContaining('may run for 60 s, but API Gateway gives up after 29 s') as string,
        evidence: { timeout: 60, callerLimit: 29 },
        related: [{ resource: { logicalId: 'M' } }],
      },
    ]);
  });

  it.each([
    ['a REST API', f(29) + rest()],
    [
      'a REST API that was told to wait shorter, which is the fault of its integration',
      f(15) + rest(', TimeoutInMillis: 10000'),
    ],
    ['a REST API that waits longer', f(60) + rest(', TimeoutInMillis: "120000"')],
    ['a streamed response', f(300) + rest(', ResponseTransferMode: STREAM')],
    [
      'an API that does not wait',
      f(300) + rest(`, RequestParameters: { integration.request.header.X-Amz-Invocation-Type: "'Event'" }`),
    ],
    ['an HTTP API', f(30) + v2('HTTP')],
    ['an HTTP API that is not in view', f(30) + permission],
    ['a Cognito trigger', f(5) + pool('PreSignUp: !GetAtt F.Arn')],
    [
      'a message sender of Cognito',
      f(60) + pool('CustomEmailSender: { LambdaArn: !GetAtt F.Arn, LambdaVersion: V1_0 }'),
    ],
    ['nothing in view', f(900)],
    [
      'a workflow, for as long as there is',
      f(900) +
        '  W: { Type: AWS::StepFunctions::StateMachine, Properties: { Definition: { States: { A: { Type: Task, Resource: !GetAtt F.Arn, End: true } } } } }\n',
    ],
    [
      'a custom resource, for as long as there is',
      f(900) + '  X: { Type: Custom::Seed, Properties: { ServiceToken: !GetAtt F.Arn } }\n',
    ],
    [
      'a stream, for as long as there is',
      f(900) +
        '  M: { Type: AWS::Lambda::EventSourceMapping, Properties: { FunctionName: !Ref F, EventSourceArn: "arn:aws:kinesis:us-east-1:123456789012:stream/s" } }\n',
    ],
    ['an URL, as a durable function', f(900, ', DurableConfig: { ExecutionTimeout: 3600 }') + url],
  ])('passes a function that serves %s', (_, resources) => {
    expect(statuses(resources)).toEqual(['F: compliant']);
  });

  it('warns of a trigger of Cognito that takes longer than Cognito waits', () => {
    expect(statuses(f(10) + pool('PreSignUp: !GetAtt F.Arn'))).toEqual(['F: violation (warning)']);
  });

  it('warns of the maximum where somebody waits', () => {
    expect(statuses(f(900) + url)).toEqual(['F: violation (warning)']);
  });

  it('notes a timeout that nobody chose', () => {
    expect(statuses(f())).toEqual(['F: violation (note)']);
  });

  it('does not ask for a timeout where only deployments call the function', () => {
    const handled = '  C: { Type: Custom::Thing, Properties: { ServiceToken: !GetAtt F.Arn } }\n';
    expect(statuses(f() + handled)).toEqual(['F: compliant']);
    expect(statuses(f() + handled + url)).toEqual(['F: violation (note)']);
  });

  it('reads how long each integration of a document waits', () => {
    expect(findingsFor(lambdaTimeout, `Resources:\n${f(60)}${documented('timeoutInMillis: 50000')}`)).toMatchObject([
      { status: 'violation', evidence: { timeout: 60, callerLimit: 50 } },
    ]);
    expect(statuses(f(60) + documented('responseTransferMode: STREAM', 'timeoutInMillis: 29000'))).toEqual([
      'F: violation (error)',
    ]);
  });

  it.each([
    ['the answer is streamed', documented('responseTransferMode: STREAM')],
    [
      'the answer is streamed through the address for that',
      documented('responseTransferMode: STREAM')
        .replace('2015-03-31', '2021-11-15')
        .replace('/invocations', '/response-streaming-invocations') + permission,
    ],
    ['the function is invoked as an event', documented(asEvent) + permission],
    ['an alias is invoked as an event', documented(asEvent).replace('.Arn}', '.Arn}:live') + permission],
    [
      'the API only asks it whether a caller may pass',
      `  Api: { Type: AWS::ApiGateway::RestApi, Properties: { Body: { components: { securitySchemes: { S: { x-amazon-apigateway-authorizer: { authorizerUri: ${uri} } } } } } } }\n${permission}`,
    ],
  ])('takes a document for no caller that waits when %s', (_, resources) => {
    expect(statuses(f(60) + resources)).toEqual(['F: compliant']);
  });

  it.each([
    ['a timeout from elsewhere', f('!ImportValue X') + rest()],
    [
      'a timeout from a parameter',
      'Parameters: { T: { Type: Number, Default: 900 } }\nResources:\n' + f('!Ref T') + rest(),
    ],
    ['a wait from elsewhere', f(60) + rest(', TimeoutInMillis: !ImportValue X')],
    ['a wait from elsewhere in a document', f(60) + documented('timeoutInMillis: !ImportValue X')],
    ['one branch that is too long', f('!If [IsProd, 60, 5]') + rest()],
  ])('is undetermined for %s', (_, resources) => {
    expect(statuses(resources).map((line) => line.replace(/ \(\w+\)/, ''))).toEqual(['F: undetermined']);
  });

  it('does not concern functions that the CDK makes for itself', () => {
    const own = '  AWS679f53fac002430cb0da5b7982bd22872D164C4C: { Type: AWS::Lambda::Function }\n';
    expect(statuses(own)).toEqual([]);
  });

  it('leaves functions alone whose URL streams, for as long as they may run', () => {
    const stream = url.replace('AuthType', 'InvokeMode: RESPONSE_STREAM, AuthType');
    expect(statuses(f(900) + stream)).toEqual(['F: compliant']);
    expect(statuses(f(900) + url)).toEqual(['F: violation (warning)']);
  });

  it('knows the maximum of functions on managed instances', () => {
    const managed = (seconds: number) =>
      findingsFor(
        lambdaTimeout,
        `Resources:\n${f(seconds, ', CapacityProviderConfig: { LambdaManagedInstancesCapacityProviderConfig: { CapacityProviderArn: c } }')}${url}`,
      )[0]?.message;
    expect(managed(5400)).toContain('at the maximum of 5400 s');
    expect(managed(1800)).toContain('is 1800 s');
  });

  it('compares the whole execution of a durable function with what its callers wait', () => {
    const durable = (seconds: number) => f(5, `, DurableConfig: { ExecutionTimeout: ${seconds} }`);
    expect(statuses(durable(600) + rest())).toEqual(['F: violation (error)']);
    expect(statuses(durable(20) + rest())).toEqual(['F: compliant']);
  });

  it.each([
    [40, 'InvocationType: REQUEST_RESPONSE', 'violation (warning)'],
    [10, 'InvocationType: REQUEST_RESPONSE, InvocationTimeoutSeconds: "5"', 'violation (warning)'],
    [30, 'InvocationType: REQUEST_RESPONSE', 'compliant'],
    [
      40,
      'InvocationType: REQUEST_RESPONSE, InvocationTimeoutSeconds: "{% $events.Data.wait %}"',
      'undetermined (warning)',
    ],
    [40, 'InvocationType: EVENT', 'compliant'],
    [40, 'Qualifier: live', 'compliant'],
  ])('of %d s, called by a subscriber with %s: %s', (seconds, parameters, expected) => {
    const subscriber = `  S: { Type: AWS::EventsV2::Subscriber, Properties: { InvokeConfiguration: { TargetArn: !GetAtt F.Arn, LambdaParameters: { ${parameters} } } } }\n`;
    expect(statuses(f(seconds) + subscriber)).toEqual([`F: ${expected}`]);
  });
});
