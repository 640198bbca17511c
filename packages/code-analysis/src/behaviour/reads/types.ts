import type { Place } from '../types.js';

interface Read {
  /** The callee. */
  readonly at: Place;
  /** What people call it, such as `ListObjectsV2`, `prisma.order.findMany`, `SELECT ... FROM orders`. */
  readonly operation: string;
  /** The file is a script that a person or a pipeline runs. */
  readonly script: boolean;
}

/** A call that answers with one page of a list, and what becomes of the rest of the list. */
export interface PageFact extends Read {
  readonly kind: 'page';
  /**
   * - `ignored`: elements are used, and nothing asks whether there are more
   * - `followed`: the token for the next page is read, or given to the call
   * - `enough`: only one element is wanted, or a small number is asked for
   * - `unknown`: the answer goes elsewhere, or the list is narrowed in a way that cannot be judged here
   */
  readonly rest: 'ignored' | 'followed' | 'enough' | 'unknown';
}

/** A read whose work grows with all that is stored. */
export interface WholeFact extends Read {
  readonly kind: 'whole';
  /**
   * What keeps it small: nothing, a condition, a number; `unknown` where that cannot be told. `rest` is a condition that
   * leaves ever more as the table grows, such as a state or what is not deleted; `owner` one that asks for all records
   * of somebody, of which there are ever more.
   */
  readonly bound: 'none' | 'rest' | 'owner' | 'condition' | 'limit' | 'unknown';
  /** The other side serves nobody else while it reads. */
  readonly blocks?: boolean;
  /** Lists of related records that are read along, each without a limit: `emails`. */
  readonly along?: readonly string[];
  /** It reads the same records again in each round of a loop. */
  readonly repeated?: boolean;
}

export type ReadFact = PageFact | WholeFact;
