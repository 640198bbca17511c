import { describe, expect, it } from 'vitest';
import { statusesOf } from '../../testing/statuses.js';
import { pipeRetries } from './pipe-retries.js';

const resources = '  Clicks: { Type: AWS::Kinesis::Stream }\n  Work: { Type: AWS::SQS::Queue }\n';
const pipe = (properties: string) =>
  statusesOf(pipeRetries, `${resources}  P: { Type: AWS::Pipes::Pipe, Properties: { Target: t, ${properties} } }\n`);
const statuses = (parameters: string) =>
  pipe(
    `Source: !GetAtt Clicks.Arn, SourceParameters: { KinesisStreamParameters: { StartingPosition: LATEST${parameters} } }`,
  );

describe('pipe-retries', () => {
  it.each([
    ['nothing set', ''],
    ['-1 set', ', MaximumRetryAttempts: -1, MaximumRecordAgeInSeconds: -1'],
    ['a dead-letter queue that is reached at the end only', ', DeadLetterConfig: { Arn: !ImportValue Q }'],
    ['an age beyond the retention of the stream', ', MaximumRecordAgeInSeconds: 172800'],
  ])('objects to %s', (_, parameters) => {
    expect(statuses(parameters)).toEqual(['P: violation (error)']);
  });

  it.each([
    ['a number of attempts', ', MaximumRetryAttempts: 3'],
    ['an age', ', MaximumRecordAgeInSeconds: 3600'],
  ])('passes %s', (_, parameters) => {
    expect(statuses(parameters)).toEqual(['P: compliant']);
  });

  it('is undetermined where the limit is not known', () => {
    expect(statuses(', MaximumRetryAttempts: !ImportValue X')).toEqual(['P: undetermined (error)']);
    expect(statuses(', MaximumRetryAttempts: !If [IsProd, 3, -1]')).toEqual(['P: undetermined (error)']);
  });

  it('does not concern a queue, which has a redrive policy of its own', () => {
    expect(pipe('Source: !GetAtt Work.Arn')).toEqual([]);
  });
});
