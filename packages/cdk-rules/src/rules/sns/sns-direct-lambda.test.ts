import { describe, expect, it } from 'vitest';
import { statusesOf } from '../../testing/statuses.js';
import { snsDirectLambda } from './sns-direct-lambda.js';

const topic = '  News: { Type: AWS::SNS::Topic }\n';
const link = (protocol: string) =>
  `  Link: { Type: AWS::SNS::Subscription, Properties: { TopicArn: !Ref News, Endpoint: e, Protocol: ${protocol} } }\n`;
const statuses = (protocol: string, more = '') => statusesOf(snsDirectLambda, topic + link(protocol) + more);

describe('sns-direct-lambda', () => {
  it('notes a function that a topic invokes', () => {
    expect(statuses('lambda')).toEqual(['Link: violation (note)']);
  });

  it('notes one that is written inside of the topic', () => {
    const inside =
      '  News: { Type: AWS::SNS::Topic, Properties: { Subscription: [{ Protocol: lambda, Endpoint: f }, { Protocol: sqs, Endpoint: q }] } }';
    expect(statusesOf(snsDirectLambda, inside)).toEqual(['News: violation (note)', 'News: compliant']);
  });

  it('passes a queue and a delivery stream', () => {
    expect(statuses('sqs')).toEqual(['Link: compliant']);
    expect(statuses('firehose')).toEqual(['Link: compliant']);
  });

  it('does not concern topics of alarms and failures', () => {
    const alarm = '  Slow: { Type: AWS::CloudWatch::Alarm, Properties: { AlarmActions: [!Ref News] } }\n';
    expect(statuses('lambda', alarm)).toEqual([]);
  });

  it('does not concern people, nor a protocol that is not known', () => {
    expect(statuses('email')).toEqual([]);
    expect(statuses('!ImportValue protocol')).toEqual([]);
  });
});
