import { describe, expect, it } from 'vitest';
import { destination, kafka, kinesis, notStreams, statusesOfMapping } from '../../testing/stream-mappings.js';
import { lambdaStreamFailureDestination } from './lambda-stream-failure-destination.js';

describe('lambda-stream-failure-destination', () => {
  const rule = lambdaStreamFailureDestination;
  it.each([
    ['Kinesis', kinesis],
    ['DynamoDB', 'EventSourceArn: !GetAtt Orders.StreamArn'],
    ['MSK', kafka],
    ['Kafka', 'SelfManagedEventSource: { Endpoints: { KafkaBootstrapServers: [b] } }, Topics: [t]'],
    ['a stream by its ARN', 'EventSourceArn: "arn:aws:kinesis:us-east-1:123456789012:stream/s"'],
    ['a stream by its starting position', 'EventSourceArn: !ImportValue Stream, StartingPosition: LATEST'],
    ['an empty destination', `${kinesis}, DestinationConfig: {}`],
  ])('objects to a mapping of %s without a destination', (_, properties) => {
    expect(statusesOfMapping(rule, properties)).toEqual(['M: violation (error)']);
  });

  it('passes a mapping with a destination', () => {
    expect(statusesOfMapping(rule, `${kinesis}, ${destination}`)).toEqual(['M: compliant']);
  });

  it('is undetermined where the destination is there under a condition only', () => {
    const conditional =
      'DestinationConfig: !If [IsProd, { OnFailure: { Destination: !ImportValue X } }, !Ref AWS::NoValue]';
    expect(statusesOfMapping(rule, `${kinesis}, ${conditional}`)).toEqual(['M: undetermined (error)']);
  });

  it.each(notStreams)('does not concern %s, where the setting does not exist', (_, properties) => {
    expect(statusesOfMapping(rule, properties)).toEqual([]);
  });

  it('leaves a mapping without any source open', () => {
    expect(statusesOfMapping(rule, 'BatchSize: 1')).toEqual(['M: undetermined (error)']);
  });
});
