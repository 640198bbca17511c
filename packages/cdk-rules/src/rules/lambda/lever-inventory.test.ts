import { describe, expect, it } from 'vitest';
import { findingsFor } from '../../testing/findings.js';
import { leverInventory } from './lever-inventory.js';

const fn = { 'Fn::GetAtt': ['Fn', 'Arn'] };
const api = { Api: { Type: 'AWS::ApiGatewayV2::Integration', Properties: { IntegrationUri: fn } } };
const find = (properties: object, more: object = api) =>
  findingsFor(
    leverInventory,
    JSON.stringify({
      Parameters: { On: { Type: 'String', Default: 'true' } },
      Resources: { Fn: { Type: 'AWS::Lambda::Function', Properties: properties }, ...more },
    }),
  );
const role = (Action: string) => ({
  ...api,
  Role: {
    Type: 'AWS::IAM::Role',
    Properties: { Policies: [{ PolicyDocument: { Statement: [{ Effect: 'Allow', Action, Resource: '*' }] } }] },
  },
});
const withRole = { Role: { 'Fn::GetAtt': ['Role', 'Arn'] } };

describe('lever-inventory', () => {
  it('lists flags, parameters and concurrency', () => {
    expect(find(withRole, role('appconfig:GetLatestConfiguration'))).toMatchObject([
      { status: 'compliant', evidence: { levers: 'AppConfig' } },
    ]);
    expect(find({ ...withRole, ReservedConcurrentExecutions: 5 }, role('ssm:GetParameter*'))).toMatchObject([
      { status: 'compliant', evidence: { levers: 'SSM parameters, reserved concurrency (5)' } },
    ]);
  });

  it('lists the AppConfig extension, the switch of a sender and the traffic of an alias', () => {
    const layer = 'arn:aws:lambda:eu-west-1:434848589818:layer:AWS-AppConfig-Extension:120';
    expect(find({ Layers: [layer] })).toMatchObject([{ evidence: { levers: 'AppConfig' } }]);
    const Properties = {
      EventSourceArn: 'arn:aws:sqs:eu-west-1:111122223333:q',
      FunctionName: { Ref: 'Fn' },
      Enabled: { Ref: 'On' },
    };
    expect(find({}, { Mapping: { Type: 'AWS::Lambda::EventSourceMapping', Properties } })).toMatchObject([
      { evidence: { levers: 'the switch of Mapping' } },
    ]);
    const alias = {
      Type: 'AWS::Lambda::Alias',
      Properties: { FunctionName: { Ref: 'Fn' }, RoutingConfig: { AdditionalVersionWeights: [] } },
    };
    expect(find({}, { ...api, Live: alias })).toMatchObject([{ evidence: { levers: 'the traffic of alias Live' } }]);
  });

  it('leaves it open where none is in view, and never fails', () => {
    expect(find({})).toMatchObject([{ status: 'undetermined' }]);
  });

  it('says it once for all entry points of a template', () => {
    const entry = (id: string) => ({
      [id]: { Type: 'AWS::Lambda::Function', Properties: {} },
      [`${id}Api`]: {
        Type: 'AWS::ApiGatewayV2::Integration',
        Properties: { IntegrationUri: { 'Fn::GetAtt': [id, 'Arn'] } },
      },
    });
    const found = find({}, { ...api, ...entry('Second'), ...entry('Third') });
    expect(found).toMatchObject([
      {
        status: 'undetermined',
        message: expect.stringContaining('3 entry points (Fn, Second, Third)') as string,
        related: [{ resource: { logicalId: 'Second' } }, { resource: { logicalId: 'Third' } }],
      },
    ]);
    const other = JSON.stringify({ Resources: entry('Elsewhere') });
    const first = JSON.stringify({ Resources: entry('Here') });
    expect(findingsFor(leverInventory, first, other)).toHaveLength(2);
  });

  it('does not apply to functions that are no entry point', () => {
    expect(find({}, {})).toEqual([]);
    expect(find({}, { Setup: { Type: 'Custom::Setup', Properties: { ServiceToken: fn } } })).toEqual([]);
  });

  it('counts the rate limit of an endpoint of a web function, also of one that is switched off', () => {
    const endpoint = (properties: object) =>
      findingsFor(
        leverInventory,
        JSON.stringify({ Resources: { Web: { Type: 'AWS::Lambda::WebFunctionEndpoint', Properties: properties } } }),
      );
    expect(endpoint({ ThrottleConfig: { RateLimit: 0 } })).toMatchObject([
      { status: 'compliant', evidence: { levers: 'rate limit' } },
    ]);
    expect(
      endpoint({
        RevisionWeights: [
          { RevisionId: '1', Weight: 90 },
          { RevisionId: '2', Weight: 10 },
        ],
      }),
    ).toMatchObject([{ status: 'compliant', evidence: { levers: 'the traffic of revisions' } }]);
    expect(endpoint({ RevisionWeights: [{ RevisionId: '1', Weight: 100 }] })).toMatchObject([
      { status: 'undetermined' },
    ]);
  });

  it('counts the state of an EventBridge subscriber that a parameter decides', () => {
    const subscriber = {
      Type: 'AWS::EventsV2::Subscriber',
      Properties: { State: { Ref: 'On' }, InvokeConfiguration: { TargetArn: fn } },
    };
    expect(find({}, { Subscriber: subscriber })).toMatchObject([{ evidence: { levers: 'the switch of Subscriber' } }]);
  });
});
