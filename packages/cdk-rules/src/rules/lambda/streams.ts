import type { Resource } from '../../graph/graph.js';
import { eventSourceOf } from '../../graph/event-sources.js';

/** Services whose mappings have retries, record age and failure destinations; `stream` is Kinesis or DynamoDB. */
const STREAMS = ['kinesis', 'dynamodb', 'kafka', 'stream'] as const;

/** Kinds of stream that have retries, record age and failure destinations. */
export type StreamSource = (typeof STREAMS)[number];

/**
 * The stream that a mapping polls; undefined for queues, brokers and DocumentDB, where Lambda has no such settings
 * (documentation of `AWS::Lambda::EventSourceMapping`), and `unknown` where nothing tells.
 */
export function streamSourceOf(mapping: Resource): StreamSource | 'unknown' | undefined {
  const source = eventSourceOf(mapping);
  return source ? STREAMS.find((service) => service === source.service) : 'unknown';
}
