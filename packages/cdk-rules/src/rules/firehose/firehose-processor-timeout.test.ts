import { describe, expect, it } from 'vitest';
import { statusesOf } from '../../testing/statuses.js';
import { firehoseProcessorTimeout } from './firehose-processor-timeout.js';

const stream = (arn: string) =>
  `  Clicks: { Type: AWS::KinesisFirehose::DeliveryStream, Properties: { ExtendedS3DestinationConfiguration: { BucketARN: b, ProcessingConfiguration: { Enabled: true, Processors: [{ Type: Lambda, Parameters: [{ ParameterName: LambdaArn, ParameterValue: ${arn} }] }] } } } }\n`;
const statuses = (properties: string, arn = '!GetAtt Transform.Arn') =>
  statusesOf(
    firehoseProcessorTimeout,
    `${stream(arn)}  Transform: { Type: AWS::Lambda::Function, Properties: { ${properties} } }\n`,
  );

describe('firehose-processor-timeout', () => {
  it('objects to a function that may outlast Firehose', () => {
    expect(statuses('Timeout: 900')).toEqual(['Clicks: violation (warning)']);
    expect(statuses('Timeout: "301"', '!Sub "${Transform.Arn}:$LATEST"')).toEqual(['Clicks: violation (warning)']);
  });

  it('passes five minutes and the default', () => {
    expect(statuses('Timeout: 300')).toEqual(['Clicks: compliant']);
    expect(statuses('')).toEqual(['Clicks: compliant']);
  });

  it('is undetermined where the timeout is not known', () => {
    expect(statuses('Timeout: "{{resolve:ssm:timeout}}"')).toEqual(['Clicks: undetermined (warning)']);
  });

  it('does not concern functions out of view', () => {
    expect(statuses('Timeout: 900', '"arn:aws:lambda:eu-west-1:111122223333:function:other"')).toEqual([]);
  });
});
