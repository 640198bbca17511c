import { describe, expect, it } from 'vitest';
import { statusesOf } from '../../testing/statuses.js';
import { iotErrorAction } from './iot-error-action.js';

const statuses = (payload: string) =>
  statusesOf(
    iotErrorAction,
    `  Readings: { Type: AWS::IoT::TopicRule, Properties: { TopicRulePayload: { Sql: s, ${payload} } } }
  Failed: { Type: AWS::SQS::Queue }\n`,
  );
const lambda = 'Actions: [{ Lambda: { FunctionArn: f } }]';

describe('iot-error-action', () => {
  it('objects to a rule without an error action', () => {
    expect(statuses(lambda)).toEqual(['Readings: violation (error)']);
    expect(statuses(`${lambda}, ErrorAction: {}`)).toEqual(['Readings: violation (error)']);
    expect(statuses(`${lambda}, RuleDisabled: "false"`)).toEqual(['Readings: violation (error)']);
  });

  it('is milder where little is lost', () => {
    expect(statuses('Actions: [{ Republish: { Topic: t } }, { CloudwatchMetric: { MetricName: m } }]')).toEqual([
      'Readings: violation (warning)',
    ]);
  });

  it('passes an error action', () => {
    expect(statuses(`${lambda}, ErrorAction: { Sqs: { QueueUrl: !Ref Failed, RoleArn: r } }`)).toEqual([
      'Readings: compliant',
    ]);
  });

  it('is undetermined where it is not known, or there under a condition only', () => {
    expect(statuses(`${lambda}, ErrorAction: "{{resolve:ssm:action}}"`)).toEqual(['Readings: undetermined (error)']);
    expect(statuses(`${lambda}, ErrorAction: !If [Live, { S3: { BucketName: b } }, !Ref AWS::NoValue]`)).toEqual([
      'Readings: undetermined (error)',
    ]);
    expect(statuses('Actions: !ImportValue actions')).toEqual(['Readings: undetermined (error)']);
  });

  it('does not concern disabled rules, nor rules without actions', () => {
    expect(statuses(`${lambda}, RuleDisabled: true`)).toEqual([]);
    expect(statuses('Actions: []')).toEqual([]);
  });
});
