import { describe, expect, it } from 'vitest';
import { findingsFor } from '../../testing/findings.js';
import { statusesOf } from '../../testing/statuses.js';
import { lambdaAsyncFailureDestination } from './lambda-async-failure-destination.js';

const statuses = (...templates: string[]) => statusesOf(lambdaAsyncFailureDestination, ...templates);
const plain = '  F: { Type: AWS::Lambda::Function }\n';
const queue = '  Failures: { Type: AWS::SQS::Queue }\n';
const withQueue = (target: string) =>
  `  F: { Type: AWS::Lambda::Function, Properties: { DeadLetterConfig: { TargetArn: ${target} } } }\n`;
const rule = (event: string, target = '!GetAtt F.Arn') =>
  `  R: { Type: AWS::Events::Rule, Properties: { ${event}, Targets: [{ Id: t, Arn: ${target} }] } }\n`;
const onEvents = rule('EventPattern: { source: [shop] }');
const config = (destination: string, qualifier = '$LATEST', more = '') =>
  `  C: { Type: AWS::Lambda::EventInvokeConfig, Properties: { FunctionName: !Ref F, Qualifier: ${qualifier}, ${more}DestinationConfig: { OnFailure: { Destination: ${destination} } } } }\n`;
const alias =
  '  Live: { Type: AWS::Lambda::Alias, Properties: { FunctionName: !Ref F, FunctionVersion: "1", Name: live } }\n';

