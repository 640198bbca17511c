import type { Resource } from '../../template/graph.js';
import { asString } from '../../template/values.js';

const PARAMETERS = { kinesis: 'KinesisStreamParameters', dynamodb: 'DynamoDBStreamParameters' } as const;

/**
 * Path of the parameters of a pipe's source when that is a stream; undefined for queues, brokers and Kafka, where pipes have
 * neither retries nor a dead-letter queue of their own (documentation of `AWS::Pipes::Pipe`).
 */
export function streamParametersOf(pipe: Resource): string | undefined {
  const written = Object.values(PARAMETERS).find((name) => pipe.keys('SourceParameters')?.includes(name));
  const name = written ?? PARAMETERS[kindOf(pipe) as keyof typeof PARAMETERS];
  return name && `SourceParameters.${name}`;
}

function kindOf(pipe: Resource): string | undefined {
  const source = pipe.get('Source');
  if (source.kind === 'reference') {
    if (source.resource.type === 'AWS::Kinesis::Stream') return 'kinesis';
    return source.resource.type.startsWith('AWS::DynamoDB::') ? 'dynamodb' : undefined;
  }
  const arn = source.kind === 'external' ? source.text : asString(source);
  return arn?.split(':')[2];
}
