import { describe, expect, it } from 'vitest';
import { findingsFor } from '../../testing/findings.js';
import { lambdaAsyncRetries } from './lambda-async-retries.js';

const destination = { DestinationConfig: { OnFailure: { Destination: 'arn:aws:sqs:eu-west-1:111122223333:failed' } } };
const rule = {
  Type: 'AWS::Events::Rule',
  Properties: { EventPattern: { source: ['app'] }, Targets: [{ Id: 't', Arn: { 'Fn::GetAtt': ['Fn', 'Arn'] } }] },
};
const find = (config: object, lambda: object = {}, more: object = { Rule: rule }) =>
  findingsFor(
    lambdaAsyncRetries,
    JSON.stringify({
      Resources: {
        Fn: { Type: 'AWS::Lambda::Function', Properties: lambda },
        Config: {
          Type: 'AWS::Lambda::EventInvokeConfig',
          Properties: { FunctionName: { Ref: 'Fn' }, Qualifier: '$LATEST', ...config },
        },
        ...more,
      },
    }),
  );

describe('lambda-async-retries', () => {
  it('objects to a small age that loses events while the function is throttled', () => {
    expect(find({ MaximumEventAgeInSeconds: 60 })).toMatchObject([
      { status: 'violation', property: 'MaximumEventAgeInSeconds', message: expect.stringContaining('throttled') },
    ]);
  });

  it('objects to an age that leaves no time for the retries, with the arithmetic', () => {
    expect(find({ MaximumEventAgeInSeconds: 300, ...destination }, { Timeout: 120 })).toMatchObject([
      { status: 'violation', message: expect.stringContaining('above 540 s'), evidence: { functionTimeout: 120 } },
    ]);
  });

  it('passes a small age whose events go somewhere', () => {
    expect(find({ MaximumEventAgeInSeconds: 240, ...destination })).toMatchObject([{ status: 'compliant' }]);
    const queue = { DeadLetterConfig: { TargetArn: 'arn:aws:sqs:eu-west-1:111122223333:dlq' } };
    expect(find({ MaximumEventAgeInSeconds: 240 }, queue)).toMatchObject([{ status: 'compliant' }]);
  });

  it('passes the defaults, and no retries as a decision', () => {
    expect(find({})).toMatchObject([
      { status: 'compliant', evidence: { maximumEventAge: 21600, maximumRetryAttempts: 2 } },
    ]);
    expect(find({ MaximumRetryAttempts: 0, MaximumEventAgeInSeconds: 60, ...destination })).toMatchObject([
      { status: 'compliant' },
    ]);
  });

  it('does not say that events are lost where nothing invokes the function asynchronously', () => {
    expect(find({ MaximumEventAgeInSeconds: 240 }, {}, {})).toMatchObject([{ status: 'compliant' }]);
  });

  it('does not decide where all that invokes the function waits for it or reads a stream', () => {
    const stream = {
      Type: 'AWS::Lambda::EventSourceMapping',
      Properties: {
        FunctionName: { Ref: 'Fn' },
        EventSourceArn: 'arn:aws:kinesis:eu-west-1:111122223333:stream/votes',
      },
    };
    const uri = { 'Fn::Sub': 'arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/${Fn.Arn}/invocations' };
    const method = {
      Type: 'AWS::ApiGateway::Method',
      Properties: { HttpMethod: 'POST', Integration: { Type: 'AWS_PROXY', IntegrationHttpMethod: 'POST', Uri: uri } },
    };
    const short = { MaximumEventAgeInSeconds: 60 };
    for (const senders of [{ Stream: stream }, { Method: method }, { Stream: stream, Method: method }])
      expect(find(short, {}, senders)).toMatchObject([{ status: 'undetermined' }]);
    expect(find(short, {}, { Stream: stream, Rule: rule })).toMatchObject([{ status: 'violation' }]);
  });

  it('does not apply to functions without such a configuration', () => {
    expect(
      findingsFor(lambdaAsyncRetries, JSON.stringify({ Resources: { Fn: { Type: 'AWS::Lambda::Function' } } })),
    ).toEqual([]);
  });

  it('does not decide about limits that are not known', () => {
    expect(find({ MaximumEventAgeInSeconds: { 'Fn::ImportValue': 'x' } })).toMatchObject([{ status: 'undetermined' }]);
    expect(find({ MaximumRetryAttempts: { 'Fn::ImportValue': 'x' } })).toMatchObject([{ status: 'undetermined' }]);
  });
});
