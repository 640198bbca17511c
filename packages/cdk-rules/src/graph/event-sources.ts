import { asString, branches } from '../values/values.js';
import type { InvocationMode, Resource } from './graph.js';

interface EventSource {
  readonly mode: InvocationMode;
  readonly service: string;
}

/** Services that Lambda polls, by type of the source or by service in its ARN. */
const BY_TYPE: Readonly<Record<string, EventSource>> = {
  'AWS::SQS::Queue': { mode: 'queue', service: 'sqs' },
  'AWS::Kinesis::Stream': { mode: 'stream', service: 'kinesis' },
  'AWS::Kinesis::StreamConsumer': { mode: 'stream', service: 'kinesis' },
  'AWS::DynamoDB::Table': { mode: 'stream', service: 'dynamodb' },
  'AWS::DynamoDB::GlobalTable': { mode: 'stream', service: 'dynamodb' },
  'AWS::MSK::Cluster': { mode: 'stream', service: 'kafka' },
  'AWS::MSK::ServerlessCluster': { mode: 'stream', service: 'kafka' },
  'AWS::DocDB::DBCluster': { mode: 'stream', service: 'rds' },
  'AWS::AmazonMQ::Broker': { mode: 'broker', service: 'mq' },
};
const BY_SERVICE = new Map(Object.values(BY_TYPE).map((source) => [source.service, source] as const));

/**
 * What kind of source an event source mapping polls: by its source where that is known, else by the settings that only one
 * kind needs. `StartingPosition` is required for every stream and `Queues` for every broker, so what has neither is a queue.
 */
export function eventSourceOf(mapping: Resource): EventSource | undefined {
  for (const { value } of branches(mapping.get('EventSourceArn'))) {
    const known =
      value.kind === 'reference'
        ? BY_TYPE[value.resource.type]
        : value.kind === 'external'
          ? BY_SERVICE.get(value.text.replace(/\$\{[^{}]{0,300}\}/g, '').split(':')[2] ?? '')
          : undefined;
    if (known) return known;
  }
  if (mapping.get('SelfManagedEventSource').kind !== 'absent') return { mode: 'stream', service: 'kafka' };
  if (mapping.get('Queues').kind !== 'absent') return BY_SERVICE.get('mq');
  if (mapping.get('DocumentDBEventSourceConfig').kind !== 'absent') return BY_SERVICE.get('rds');
  if (mapping.get('Topics').kind !== 'absent') return BY_SERVICE.get('kafka');
  if (asString(mapping.get('StartingPosition')) !== undefined) return { mode: 'stream', service: 'stream' };
  return mapping.get('EventSourceArn').kind === 'absent' ? undefined : BY_SERVICE.get('sqs');
}
