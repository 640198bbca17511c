import { describe, expect, it } from 'vitest';
import { findingsFor } from '../../testing/findings.js';
import { statusesOf } from '../../testing/statuses.js';
import { eventbridgeSubscriberFailure } from './eventbridge-subscriber-failure.js';

const template = (properties: string) =>
  `  Billing: { Type: AWS::EventsV2::Subscriber, Properties: { Name: b${properties} } }
  Failed: { Type: AWS::SQS::Queue }\n`;
const statuses = (properties: string) => statusesOf(eventbridgeSubscriberFailure, template(properties));

describe('eventbridge-subscriber-failure', () => {
  it('objects to a subscriber without a failure destination', () => {
    expect(statuses('')).toEqual(['Billing: violation (error)']);
    expect(statuses(', OnFailureConfiguration: {}')).toEqual(['Billing: violation (error)']);
  });

  it('says how soon the event is dropped', () => {
    const messages = ['', ', RetryPolicy: { MaxRetryAttempts: 185 }'].flatMap((properties) =>
      findingsFor(eventbridgeSubscriberFailure, `Resources:\n${template(properties)}`).map(({ message }) => message),
    );
    expect(messages[0]).toContain('after five tries or five minutes');
    expect(messages[1]).toContain('when the retries are used up');
  });

  it('passes a failure destination', () => {
    expect(statuses(', OnFailureConfiguration: { Arn: !GetAtt Failed.Arn }')).toEqual(['Billing: compliant']);
  });

  it('is undetermined where it is not known', () => {
    expect(statuses(', OnFailureConfiguration: { Arn: "{{resolve:ssm:q}}" }')).toEqual([
      'Billing: undetermined (error)',
    ]);
  });

  it('does not concern a stopped subscriber', () => {
    expect(statuses(', State: STOPPED')).toEqual([]);
  });
});
