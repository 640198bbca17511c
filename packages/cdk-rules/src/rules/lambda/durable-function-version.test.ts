import { describe, expect, it } from 'vitest';
import { findingsFor } from '../../testing/findings.js';
import { durableFunctionVersion } from './durable-function-version.js';

const durable = `
  F: { Type: AWS::Lambda::Function, Properties: { FunctionName: f, Timeout: 30, DurableConfig: { ExecutionTimeout: 600 } } }
  V: { Type: AWS::Lambda::Version, Properties: { FunctionName: !Ref F } }
  A: { Type: AWS::Lambda::Alias, Properties: { FunctionName: !Ref F, FunctionVersion: !GetAtt V.Version, Name: live } }`;
const statuses = (resources: string) =>
  findingsFor(durableFunctionVersion, `Resources:${durable}\n${resources}`).map(({ status }) => status);
const mapping = (name: string) =>
  `  M: { Type: AWS::Lambda::EventSourceMapping, Properties: { EventSourceArn: 'arn:aws:sqs:eu-west-1:1:q', FunctionName: ${name} } }`;
const integration = (arn: string) =>
  `  I: { Type: AWS::ApiGateway::Method, Properties: { RestApiId: a, Integration: { Type: AWS_PROXY, Uri: !Sub 'arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/${arn}/invocations' } } }`;
const url = (more: string) =>
  `  U: { Type: AWS::Lambda::Url, Properties: { AuthType: AWS_IAM, TargetFunctionArn: !Ref F${more} } }`;

describe('durable-function-version', () => {
  it.each([
    mapping('!Ref F'),
    mapping('!GetAtt F.Arn'),
    mapping('f'),
    mapping('arn:aws:lambda:eu-west-1:1:function:f'),
    integration('${F.Arn}'),
    url(''),
    '  R: { Type: AWS::Events::Rule, Properties: { Targets: [{ Id: a, Arn: !Ref A }, { Id: f, Arn: !GetAtt F.Arn }] } }',
  ])('objects to %s', (resource) => {
    expect(statuses(resource)).toEqual(['violation']);
  });

  it.each([
    mapping('!Ref A'),
    mapping('!Ref V'),
    mapping("!Sub '${F.Arn}:live'"),
    mapping('f:live'),
    mapping('arn:aws:lambda:eu-west-1:1:function:f:live'),
    integration('${F.Arn}:live'),
    integration('${A}'),
    url(', Qualifier: live'),
  ])('passes %s', (resource) => {
    expect(statuses(resource)).toEqual(['compliant']);
  });

  it('says who names no version', () => {
    const [finding] = findingsFor(durableFunctionVersion, `Resources:${durable}\n${mapping('!Ref F')}`);
    expect(finding?.message).toContain('M invokes this durable function without a version or alias');
  });

  it('says nothing of other functions, of functions that nothing invokes, and of permissions', () => {
    expect(statuses('')).toEqual([]);
    expect(
      statuses(
        '  P: { Type: AWS::Lambda::Permission, Properties: { FunctionName: !Ref F, Principal: s3.amazonaws.com } }',
      ),
    ).toEqual([]);
    const plain = `Resources:\n  F: { Type: AWS::Lambda::Function }\n${mapping('!Ref F')}`;
    expect(findingsFor(durableFunctionVersion, plain)).toEqual([]);
  });

  it('takes what SAM publishes for an alias', () => {
    const sam = (alias: string) => `Transform: AWS::Serverless-2016-10-31
Resources:
  F: { Type: AWS::Serverless::Function, Properties: { ${alias} DurableConfig: { ExecutionTimeout: 600 }, Events: { S: { Type: Schedule, Properties: { Schedule: rate(1 day) } } } } }`;
    const found = (alias: string) => findingsFor(durableFunctionVersion, sam(alias)).map(({ status }) => status);
    expect(found('AutoPublishAlias: live,')).toEqual(['compliant']);
    expect(found('')).toEqual(['violation']);
  });
});
