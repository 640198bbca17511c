import type { InfrastructureRule } from '../rules/rule.js';
import { statusesOf } from './statuses.js';

export const kinesis = 'EventSourceArn: !GetAtt Clicks.Arn';
export const kafka = 'EventSourceArn: "arn:aws:kafka:us-east-1:123456789012:cluster/c/1", Topics: [t]';
export const destination = 'DestinationConfig: { OnFailure: { Destination: !ImportValue X } }';
export const streams = `
  Clicks: { Type: AWS::Kinesis::Stream, Properties: { RetentionPeriodHours: 48 } }
  Orders: { Type: AWS::DynamoDB::Table }
`;

/** What a rule finds at a mapping `M` with these properties. */
export function statusesOfMapping(rule: InfrastructureRule, properties: string): string[] {
  return statusesOf(
    rule,
    `${streams}  M: { Type: AWS::Lambda::EventSourceMapping, Properties: { FunctionName: f, ${properties} } }\n`,
  );
}

/** Sources whose mappings have neither retries nor failure destinations. */
export const notStreams = [
  ['a queue', 'EventSourceArn: "arn:aws:sqs:us-east-1:123456789012:q"'],
  ['a broker', 'EventSourceArn: "arn:aws:mq:us-east-1:123456789012:broker:b:1", Queues: [q]'],
  [
    'DocumentDB',
    'EventSourceArn: !Ref Cluster, DocumentDBEventSourceConfig: { DatabaseName: d }, StartingPosition: LATEST',
  ],
] as const;
