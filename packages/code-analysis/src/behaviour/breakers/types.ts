import type { Protection } from '../../libraries/breakers.js';
import type { Place } from '../types.js';

/** A breaker, fallback or bulkhead that a file makes. */
export interface ProtectionFact {
  readonly at: Place;
  readonly kind: Protection;
  /** The library, or `by hand` for a state machine of the file's own. */
  readonly by: string;
}

/** A dependency that is called on behalf of requests. */
export interface DependencyCallFact {
  readonly at: Place;
  /** As written, such as `axios.get`. */
  readonly call: string;
  readonly handler: string;
  /**
   * - `breaker`: a policy runs it
   * - `fallback`: the code goes on with another value when it fails
   * - `elsewhere`: it goes through code that may protect it
   */
  readonly protection: 'breaker' | 'fallback' | 'elsewhere' | 'none';
}
