import type { Resource } from '../../graph/graph.js';
import type { Value } from '../../values/value.js';
import { asString } from '../../values/values.js';

const STREAMS = [
  { name: 'kinesis', parameters: 'KinesisStreamParameters' },
  { name: 'dynamodb', parameters: 'DynamoDBStreamParameters' },
];

/**
 * Path of the parameters of a pipe's source when that is a stream; undefined for queues, brokers and Kafka, where pipes have
 * neither retries nor a dead-letter queue of their own (documentation of `AWS::Pipes::Pipe`).
 */
export function streamParametersOf(pipe: Resource): string | undefined {
  const written = pipe.keys('SourceParameters') ?? [];
  const service = serviceOf(pipe.get('Source'));
  const stream = STREAMS.find(({ name, parameters }) => written.includes(parameters) || name === service);
  return stream && `SourceParameters.${stream.parameters}`;
}

/** The service that a source belongs to, as in its ARN. */
function serviceOf(source: Value): string | undefined {
  if (source.kind === 'reference') return /^AWS::(Kinesis|DynamoDB)::/.exec(source.resource.type)?.[1]?.toLowerCase();
  const arn = source.kind === 'external' ? source.text : asString(source);
  return arn?.replace(/\$\{[^}]*\}/g, '').split(':')[2];
}
