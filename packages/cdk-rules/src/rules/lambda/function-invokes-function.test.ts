import { describe, expect, it } from 'vitest';
import { findingsFor } from '../../testing/findings.js';
import { functionInvokesFunction } from './function-invokes-function.js';

const lambda = (more: object = {}) => ({ Type: 'AWS::Lambda::Function', Properties: more });
const statement = (Resource: unknown, Action: unknown = 'lambda:InvokeFunction') => ({
  Statement: [{ Effect: 'Allow', Action, Resource }],
});
const inner = { 'Fn::GetAtt': ['Inner', 'Arn'] };
const role = (document: object) => ({
  Role: { Type: 'AWS::IAM::Role', Properties: { Policies: [{ PolicyName: 'p', PolicyDocument: document }] } },
});
const find = (resources: object) =>
  findingsFor(
    functionInvokesFunction,
    JSON.stringify({
      Resources: { Outer: lambda({ Role: { 'Fn::GetAtt': ['Role', 'Arn'] } }), Inner: lambda(), ...resources },
    }),
  );

describe('function-invokes-function', () => {
  it('objects to a function that may invoke another one, by its role', () => {
    expect(find(role(statement(inner)))).toMatchObject([
      { status: 'violation', resource: { logicalId: 'Outer' }, related: [{ resource: { logicalId: 'Inner' } }] },
    ]);
  });

  it('passes durable functions, which are suspended while they wait', () => {
    const outer = lambda({ Role: { 'Fn::GetAtt': ['Role', 'Arn'] }, DurableConfig: { ExecutionTimeout: 60 } });
    expect(find({ Outer: outer, ...role(statement(inner)) })).toMatchObject([
      { status: 'compliant', resource: { logicalId: 'Outer' } },
    ]);
  });

  it('leaves open which of the functions with one role calls the other', () => {
    const shared = { Inner: lambda({ Role: { 'Fn::GetAtt': ['Role', 'Arn'] } }) };
    expect(find({ ...shared, ...role(statement(inner)) })).toMatchObject([
      { status: 'undetermined', resource: { logicalId: 'Outer' } },
    ]);
    const policy = {
      Type: 'AWS::IAM::Policy',
      Properties: { PolicyName: 'p', Roles: [{ Ref: 'Role' }], PolicyDocument: statement(inner) },
    };
    expect(find({ ...shared, Role: { Type: 'AWS::IAM::Role', Properties: {} }, Policy: policy })).toMatchObject([
      { status: 'undetermined' },
    ]);
  });

  it('reads policies of their own, lists of actions, patterns, and ARNs with versions', () => {
    const arns = [inner, { 'Fn::Join': ['', [inner, ':*']] }];
    const policy = {
      Type: 'AWS::IAM::Policy',
      Properties: {
        PolicyName: 'p',
        Roles: [{ Ref: 'Role' }],
        PolicyDocument: statement(arns, ['s3:GetObject', 'lambda:Invoke*']),
      },
    };
    expect(find({ Role: { Type: 'AWS::IAM::Role', Properties: {} }, Policy: policy })).toMatchObject([
      { status: 'violation' },
    ]);
  });

  it('reads the policy templates of SAM', () => {
    const template = `
Transform: AWS::Serverless-2016-10-31
Resources:
  Inner: { Type: AWS::Serverless::Function, Properties: {} }
  Outer:
    Type: AWS::Serverless::Function
    Properties:
      Policies:
        - LambdaInvokePolicy: { FunctionName: !Ref Inner }
`;
    expect(findingsFor(functionInvokesFunction, template)).toMatchObject([
      { status: 'violation', resource: { logicalId: 'Outer' } },
    ]);
  });

  it('does not apply to denied, general and other grants, nor to itself', () => {
    const denied = { Statement: { Effect: 'Deny', Action: 'lambda:InvokeFunction', Resource: inner } };
    expect(find(role(denied))).toEqual([]);
    expect(find(role(statement('*')))).toEqual([]);
    expect(find(role(statement(inner, 'lambda:GetFunction')))).toEqual([]);
    expect(find(role(statement(inner, '*')))).toEqual([]);
    expect(find(role(statement({ 'Fn::GetAtt': ['Outer', 'Arn'] })))).toEqual([]);
  });

  describe('what takes work in between', () => {
    const taker = { 'Fn::GetAtt': ['Placed', 'Arn'] };
    const placed = { Placed: { Type: 'AWS::SQS::Queue', Properties: {} } };

    it('passes a function that hands its work to a queue', () => {
      expect(find({ ...role(statement(taker, 'sqs:SendMessage')), ...placed })).toMatchObject([
        { status: 'compliant', resource: { logicalId: 'Outer' }, evidence: { handsOnThrough: 'Placed' } },
      ]);
    });

    it('is told from the place where failures go, and from what a function reads', () => {
      const properties = {
        Role: { 'Fn::GetAtt': ['Role', 'Arn'] },
        DeadLetterConfig: { TargetArn: taker },
      };
      const send = role(statement(taker, 'sqs:SendMessage'));
      expect(find({ ...send, ...placed, Outer: lambda(properties) })).toEqual([]);
      expect(find({ ...role(statement(taker, 'sqs:ReceiveMessage')), ...placed })).toEqual([]);
    });

    it('does not pass a function that may invoke others beside it', () => {
      const both = (action: string) => ({
        Statement: [
          { Effect: 'Allow', Action: 'sqs:SendMessage', Resource: taker },
          { Effect: 'Allow', Action: action, Resource: '*' },
        ],
      });
      expect(find({ ...role(both('lambda:InvokeFunction')), ...placed })).toEqual([]);
      expect(find({ ...role(both('*')), ...placed })).toEqual([]);
    });
  });

  it('does not apply to handlers of custom resources, which work during deployments', () => {
    const setup = {
      Setup: { Type: 'Custom::Setup', Properties: { ServiceToken: { 'Fn::GetAtt': ['Outer', 'Arn'] } } },
    };
    expect(find({ ...role(statement(inner)), ...setup })).toEqual([]);
  });

  describe('the address of another service', () => {
    const api = {
      Api: {
        Type: 'AWS::ApiGatewayV2::Integration',
        Properties: { IntegrationUri: { 'Fn::GetAtt': ['Outer', 'Arn'] } },
      },
    };
    const withVariable = (name: string) =>
      lambda({ Environment: { Variables: { [name]: { 'Fn::ImportValue': 'x' } } } });

    it('is noted where the function answers requests', () => {
      expect(find({ Outer: withVariable('PRODUCT_SERVICE_URL'), ...api })).toMatchObject([
        { status: 'violation', severity: 'note', property: 'Environment.Variables.PRODUCT_SERVICE_URL' },
      ]);
    });

    it('is not where nobody waits, nor are other addresses', () => {
      expect(find({ Outer: withVariable('PRODUCT_SERVICE_URL') })).toEqual([]);
      expect(find({ Outer: withVariable('QUEUE_URL'), ...api })).toEqual([]);
      expect(find({ Outer: withVariable('PUBLIC_URL'), ...api })).toEqual([]);
    });
  });
});
