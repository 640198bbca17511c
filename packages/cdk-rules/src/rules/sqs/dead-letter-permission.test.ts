import { describe, expect, it } from 'vitest';
import { findingsFor } from '../../testing/findings.js';
import { statusesOf } from '../../testing/statuses.js';
import { deadLetterPermission } from './dead-letter-permission.js';

const failed = (properties = '') => `  Failed: { Type: AWS::SQS::Queue, Properties: { ${properties} } }\n`;
const rule =
  '  Orders: { Type: AWS::Events::Rule, Properties: { Targets: [{ Id: a, Arn: t, DeadLetterConfig: { Arn: !GetAtt Failed.Arn } }] } }\n';
const subscription =
  '  Link: { Type: AWS::SNS::Subscription, Properties: { RedrivePolicy: { deadLetterTargetArn: !GetAtt Failed.Arn } } }\n';
const schedule =
  '  Nightly: { Type: AWS::Scheduler::Schedule, Properties: { Target: { Arn: t, RoleArn: !GetAtt Role.Arn, DeadLetterConfig: { Arn: !GetAtt Failed.Arn } } } }\n';
const policy = (statement: string) =>
  `  Allow: { Type: AWS::SQS::QueuePolicy, Properties: { Queues: [!Ref Failed], PolicyDocument: { Statement: ${statement} } } }\n`;
const events =
  '{ Effect: Allow, Principal: { Service: events.amazonaws.com }, Action: "sqs:SendMessage", Resource: "*" }';
const role = (properties: string) => `  Role: { Type: AWS::IAM::Role, Properties: { ${properties} } }\n`;
const inline = (action: string, resource: string) =>
  `Policies: [{ PolicyName: p, PolicyDocument: { Statement: [{ Effect: Allow, Action: ["${action}"], Resource: ${resource} }] } }]`;
const statuses = (...parts: string[]) => statusesOf(deadLetterPermission, parts.join(''));