describe('lambda-async-failure-destination', () => {
  it.each([
    ['EventBridge', onEvents],
    [
      'Amazon S3',
      '  B: { Type: AWS::S3::Bucket, Properties: { NotificationConfiguration: { LambdaConfigurations: [{ Event: "s3:*", Function: !GetAtt F.Arn }] } } }\n',
    ],
    [
      'Amazon SNS',
      '  S: { Type: AWS::SNS::Subscription, Properties: { Protocol: lambda, Endpoint: !GetAtt F.Arn, TopicArn: t } }\n',
    ],
    [
      'EventBridge Scheduler',
      '  S: { Type: AWS::Scheduler::Schedule, Properties: { ScheduleExpression: cron(0 3 * * ? *), Target: { Arn: !GetAtt F.Arn } } }\n',
    ],
    [
      'AWS IoT',
      '  P: { Type: AWS::Lambda::Permission, Properties: { FunctionName: !Ref F, Principal: iot.amazonaws.com, Action: "lambda:InvokeFunction" } }\n',
    ],
  ])('objects to a function whose failed events of %s are dropped', (name, sender) => {
    expect(statuses(plain + sender)).toEqual(['F: violation (error)']);
    expect(findingsFor(lambdaAsyncFailureDestination, `Resources:\n${plain}${sender}`)[0]).toMatchObject({
      message: expect.stringContaining(`${name} invokes this function asynchronously`) as string,
      related: [{ message: `${name} invokes it asynchronously` }],
    });
  });

  it('warns only where the next run of a schedule makes up for a lost one', () => {
    expect(statuses(plain + rule('ScheduleExpression: rate(5 minutes)'))).toEqual(['F: violation (warning)']);
  });

  it('objects to a configuration without a destination, once', () => {
    const empty =
      '  C: { Type: AWS::Lambda::EventInvokeConfig, Properties: { FunctionName: !Ref F, Qualifier: $LATEST } }\n';
    expect(statuses(plain + empty)).toEqual(['F: violation (error)']);
    expect(statuses(plain + empty + onEvents)).toEqual(['F: violation (error)']);
  });

  it('leaves open what a configuration is for where what is in view invokes the function in other ways', () => {
    const config = (more: string) =>
      `  C: { Type: AWS::Lambda::EventInvokeConfig, Properties: { FunctionName: !Ref F, Qualifier: $LATEST${more} } }\n`;
    const mapping =
      '  M: { Type: AWS::Lambda::EventSourceMapping, Properties: { FunctionName: !Ref F, EventSourceArn: "arn:aws:sqs:us-east-1:123456789012:q" } }\n';
    expect(statuses(plain + config('') + mapping)).toEqual(['F: undetermined (error)']);
    const onSuccess = ', DestinationConfig: { OnSuccess: { Destination: !ImportValue Done } }';
    expect(statuses(plain + config(onSuccess) + mapping)).toEqual(['F: violation (warning)']);
  });

  it('does not concern handlers of custom resources, however they are configured', () => {
    const config =
      '  C: { Type: AWS::Lambda::EventInvokeConfig, Properties: { FunctionName: !Ref F, Qualifier: $LATEST } }\n';
    const custom = '  R: { Type: "Custom::Thing", Properties: { ServiceToken: !GetAtt F.Arn } }\n';
    expect(statuses(plain + config + custom)).toEqual([]);
  });

  it('judges a configuration of a function that is not in view', () => {
    const elsewhere = (more: string) =>
      `  C: { Type: AWS::Lambda::EventInvokeConfig, Properties: { FunctionName: f, Qualifier: $LATEST${more} } }\n`;
    expect(statuses(elsewhere(''))).toEqual(['C: violation (error)']);
    expect(statuses(elsewhere(', DestinationConfig: { OnFailure: { Destination: !ImportValue X } }'))).toEqual([
      'C: compliant',
    ]);
  });

  it('warns only where retries were switched off, which somebody decided', () => {
    const once =
      '  C: { Type: AWS::Lambda::EventInvokeConfig, Properties: { FunctionName: !Ref F, Qualifier: $LATEST, MaximumRetryAttempts: 0 } }\n';
    expect(statuses(plain + once + onEvents)).toEqual(['F: violation (warning)']);
  });

  it.each([
    ['a dead-letter queue', withQueue('!GetAtt Failures.Arn') + queue + onEvents],
    ['an on-failure destination', plain + queue + onEvents + config('!GetAtt Failures.Arn')],
    ['a destination outside of the templates', plain + onEvents + config('!ImportValue Failures')],
    [
      'a destination of the alias that is invoked',
      plain +
        alias +
        queue +
        rule('EventPattern: { source: [shop] }', '!Ref Live') +
        config('!GetAtt Failures.Arn', 'live'),
    ],
    [
      'a dead-letter queue beside a configuration without destination',
      withQueue('!GetAtt Failures.Arn') +
        queue +
        onEvents +
        '  C: { Type: AWS::Lambda::EventInvokeConfig, Properties: { FunctionName: !Ref F, Qualifier: $LATEST } }\n',
    ],
  ])('passes %s', (_, resources) => {
    expect(statuses(resources)).toEqual(['F: compliant']);
  });

  it('objects to a destination of another qualifier than the one that is invoked', () => {
    expect(statuses(plain + alias + queue + onEvents + config('!GetAtt Failures.Arn', 'live'))).toEqual([
      'F: violation (warning)',
    ]);
    expect(
      statuses(
        plain + alias + queue + rule('EventPattern: { source: [shop] }', '!Ref Live') + config('!GetAtt Failures.Arn'),
      ),
    ).toEqual(['F: violation (warning)']);
  });

  it('objects to a FIFO queue as destination, which Lambda does not take', () => {
    const fifo = '  Failures: { Type: AWS::SQS::Queue, Properties: { FifoQueue: true } }\n';
    expect(statuses(plain + fifo + onEvents + config('!GetAtt Failures.Arn'))).toEqual(['F: violation (error)']);
  });

  it.each([
    [
      'answers an API',
      '  U: { Type: AWS::Lambda::Url, Properties: { TargetFunctionArn: !GetAtt F.Arn, AuthType: AWS_IAM } }\n',
    ],
    [
      'reads a queue',
      '  M: { Type: AWS::Lambda::EventSourceMapping, Properties: { FunctionName: !Ref F, EventSourceArn: "arn:aws:sqs:us-east-1:123456789012:q" } }\n',
    ],
    [
      'reads a stream',
      '  M: { Type: AWS::Lambda::EventSourceMapping, Properties: { FunctionName: !Ref F, EventSourceArn: "arn:aws:kinesis:us-east-1:123456789012:stream/s" } }\n',
    ],
    [
      'authorizes devices of AWS IoT',
      '  A: { Type: AWS::IoT::Authorizer, Properties: { AuthorizerFunctionArn: !GetAtt F.Arn } }\n' +
        '  P: { Type: AWS::Lambda::Permission, Properties: { FunctionName: !Ref F, Principal: iot.amazonaws.com, Action: "lambda:InvokeFunction" } }\n',
    ],
    ['handles a custom resource', '  X: { Type: Custom::Seed, Properties: { ServiceToken: !GetAtt F.Arn } }\n'],
  ])('does not concern a function that %s', (_, sender) => {
    expect(statuses(plain + sender)).toEqual([]);
  });

  it('does not concern a function that takes the failures of another', () => {
    const other =
      '  G: { Type: AWS::Lambda::Function }\n  C: { Type: AWS::Lambda::EventInvokeConfig, Properties: { FunctionName: !Ref G, Qualifier: $LATEST, DestinationConfig: { OnFailure: { Destination: !GetAtt F.Arn } } } }\n';
    expect(statuses(plain + other)).toEqual(['G: compliant']);
  });

  it('leaves open what nothing in view invokes, unless it has a dead-letter queue', () => {
    expect(statuses(plain)).toEqual(['F: undetermined (error)']);
    expect(statuses(withQueue('!GetAtt Failures.Arn') + queue)).toEqual(['F: compliant']);
  });

  it('says once for all functions of a template that nothing in view invokes them', () => {
    const more = ['G', 'H'].map((id) => plain.replace('F:', `${id}:`)).join('');
    expect(findingsFor(lambdaAsyncFailureDestination, `Resources:\n${plain}${more}`)).toMatchObject([
      {
        status: 'undetermined',
        message: expect.stringContaining('3 functions (F, G, H)') as string,
        related: [{ resource: { logicalId: 'G' } }, { resource: { logicalId: 'H' } }],
      },
    ]);
  });

  it('is undetermined where the target is not known, or there under a condition only', () => {
    expect(statuses(withQueue("'{{resolve:ssm:dlq}}'") + onEvents)).toEqual(['F: undetermined (error)']);
    expect(statuses(withQueue('!If [IsProd, !GetAtt Failures.Arn, !Ref AWS::NoValue]') + queue + onEvents)).toEqual([
      'F: undetermined (error)',
    ]);
  });

  it('reads functions of SAM with their events', () => {
    const sam = (more: string) =>
      `Transform: AWS::Serverless-2016-10-31\nResources:\n  F:\n    Type: AWS::Serverless::Function\n    Properties:\n      Events: { Placed: { Type: EventBridgeRule, Properties: { Pattern: { source: [shop] } } } }\n${more}`;
    expect(statuses(sam(''))).toEqual(['F: violation (error)']);
    expect(statuses(sam('      EventInvokeConfig: { DestinationConfig: { OnFailure: { Type: SQS } } }\n'))).toEqual([
      'F: compliant',
    ]);
  });

  it.each([
    ['LambdaParameters: { InvocationType: EVENT }', ['F: violation (error)']],
    ['LambdaParameters: { InvocationType: REQUEST_RESPONSE }', []],
    ['LambdaParameters: { InvocationType: !Ref Type }', ['F: undetermined (error)']],
    // Nothing documents what holds then.
    ['RoleArn: r', ['F: undetermined (error)']],
  ])('asks of a subscriber how it invokes: %s', (parameters, expected) => {
    const subscriber = `  S: { Type: AWS::EventsV2::Subscriber, Properties: { InvokeConfiguration: { TargetArn: !GetAtt F.Arn, ${parameters} } } }\n`;
    expect(
      statuses(`Parameters: { Type: { Type: String, Default: EVENT } }\nResources:\n${plain}${subscriber}`),
    ).toEqual(expected);
  });

  it('counts only a dead-letter queue for a durable function, which has no destinations', () => {
    const durable = (more: string) =>
      `  F: { Type: AWS::Lambda::Function, Properties: { DurableConfig: { ExecutionTimeout: 600 }${more} } }\n`;
    const toQueue = ', DeadLetterConfig: { TargetArn: !GetAtt Failures.Arn }';
    expect(statuses(durable('') + onEvents + config('!GetAtt Failures.Arn') + queue)).toEqual(['F: violation (error)']);
    expect(statuses(durable(toQueue) + onEvents + queue)).toEqual(['F: compliant']);
    const [finding] = findingsFor(lambdaAsyncFailureDestination, `Resources:\n${durable('')}${onEvents}`);
    expect(finding?.message).toContain('Add a dead-letter queue: what a durable function fails to do');
  });
});
