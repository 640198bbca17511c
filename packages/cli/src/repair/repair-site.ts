import type { EvidenceValue } from '@faultline/catalog';
import type { FixValueName } from './values.js';

/** What a repair of a resource goes by. */
export interface RepairSite {
  /** The property that the finding is about, such as `RetryPolicy.MaximumRetryAttempts`; empty where it names none. */
  readonly property: string;
  readonly evidence: Readonly<Record<string, EvidenceValue>>;
  /** A number that people chose. @throws {ValueMissing} */
  value(name: FixValueName): number;
}

/** A repair needs a number that nobody has given. */
export class ValueMissing extends Error {
  constructor(readonly value: FixValueName) {
    super(`needs a value for ${value}`);
  }
}