describe('dead-letter-permission', () => {
  it('objects when no policy lets the service in', () => {
    expect(statuses(failed(), rule)).toEqual(['Failed: violation (error)']);
    expect(statuses(failed(), subscription)).toEqual(['Failed: violation (error)']);
  });

  it('tells of senders of one service together', () => {
    const other = rule.replace('Orders', 'Refunds');
    expect(findingsFor(deadLetterPermission, `Resources:\n${failed()}${rule}${other}`)).toMatchObject([
      { status: 'violation', related: [{ resource: { logicalId: 'Orders' } }, { resource: { logicalId: 'Refunds' } }] },
    ]);
  });

  it('objects to a policy for another service, action or effect', () => {
    expect(statuses(failed(), subscription, policy(`[${events}]`))).toEqual(['Failed: violation (error)']);
    expect(statuses(failed(), rule, policy(`[${events.replace('SendMessage', 'ReceiveMessage')}]`))).toEqual([
      'Failed: violation (error)',
    ]);
    expect(statuses(failed(), rule, policy(`[${events.replace('Allow', 'Deny')}]`))).toEqual([
      'Failed: violation (error)',
    ]);
  });

  it.each([
    `[${events}]`,
    events,
    events.replace('sqs:SendMessage', 'SQS:*'),
    events.replace('{ Service: events.amazonaws.com }', '"*"'),
    events.replace('Service: events.amazonaws.com', 'AWS: "*"'),
    events.replace('events.amazonaws.com', '[s3.amazonaws.com, events.amazonaws.com]'),
  ])('passes the policy %s', (statement) => {
    expect(statuses(failed(), rule, policy(statement))).toEqual(['Failed: compliant']);
  });

  it('is undetermined where a policy is not known', () => {
    expect(statuses(failed(), rule, policy('!ImportValue statement'))).toEqual(['Failed: undetermined (error)']);
    expect(statuses(failed(), rule, policy(events.replace('events.amazonaws.com', '!ImportValue service')))).toEqual([
      'Failed: undetermined (error)',
    ]);
  });

  it('objects to a key that the service may not use', () => {
    expect(statuses(failed('KmsMasterKeyId: alias/aws/sqs'), rule, policy(events))).toEqual([
      'Failed: violation (error)',
    ]);
    const key = (statement: string) =>
      `  Key: { Type: AWS::KMS::Key, Properties: { KeyPolicy: { Statement: [{ Effect: Allow, Principal: { AWS: "arn:aws:iam::111122223333:root" }, Action: "kms:*" }${statement}] } } }\n`;
    const queue = failed('KmsMasterKeyId: !Ref Key');
    expect(statuses(queue, rule, policy(events), key(''))).toEqual(['Failed: violation (error)']);
    const use =
      ', { Effect: Allow, Principal: { Service: events.amazonaws.com }, Action: ["kms:Decrypt", "kms:GenerateDataKey*"] }';
    expect(statuses(queue, rule, policy(events), key(use))).toEqual(['Failed: compliant']);
    expect(statuses(failed('KmsMasterKeyId: !ImportValue key'), rule, policy(events))).toEqual([
      'Failed: undetermined (error)',
    ]);
  });

  it('judges the role of a schedule', () => {
    expect(statuses(failed(), schedule, role(inline('lambda:InvokeFunction', '"*"')))).toEqual([
      'Failed: violation (error)',
    ]);
    expect(
      statuses(
        failed(),
        schedule,
        role(inline('sqs:SendMessage', '!GetAtt Other.Arn')),
        '  Other: { Type: AWS::SQS::Queue }\n',
      ),
    ).toEqual(['Failed: violation (error)']);
    expect(statuses(failed(), schedule, role(inline('sqs:SendMessage', '!GetAtt Failed.Arn')))).toEqual([
      'Failed: compliant',
    ]);
    const attached =
      '  More: { Type: AWS::IAM::Policy, Properties: { Roles: [!Ref Role], PolicyDocument: { Statement: { Effect: Allow, Action: "sqs:Send*", Resource: "*" } } } }\n';
    expect(statuses(failed(), schedule, role(''), attached)).toEqual(['Failed: compliant']);
  });

  it('knows policies of AWS that send nothing, and no others', () => {
    const lambda =
      '  Work: { Type: AWS::Lambda::Function, Properties: { Role: !GetAtt Role.Arn, DeadLetterConfig: { TargetArn: !GetAtt Failed.Arn } } }\n';
    const managed = (name: string) => role(`ManagedPolicyArns: ["arn:aws:iam::aws:policy/${name}"]`);
    expect(statuses(failed(), lambda, managed('service-role/AWSLambdaBasicExecutionRole'))).toEqual([
      'Failed: violation (error)',
    ]);
    expect(statuses(failed(), lambda, managed('AmazonSQSFullAccess'))).toEqual(['Failed: undetermined (error)']);
  });

  it('judges topics', () => {
    const topic = '  Failed: { Type: AWS::SNS::Topic }\n';
    const config =
      '  Config: { Type: AWS::Lambda::EventInvokeConfig, Properties: { FunctionName: !Ref Work, DestinationConfig: { OnFailure: { Destination: !Ref Failed } } } }\n  Work: { Type: AWS::Lambda::Function, Properties: { Role: !GetAtt Role.Arn } }\n';
    expect(statuses(topic, config, role(''))).toEqual(['Failed: violation (error)']);
    expect(statuses(topic, config, role(inline('sns:Publish', '!Ref Failed')))).toEqual(['Failed: compliant']);
  });

  it('does not concern a redrive between queues, roles out of view, and what SAM makes', () => {
    const work =
      '  Work: { Type: AWS::SQS::Queue, Properties: { RedrivePolicy: { deadLetterTargetArn: !GetAtt Failed.Arn, maxReceiveCount: 5 } } }\n';
    expect(statuses(failed(), work)).toEqual([]);
    expect(statuses(failed(), schedule.replace('!GetAtt Role.Arn', '"arn:aws:iam::111122223333:role/r"'))).toEqual([]);
    const sam =
      'Transform: AWS::Serverless-2016-10-31\nResources:\n  Work: { Type: AWS::Serverless::Function, Properties: { Handler: a.b, Runtime: nodejs22.x, InlineCode: x, Events: { E: { Type: EventBridgeRule, Properties: { Pattern: { source: [a] }, DeadLetterConfig: { Type: SQS } } } } } }\n';
    expect(statuses(sam)).toEqual([]);
  });
});
