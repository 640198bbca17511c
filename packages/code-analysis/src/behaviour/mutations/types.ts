import type { Place } from '../types.js';

/** Whether code drops what was already done: a utility around it does, or it looks for a mark of its own. */
export type Guard = 'utility' | 'marker' | 'none';

/** Whether a key or token is another one in each run. */
export type KeyState = 'fresh' | 'stable' | 'absent' | 'unknown';

interface Key {
  /** Name of the member, header, option or column; empty where none is known. */
  readonly name: string;
  readonly state: KeyState;
  /** The call that makes another value each time. */
  readonly made?: Place;
  /** Its text, such as `randomUUID()`. */
  readonly text?: string;
}

interface Mutation {
  readonly at: Place;
  /** What people call it, such as `PutItem`, `INSERT INTO orders`, `stripe.charges.create`. */
  readonly operation: string;
  readonly guard: Guard;
}

/** A new record. */
export interface CreateFact extends Mutation {
  readonly effect: 'create';
  readonly key: Key;
  /** A condition, a conflict clause or a transaction with one decides whether it is written. */
  readonly condition: 'none' | 'present' | 'unknown';
  /** Whether the table refuses a second one, as its schema says; absent where no schema shows it. */
  readonly uniqueness?: 'refused' | 'repeated' | undefined;
  /** The call that looked for such a record and found none. */
  readonly lookup?: Place;
  /** It only notes down what happened. */
  readonly isLog?: boolean;
}

/** A change that has another effect when it is made twice. */
export interface UpdateFact extends Mutation {
  readonly effect: 'update';
  /** The part that grows, such as `ADD total`. */
  readonly growth: string;
  readonly condition: 'none' | 'present' | 'unknown';
  /** It counts what nobody's account depends on. */
  readonly forMetrics: boolean;
}

/** A request that the other side recognises when it comes again with the same token. */
export interface TokenFact extends Mutation {
  readonly effect: 'request';
  /** `account` for what is opened at a payment service, of which there should be one. */
  readonly about: 'payment' | 'account' | 'aws' | 'job' | 'deduplication' | 'http';
  readonly key: Key;
  /** The SDK fills in a token of its own, for its own retries. */
  readonly automatic: boolean;
  /** It is sent once for each of many within one run. */
  readonly inLoop: boolean;
  /** It stands in code that is tried again: `inside` when the key is made in there as well. */
  readonly retried: 'no' | 'outside' | 'inside';
  /**
   * By what a message is known to need an id: the queue is named as a FIFO one, the content is another one each time, or
   * it has a group only, which messages to standard queues may have as well.
   */
  readonly fifo?: 'name' | 'content' | 'group';
  /** Whether the content of such a message is another one each time. */
  readonly content?: 'fresh' | 'stable' | 'absent' | 'unknown';
}

export type MutationFact = CreateFact | UpdateFact | TokenFact;
