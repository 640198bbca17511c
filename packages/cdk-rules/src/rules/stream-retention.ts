import type { Value } from '../values/value.js';
import { asNumber } from '../values/values.js';

/** Hours that a stream keeps records when nothing is set: `AWS::Kinesis::Stream.RetentionPeriodHours`; DynamoDB streams always. */
const DEFAULT_HOURS = 24;

/** How long the stream of a consumer keeps its records, in seconds; undefined when that is not known. */
export function retentionOf(stream: Value): number | undefined {
  if (stream.kind !== 'reference') return undefined;
  const { type } = stream.resource;
  if (type.startsWith('AWS::DynamoDB::')) return DEFAULT_HOURS * 3600;
  if (type !== 'AWS::Kinesis::Stream') return undefined;
  const written = stream.resource.get('RetentionPeriodHours');
  const hours = written.kind === 'absent' ? DEFAULT_HOURS : asNumber(written);
  return hours === undefined ? undefined : hours * 3600;
}
