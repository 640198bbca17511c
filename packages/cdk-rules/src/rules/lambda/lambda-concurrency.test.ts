import { describe, expect, it } from 'vitest';
import { findingsFor } from '../../testing/findings.js';
import { lambdaConcurrency } from './lambda-concurrency.js';

const fn = { 'Fn::GetAtt': ['Fn', 'Arn'] };
const url = (AuthType: string) => ({
  Url: { Type: 'AWS::Lambda::Url', Properties: { TargetFunctionArn: fn, AuthType } },
});
const db = { Db: { Type: 'AWS::RDS::DBCluster', Properties: {} } };
const toDb = { Environment: { Variables: { HOST: { 'Fn::GetAtt': ['Db', 'Endpoint.Address'] } } } };
const api = { Api: { Type: 'AWS::ApiGatewayV2::Integration', Properties: { IntegrationUri: fn } } };
const find = (properties: object, more: object = {}) =>
  findingsFor(
    lambdaConcurrency,
    JSON.stringify({ Resources: { Fn: { Type: 'AWS::Lambda::Function', Properties: properties }, ...more } }),
  );

describe('lambda-concurrency', () => {
  it('objects to a function that everybody may call without a limit', () => {
    expect(find({}, url('NONE'))).toMatchObject([{ status: 'violation', property: 'ReservedConcurrentExecutions' }]);
  });

  it('objects to a function behind an API that connects to a database', () => {
    expect(find(toDb, { ...db, ...api })).toMatchObject([
      { status: 'violation', message: expect.stringContaining('Db') },
    ]);
    const literal = { Environment: { Variables: { CACHE: 'redis://orders.internal:6379' } } };
    expect(find(literal, api)).toMatchObject([{ status: 'violation', message: expect.stringContaining('CACHE') }]);
  });

  it('passes reserved concurrency', () => {
    expect(find({ ReservedConcurrentExecutions: '20' }, url('NONE'))).toMatchObject([
      { status: 'compliant', evidence: { reservedConcurrency: 20 } },
    ]);
  });

  it('says that a function is switched off, and neither passes nor fails it', () => {
    expect(find({ ReservedConcurrentExecutions: 0 })).toMatchObject([{ status: 'undetermined' }]);
  });

  it('does not demand it without a reason', () => {
    expect(find({})).toEqual([]);
    expect(find({}, api)).toEqual([]);
    expect(find({}, url('AWS_IAM'))).toEqual([]);
  });

  it('does not demand it behind a distribution, or where a proxy pools the connections', () => {
    const Origins = [
      { Id: 'o', DomainName: { 'Fn::Select': [2, { 'Fn::Split': ['/', { 'Fn::GetAtt': ['Url', 'FunctionUrl'] }] }] } },
    ];
    const edge = { Edge: { Type: 'AWS::CloudFront::Distribution', Properties: { DistributionConfig: { Origins } } } };
    expect(find({}, { ...url('NONE'), ...edge })).toEqual([]);
    const proxy = { Proxy: { Type: 'AWS::RDS::DBProxy', Properties: {} } };
    const pooled = { Environment: { Variables: { HOST: { 'Fn::GetAtt': ['Proxy', 'Endpoint'] } } } };
    expect(find(pooled, { ...proxy, ...api })).toEqual([]);
  });

  it('leaves consumers of queues and schedules to what bounds them, and the Data API alone', () => {
    const Targets = [{ Id: 't', Arn: fn }];
    const rule = { Rule: { Type: 'AWS::Events::Rule', Properties: { ScheduleExpression: 'rate(1 hour)', Targets } } };
    expect(find(toDb, { ...db, ...rule })).toEqual([]);
    const byArn = { Environment: { Variables: { CLUSTER: { 'Fn::GetAtt': ['Db', 'DBClusterArn'] } } } };
    expect(find(byArn, { ...db, ...api })).toEqual([]);
  });

  it('does not decide about a value that is not known', () => {
    expect(find({ ReservedConcurrentExecutions: { 'Fn::ImportValue': 'x' } }, url('NONE'))).toMatchObject([
      { status: 'undetermined' },
    ]);
  });

  it('passes a maximum of execution environments on managed instances', () => {
    const resources = (most: string) =>
      `Resources:\n  F: { Type: AWS::Lambda::Function, Properties: { FunctionScalingConfig: { MaxExecutionEnvironments: ${most} } } }\n  U: { Type: AWS::Lambda::Url, Properties: { TargetFunctionArn: !Ref F, AuthType: NONE } }\n`;
    expect(findingsFor(lambdaConcurrency, resources('5'))).toMatchObject([{ status: 'compliant' }]);
    expect(findingsFor(lambdaConcurrency, resources('!ImportValue X'))).toMatchObject([{ status: 'undetermined' }]);
    const version = (scaling: object) => ({
      V: { Type: 'AWS::Lambda::Version', Properties: { FunctionName: { Ref: 'Fn' }, FunctionScalingConfig: scaling } },
    });
    expect(find({}, { ...url('NONE'), ...version({ MaxExecutionEnvironments: 5 }) })).toMatchObject([
      { status: 'compliant' },
    ]);
    expect(find({}, { ...url('NONE'), ...version({ MinExecutionEnvironments: 5 }) })).toMatchObject([
      { status: 'violation' },
    ]);
  });
});
