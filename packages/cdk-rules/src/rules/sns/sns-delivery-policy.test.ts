import { describe, expect, it } from 'vitest';
import { statusesOf } from '../../testing/statuses.js';
import { snsDeliveryPolicy } from './sns-delivery-policy.js';

const statuses = (subscription: string, topic = '', others = '') =>
  statusesOf(
    snsDeliveryPolicy,
    `  News: { Type: AWS::SNS::Topic, Properties: { ${topic} } }
  Link: { Type: AWS::SNS::Subscription, Properties: { TopicArn: !Ref News, Endpoint: e, ${subscription} } }
${others}`,
  );

describe('sns-delivery-policy', () => {
  it('objects to HTTP endpoints without a policy', () => {
    expect(statuses('Protocol: https')).toEqual(['Link: violation (warning)']);
    expect(statuses('Protocol: http')).toEqual(['Link: violation (warning)']);
  });

  it('only notes it for a topic of alarms', () => {
    const alarm = '  Slow: { Type: AWS::CloudWatch::Alarm, Properties: { AlarmActions: [!Ref News] } }\n';
    expect(statuses('Protocol: https', '', alarm)).toEqual(['Link: violation (note)']);
  });

  it('objects to many retries at equal distance', () => {
    expect(statuses('Protocol: https, DeliveryPolicy: { healthyRetryPolicy: { numRetries: 50 } }')).toEqual([
      'Link: violation (warning)',
    ]);
  });

  it.each([
    'DeliveryPolicy: { healthyRetryPolicy: { numRetries: 50, backoffFunction: exponential } }',
    'DeliveryPolicy: { healthyRetryPolicy: { numRetries: 5 } }',
    'DeliveryPolicy: { healthyRetryPolicy: { numRetries: 50 }, throttlePolicy: { maxReceivesPerSecond: 10 } }',
  ])('passes %s', (policy) => {
    expect(statuses(`Protocol: https, ${policy}`)).toEqual(['Link: compliant']);
  });

  it('passes and judges a policy of the topic', () => {
    const policy = (shape: string) =>
      `DeliveryPolicy: { http: { defaultHealthyRetryPolicy: { numRetries: 40, backoffFunction: ${shape} } } }`;
    expect(statuses('Protocol: https', policy('exponential'))).toEqual(['Link: compliant']);
    expect(statuses('Protocol: https', policy('linear'))).toEqual(['Link: violation (warning)']);
  });

  it('is undetermined where the policy is not known', () => {
    expect(statuses('Protocol: https, DeliveryPolicy: "{{resolve:ssm:policy}}"')).toEqual([
      'Link: undetermined (warning)',
    ]);
  });

  it.each(['sqs', 'lambda', 'email', 'firehose'])('does not concern %s, where a policy has no effect', (protocol) => {
    expect(statuses(`Protocol: ${protocol}`)).toEqual([]);
  });
});
