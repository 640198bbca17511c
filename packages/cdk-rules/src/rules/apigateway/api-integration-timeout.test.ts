import { describe, expect, it } from 'vitest';
import { findingsFor } from '../../testing/findings.js';
import { apiIntegrationTimeout } from './api-integration-timeout.js';

const judged = (...parts: string[]) => findingsFor(apiIntegrationTimeout, `Resources:${parts.join('')}`);
const statuses = (...parts: string[]) => judged(...parts).map(({ status }) => status);
const work = (properties: string) => `
  Work: { Type: AWS::Lambda::Function, Properties: { ${properties} } }`;
const URI = '!Sub "arn:aws:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${Work.Arn}/invocations"';
const method = (integration = '', more = '', id = 'Get') => `
  ${id}:
    Type: AWS::ApiGateway::Method
    Properties:
      RestApiId: !Ref Api
      HttpMethod: GET
      Integration: { Type: AWS_PROXY, Uri: ${URI} ${integration} }
      ${more}`;
const api = (properties = 'Name: a') => `
  Api: { Type: AWS::ApiGateway::RestApi, Properties: { ${properties} } }`;

describe('api-integration-timeout', () => {
  it('finds a function that may run longer than the integration was told to wait', () => {
    expect(judged(api(), method(', TimeoutInMillis: "5000"'), work('Timeout: 10'))).toMatchObject([
      { status: 'violation', evidence: { timeoutInMillis: 5000, functionTimeout: 10 } },
    ]);
  });
  it('leaves a function that is slower than any API waits to the check of functions', () => {
    expect(statuses(api(), method(), work('Timeout: 60'))).toEqual(['compliant']);
    expect(statuses(api(), method(', TimeoutInMillis: 29000'), work('Timeout: 60'))).toEqual(['compliant']);
  });
  it('passes a function that ends in time', () => {
    expect(statuses(api(), method(), work('Handler: a.b'))).toEqual(['compliant']);
    expect(statuses(api(), method(', TimeoutInMillis: 20000'), work('Timeout: 20'))).toEqual(['compliant']);
  });
  it('compares a stream with the time that the whole answer may take', () => {
    const stream = (wait: string) => method(`${wait}, ResponseTransferMode: STREAM`);
    expect(statuses(api(), stream(', TimeoutInMillis: 5000'), work('Timeout: 60'))).toEqual(['violation']);
    expect(statuses(api(), stream(', TimeoutInMillis: 60000'), work('Timeout: 60'))).toEqual(['compliant']);
    expect(statuses(api(), stream(', TimeoutInMillis: 900000'), work('Timeout: 900'))).toEqual(['compliant']);
    expect(statuses(api(), stream(', TimeoutInMillis: 900001'), work('Timeout: 900'))).toEqual(['violation']);
    expect(statuses(api(), stream(''), work('Timeout: 20'))).toEqual(['compliant']);
    expect(statuses(api(), stream(''), work('Timeout: 60'))).toEqual(['undetermined']);
  });
  it('waits for the whole execution of a durable function', () => {
    const durable = work('Timeout: 5, DurableConfig: { ExecutionTimeout: 600 }');
    expect(statuses(api(), method(', TimeoutInMillis: 10000'), durable)).toEqual(['violation']);
    expect(
      statuses(api(), method(', TimeoutInMillis: 10000'), work('Timeout: 60, DurableConfig: { ExecutionTimeout: 8 }')),
    ).toEqual(['compliant']);
  });
  it('does not wait for asynchronous calls and answers of its own', () => {
    const event =
      ', TimeoutInMillis: 5000, RequestParameters: { integration.request.header.X-Amz-Invocation-Type: "\'Event\'" }';
    expect(statuses(api(), method(event), work('Timeout: 60'))).toEqual(['compliant']);
    expect(
      statuses(api(), method(', TimeoutInMillis: 5000').replace('AWS_PROXY', 'MOCK'), work('Timeout: 60')),
    ).toEqual([]);
  });
  it('lets regional APIs wait longer, and edge-optimized ones not', () => {
    const long = method(', TimeoutInMillis: 90000');
    expect(statuses(api('EndpointConfiguration: { Types: [REGIONAL] }'), long, work('Timeout: 60'))).toEqual([
      'compliant',
    ]);
    expect(statuses(api('EndpointConfiguration: { Types: [EDGE] }'), long, work('Timeout: 60'))).toEqual(['violation']);
  });
  it('cannot tell what is not known', () => {
    expect(statuses(api(), method(', TimeoutInMillis: !ImportValue Wait'), work('Timeout: 6'))).toEqual([
      'undetermined',
    ]);
    expect(statuses(api(), method(', TimeoutInMillis: 5000'), work('Timeout: !ImportValue Longest'))).toEqual([
      'undetermined',
    ]);
    expect(statuses(api('BodyS3Location: { Bucket: b }'))).toEqual(['undetermined']);
  });
  it.each([
    ['HTTP', 29_500, 'violation'],
    ['HTTP', 30_000, 'compliant'],
    ['WEBSOCKET', 29_000, 'compliant'],
    ['WEBSOCKET', 30_000, 'violation'],
  ])('judges integrations of %s APIs that wait %i ms', (kind, wait, status) => {
    const parts = `
  Api: { Type: AWS::ApiGatewayV2::Api, Properties: { ProtocolType: ${kind} } }
  Integration:
    Type: AWS::ApiGatewayV2::Integration
    Properties: { ApiId: !Ref Api, IntegrationUri: !GetAtt Work.Arn, TimeoutInMillis: ${wait} }`;
    expect(statuses(parts, work('Timeout: 60'))).toEqual([status]);
  });
  it('refuses a wait that the service does not take', () => {
    const parts = `
  Integration:
    Type: AWS::ApiGatewayV2::Integration
    Properties: { ApiId: a, IntegrationType: HTTP_PROXY, TimeoutInMillis: 60000 }`;
    expect(statuses(parts)).toEqual(['violation']);
  });
  it('reads OpenAPI documents, once for a function and a wait', () => {
    const operation = (wait: string) => `{ x-amazon-apigateway-integration: { type: aws_proxy, uri: ${URI} ${wait} } }`;
    const body = (first: string, second: string) =>
      api(`Body: { paths: { /a: { get: ${operation(first)} }, /b: { put: ${operation(second)} } } }`);
    const short = ', timeoutInMillis: 5000';
    expect(statuses(body(short, short), work('Timeout: 60'))).toEqual(['violation']);
    expect(statuses(body('', short), work('Timeout: 10'))).toEqual(['compliant', 'violation']);
    expect(statuses(body(`${short}, responseTransferMode: STREAM`, ''), work('Timeout: 10'))).toEqual([
      'violation',
      'compliant',
    ]);
    expect(statuses(body(short, ''), work('Timeout: !ImportValue Longest'))).toEqual(['undetermined', 'compliant']);
  });
});
