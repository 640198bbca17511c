import type { Resource } from '../../graph/graph.js';
import { asString } from '../../values/values.js';

/** Records in a batch when nothing is set: documentation of `AWS::Lambda::EventSourceMapping.BatchSize`. */
export const DEFAULT_STREAM_BATCH = 100;
export const DEFAULT_QUEUE_BATCH = 10;

/** Whether a mapping takes the failed items that its function names; undefined when that is not known. */
export function reportsItems(mapping: Resource): boolean | undefined {
  const types = mapping.list('FunctionResponseTypes');
  if (!types) return undefined;
  const names = types.map(asString);
  if (names.includes('ReportBatchItemFailures')) return true;
  return names.includes(undefined) ? undefined : false;
}
