import { describe, expect, it } from 'vitest';
import { statusesOf } from '../../testing/statuses.js';
import { firehoseRetries } from './firehose-retries.js';

const statuses = (properties: string) =>
  statusesOf(
    firehoseRetries,
    `  Clicks: { Type: AWS::KinesisFirehose::DeliveryStream, Properties: { ${properties} } }\n`,
  );
const http = (more: string) => `HttpEndpointDestinationConfiguration: { EndpointConfiguration: { Url: u }${more} }`;
const backup = ', S3Configuration: { BucketARN: b }';

describe('firehose-retries', () => {
  it('objects to no retries', () => {
    expect(statuses(http(`${backup}, RetryOptions: { DurationInSeconds: 0 }`))).toEqual([
      'Clicks: violation (warning)',
    ]);
    expect(statuses(`SplunkDestinationConfiguration: { RetryOptions: { DurationInSeconds: "0" }${backup} }`)).toEqual([
      'Clicks: violation (warning)',
    ]);
    expect(
      statuses(
        'ExtendedS3DestinationConfiguration: { BucketARN: b, DynamicPartitioningConfiguration: { Enabled: true, RetryOptions: { DurationInSeconds: 0 } } }',
      ),
    ).toEqual(['Clicks: violation (warning)']);
  });

  it('is graver where nothing keeps what failed', () => {
    expect(statuses(http(', RetryOptions: { DurationInSeconds: 0 }'))).toEqual(['Clicks: violation (error)']);
  });

  it('objects to a transformation that is not tried again', () => {
    const processing = (retries: number) =>
      `, ProcessingConfiguration: { Enabled: true, Processors: [{ Type: Lambda, Parameters: [{ ParameterName: NumberOfRetries, ParameterValue: "${retries}" }] }] }`;
    expect(statuses(http(backup + processing(0)))).toEqual(['Clicks: compliant', 'Clicks: violation (warning)']);
    expect(statuses(http(backup + processing(3)))).toEqual(['Clicks: compliant']);
  });

  it('passes the default and explicit retries', () => {
    expect(statuses(http(backup))).toEqual(['Clicks: compliant']);
    expect(statuses(http(`${backup}, RetryOptions: { DurationInSeconds: 60 }`))).toEqual(['Clicks: compliant']);
  });

  it('is undetermined where the duration is not known', () => {
    expect(statuses(http(`${backup}, RetryOptions: { DurationInSeconds: "{{resolve:ssm:s}}" }`))).toEqual([
      'Clicks: undetermined (warning)',
    ]);
  });

  it('does not concern a stream without destination in view', () => {
    expect(statuses('DeliveryStreamType: DirectPut')).toEqual([]);
  });
});
