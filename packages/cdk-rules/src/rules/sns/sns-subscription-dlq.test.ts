import { describe, expect, it } from 'vitest';
import { statusesOf } from '../../testing/statuses.js';
import { snsSubscriptionDlq } from './sns-subscription-dlq.js';

const topic = '  T: { Type: AWS::SNS::Topic }\n';
const statuses = (properties: string, more = topic) =>
  statusesOf(
    snsSubscriptionDlq,
    `  S: { Type: AWS::SNS::Subscription, Properties: { TopicArn: !Ref T, ${properties} } }\n${more}`,
  );

describe('sns-subscription-dlq', () => {
  it.each([
    ['https', 'error'],
    ['http', 'error'],
    ['sqs', 'warning'],
    ['lambda', 'warning'],
    ['firehose', 'warning'],
  ])('objects to a subscription by %s', (protocol, severity) => {
    expect(statuses(`Protocol: ${protocol}, Endpoint: e`)).toEqual([`S: violation (${severity})`]);
  });

  it.each(['email', 'email-json', 'sms', 'application'])('does not concern people, reached by %s', (protocol) => {
    expect(statuses(`Protocol: ${protocol}, Endpoint: e`)).toEqual([]);
  });

  it.each([
    ['an object', 'RedrivePolicy: { deadLetterTargetArn: !ImportValue Q }'],
    ['JSON in a string', `RedrivePolicy: '{"deadLetterTargetArn":"arn:aws:sqs:us-east-1:123456789012:q"}'`],
  ])('passes a redrive policy as %s', (_, policy) => {
    expect(statuses(`Protocol: https, Endpoint: e, ${policy}`)).toEqual(['S: compliant']);
  });

  it('only notes topics of alarms', () => {
    const alarm = '  A: { Type: AWS::CloudWatch::Alarm, Properties: { AlarmActions: [!Ref T] } }\n';
    expect(statuses('Protocol: https, Endpoint: e', topic + alarm)).toEqual(['S: violation (note)']);
  });

  it('only notes topics that failures go to', () => {
    const lambda = '  F: { Type: AWS::Lambda::Function, Properties: { DeadLetterConfig: { TargetArn: !Ref T } } }\n';
    expect(statuses('Protocol: lambda, Endpoint: e', topic + lambda)).toEqual(['S: violation (note)']);
  });

  it('objects to subscriptions inside of a topic, which can have none', () => {
    const inside =
      '  T: { Type: AWS::SNS::Topic, Properties: { Subscription: [{ Protocol: https, Endpoint: e }, { Protocol: email, Endpoint: e }] } }\n';
    expect(statusesOf(snsSubscriptionDlq, inside)).toEqual(['T: violation (error)']);
  });

  it('is undetermined where protocol or policy are not known', () => {
    expect(statuses('Protocol: !ImportValue P, Endpoint: e')).toEqual(['S: undetermined (error)']);
    expect(statuses('Protocol: sqs, Endpoint: e, RedrivePolicy: "{{resolve:ssm:p}}"')).toEqual([
      'S: undetermined (error)',
    ]);
    expect(
      statuses(
        'Protocol: sqs, Endpoint: e, RedrivePolicy: !If [IsProd, { deadLetterTargetArn: !ImportValue Q }, !Ref AWS::NoValue]',
      ),
    ).toEqual(['S: undetermined (warning)']);
  });
});
