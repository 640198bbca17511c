import { describe, expect, it } from 'vitest';
import { findingsFor } from '../../testing/findings.js';
import { destination, kafka, kinesis, notStreams, statusesOfMapping, streams } from '../../testing/stream-mappings.js';
import { lambdaStreamRetries } from './lambda-stream-retries.js';

describe('lambda-stream-retries', () => {
  const rule = lambdaStreamRetries;
  it.each([
    ['nothing set', kinesis],
    ['-1 set', `${kinesis}, MaximumRetryAttempts: -1, MaximumRecordAgeInSeconds: -1`],
    ['-1 as text', `${kinesis}, MaximumRetryAttempts: "-1"`],
    ['an age beyond the retention of the stream', `${kinesis}, MaximumRecordAgeInSeconds: 604800`],
    [
      'an age beyond that of a DynamoDB stream',
      'EventSourceArn: !GetAtt Orders.StreamArn, MaximumRecordAgeInSeconds: 90000',
    ],
    ['both branches open', `${kinesis}, MaximumRetryAttempts: !If [IsProd, -1, !Ref AWS::NoValue]`],
    ['Kafka without a destination', kafka],
  ])('objects to %s', (_, properties) => {
    expect(statusesOfMapping(rule, properties)).toEqual(['M: violation (error)']);
  });

  it.each([
    ['a number of attempts', `${kinesis}, MaximumRetryAttempts: 5`],
    ['no retry at all', `${kinesis}, MaximumRetryAttempts: 0`],
    ['an age', `${kinesis}, MaximumRecordAgeInSeconds: "3600"`],
    ['one of both', `${kinesis}, MaximumRetryAttempts: -1, MaximumRecordAgeInSeconds: 3600`],
    [
      'one of both in each branch',
      `${kinesis}, MaximumRetryAttempts: !If [IsProd, 5, -1], MaximumRecordAgeInSeconds: !If [IsProd, -1, 3600]`,
    ],
    ['Kafka with a destination, where Lambda ends the retries', `${kafka}, ${destination}`],
  ])('passes %s', (_, properties) => {
    expect(statusesOfMapping(rule, properties)).toEqual(['M: compliant']);
  });

  it.each([
    ['a value from elsewhere', `${kinesis}, MaximumRetryAttempts: !ImportValue X`],
    ['a limit under a condition only', `${kinesis}, MaximumRetryAttempts: !If [IsProd, 5, -1]`],
    ['no source', 'BatchSize: 1'],
  ])('is undetermined for %s', (_, properties) => {
    expect(statusesOfMapping(rule, properties)).toEqual(['M: undetermined (error)']);
  });

  it.each(notStreams)('does not concern %s', (_, properties) => {
    expect(statusesOfMapping(rule, properties)).toEqual([]);
  });

  it('gives the limit as evidence', () => {
    const mapping = `Resources:\n${streams}  M: { Type: AWS::Lambda::EventSourceMapping, Properties: { ${kinesis}, MaximumRetryAttempts: 5 } }`;
    expect(findingsFor(rule, mapping)[0]?.evidence).toEqual({ MaximumRetryAttempts: 5 });
  });
});
