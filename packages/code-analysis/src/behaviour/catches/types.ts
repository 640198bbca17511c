import type { Target } from '../handlers/targets.js';
import type { SourcePlace } from '../modules/types.js';
import type { FunctionFacts } from '../modules/callees/types.js';
import type { Place } from '../types.js';

/** Work whose failure somebody has to hear of, and what becomes of the failure. */
export interface FailureFact {
  /** The catch clause, the `catch` of a promise, or the call whose answer nobody looks at. */
  readonly at: Place;
  /** The call that may fail, as written, such as `sqs.send`. */
  readonly work: string;
  /**
   * - `write`: something is changed or sent outside of the process
   * - `handler`: all the work of a handler
   * - `answer`: a request by a client that does not throw for a refusal, so that the status has to be read
   * - `other-errors`: failures beside the one for which a repair is queued
   * - `unwaited`: the function ends before its work, and the failures of the promises reach nobody
   * - `existence`: a question whether something is there
   * - `absence`: a read whose answer may be that there is nothing
   * - `list`: a list by which other code of the file deletes
   * - `returned`: all the work of a function of a platform, to which whatever it returns is a success
   * - `unanswered`: work after which a callback is called, as whoever waits for it expects
   * - `acknowledged`: the treatment of a message that is deleted or acknowledged all the same
   * - `settled`: writes whose failures `Promise.allSettled` keeps
   * - `unread`: a function that tells of its failure by what it returns
   * - `recorded`: work that is recorded as done all the same
   */
  readonly kind:
    | 'write'
    | 'handler'
    | 'answer'
    | 'other-errors'
    | 'unwaited'
    | 'existence'
    | 'absence'
    | 'list'
    | 'returned'
    | 'unanswered'
    | 'acknowledged'
    | 'settled'
    | 'unread'
    | 'recorded';
  /**
   * - `dropped`: the caller goes on as after a success
   * - `told`: it is thrown again, or what is returned says it
   * - `marked`: the code says in words that it may fail, which other people have to judge
   * - `unclear`: other code decides what becomes of it
   */
  readonly treatment: 'dropped' | 'told' | 'marked' | 'unclear';
  /** A log says that it failed. */
  readonly logged: boolean;
  /** Name of the handler, where the work is that of a handler. */
  readonly handler?: string;
  /** Name of the callback that is not called. */
  readonly callback?: string;
  /** What records the work as done, as written. */
  readonly record?: string;
}

/** An exported function that ends as after a success whatever fails in it. */
export interface SwallowingEntry {
  readonly name: string;
  /** The catch clause, or the `catch` of the promise. */
  readonly at: Place;
}

/** What a function writes that other files can call. */
export interface WriterFact {
  /** Its work goes on when it has returned: it gives back a promise. */
  readonly isAsync: boolean;
  /** What it writes itself, where the failure comes out of it. */
  readonly write?: 'record' | 'message' | 'other';
  /** A failure of another system, which it asks itself, comes out of it. */
  readonly fails?: true;
  /** Functions of other files that it calls, and whose failure comes out of it. */
  readonly calls: readonly Target[];
  /** What it writes whose failure only its value tells. */
  readonly tells?: 'record' | 'message' | 'other';
  /** What it reads, where a failure of that looks like an empty answer. */
  readonly forgets?: ForgottenRead;
  /** Functions of other files whose answers it hands back. */
  readonly answers: readonly Target[];
}

/** A read whose failure is answered as if there were nothing. */
export interface ForgottenRead {
  /** The catch clause, or the `catch` of the promise. */
  readonly at: Place;
  /** The call that may fail, as written. */
  readonly work: string;
  /** The same with its file, where that is another one. */
  readonly elsewhere?: SourcePlace;
}

/** What the functions of a file write, and under which names others may find them. */
export interface WriterFacts extends Pick<FunctionFacts, 'bases' | 'aliases' | 'stars'> {
  /** By path of the export: `save`, `Store.save` for members. */
  readonly functions: Readonly<Record<string, WriterFact>>;
}
