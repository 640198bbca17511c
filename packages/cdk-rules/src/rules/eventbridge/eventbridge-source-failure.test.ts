import { describe, expect, it } from 'vitest';
import { findingsFor } from '../../testing/findings.js';
import { eventbridgeSourceFailure } from './eventbridge-source-failure.js';

const judged = (configuration: string) =>
  findingsFor(
    eventbridgeSourceFailure,
    `Resources:
  Failed: { Type: AWS::SQS::Queue }
  Ordered: { Type: AWS::SQS::Queue, Properties: { FifoQueue: true } }
  Source: { Type: AWS::EventsV2::EventSource, Properties: { Name: s, EventBusArn: b, Configuration: ${configuration} } }`,
  ).map(({ status, severity }) => severity ?? status);
const service = (more: string) => judged(`{ AwsServiceEventsConfiguration: { AwsService: aws.s3, ${more} } }`);

describe('eventbridge-source-failure', () => {
  it('finds events that are dropped on their way to the bus', () => {
    expect(service('Pattern: "{}"')).toEqual(['violation']);
    expect(service('OnFailureConfiguration: {}')).toEqual(['violation']);
    expect(judged('{ PartnerEventsConfiguration: { PartnerEventSourceArn: a } }')).toEqual(['violation']);
  });
  it('passes a failure destination, here or elsewhere', () => {
    expect(service('OnFailureConfiguration: { Arn: !GetAtt Failed.Arn }')).toEqual(['compliant']);
    expect(
      judged('{ PartnerEventsConfiguration: { OnFailureConfiguration: { Arn: arn:aws:sqs:eu-west-1:1:q } } }'),
    ).toEqual(['compliant']);
  });
  it('finds a queue that EventBridge refuses', () => {
    expect(service('OnFailureConfiguration: { Arn: !GetAtt Ordered.Arn }')).toEqual(['error']);
  });
  it('cannot tell what is not known', () => {
    expect(service('OnFailureConfiguration: { Arn: !FindInMap [A, !Ref AWS::Region, b] }')).toEqual(['undetermined']);
    expect(judged('{}')).toEqual(['undetermined']);
  });
  it('does not apply to subscribers', () => {
    expect(findingsFor(eventbridgeSourceFailure, 'Resources:\n  S: { Type: AWS::EventsV2::Subscriber }')).toEqual([]);
  });
});
