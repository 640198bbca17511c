import { describe, expect, it } from 'vitest';
import { statusesOf } from '../../testing/statuses.js';
import { streamRetention } from './stream-retention.js';

const mapping = (source: string) =>
  `  Reader: { Type: AWS::Lambda::EventSourceMapping, Properties: { EventSourceArn: ${source}, FunctionName: f, StartingPosition: LATEST } }\n`;
const statuses = (properties: string, reader = mapping('!GetAtt Clicks.Arn')) =>
  statusesOf(streamRetention, `  Clicks: { Type: AWS::Kinesis::Stream, Properties: { ${properties} } }\n${reader}`);

describe('stream-retention', () => {
  it('notes a stream that keeps records for a day', () => {
    expect(statuses('')).toEqual(['Clicks: violation (note)']);
    expect(statuses('RetentionPeriodHours: "24", StreamModeDetails: { StreamMode: ON_DEMAND }')).toEqual([
      'Clicks: violation (note)',
    ]);
  });

  it('counts pipes and enhanced consumers', () => {
    const pipe = '  Feed: { Type: AWS::Pipes::Pipe, Properties: { Source: !GetAtt Clicks.Arn, Target: t } }\n';
    expect(statuses('', pipe)).toEqual(['Clicks: violation (note)']);
    const consumer = '  Fast: { Type: AWS::Kinesis::StreamConsumer, Properties: { StreamARN: !GetAtt Clicks.Arn } }\n';
    expect(statuses('', consumer + mapping('!Ref Fast'))).toEqual(['Clicks: violation (note)']);
  });

  it('passes a longer retention', () => {
    expect(statuses('RetentionPeriodHours: 168')).toEqual(['Clicks: compliant']);
  });

  it('is undetermined where it is not known', () => {
    expect(statuses('RetentionPeriodHours: "{{resolve:ssm:hours}}"')).toEqual(['Clicks: undetermined (note)']);
  });

  it('does not concern streams whose consumer is not in view', () => {
    expect(statuses('', '')).toEqual([]);
  });
});
