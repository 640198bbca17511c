import type { Place } from '../types.js';

/** A call whose answer names entries that failed although the call itself succeeded. */
export interface BatchFact {
  /** The callee of the call that sends it, or where the failures are read. */
  readonly at: Place;
  /** Operation or method, such as `BatchWriteItem`. */
  readonly operation: string;
  /** Member of the answer with the failures, such as `UnprocessedItems`. */
  readonly failures: string;
  /**
   * - `dropped`: nothing reads the answer
   * - `unread`: the answer is read, and not this member
   * - `logged`: the member is read for a log only
   * - `handled`: something else depends on it
   * - `escapes`: the answer leaves the function or the file
   */
  readonly use: 'dropped' | 'unread' | 'logged' | 'handled' | 'escapes';
}

/** How a handler treats the records of a batch that can be acknowledged one by one. */
export interface RecordBatchFact {
  /** Where a finding stands. */
  readonly at: Place;
  readonly source: 'sqs' | 'kinesis' | 'dynamodb-stream';
  readonly handler: string;
  /**
   * - `partial`: it tells which records have failed
   * - `fails-whole`: one record that fails makes the others run again
   * - `drops`: failures are caught and forgotten
   * - `rethrows`: caught and thrown again on purpose, as batches of one record allow
   * - `says-none`: an empty list is returned, whatever has failed
   * - `not-told`: what failed is known here, and nothing of it is returned
   * - `wrong-shape`: the list holds something else than objects with `itemIdentifier`
   * - `wrong-id`: the list holds identifiers that are not those of the records
   * - `unreadable`: failures are taken one by one, save those of parsing a record, which fail all of them
   * - `elsewhere`: code in another file decides
   */
  readonly treatment:
    | 'partial'
    | 'fails-whole'
    | 'drops'
    | 'rethrows'
    | 'says-none'
    | 'not-told'
    | 'wrong-shape'
    | 'wrong-id'
    | 'unreadable'
    | 'elsewhere';
}
