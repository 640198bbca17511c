import type { Resource } from '../../template/graph.js';
import { eventSourceOf } from '../../template/event-sources.js';

/** Kinds of stream that have retries, record age and failure destinations. */
export type StreamSource = 'kinesis' | 'dynamodb' | 'kafka';

/**
 * What a mapping polls, as far as its failure controls go. `other`: queues, brokers and DocumentDB, where Lambda has no
 * such settings (documentation of `AWS::Lambda::EventSourceMapping`); `unknown`: not to be told from the templates.
 */
export function streamSourceOf(mapping: Resource): StreamSource | 'other' | 'unknown' {
  const source = eventSourceOf(mapping);
  if (!source) return 'unknown';
  switch (source.service) {
    case 'kinesis':
    case 'dynamodb':
    case 'kafka':
      return source.service;
    case 'stream':
      return 'unknown';
    default:
      return 'other';
  }
}
