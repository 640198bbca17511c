import type { Location, ResourceReference, ScanError, Skipped, Suppression } from '@faultline/catalog';
import type { SeenPattern } from '../assessment/patterns.js';
import type { DraftVerdict } from '../assessment/verdicts.js';

/** A suppression that suppresses nothing. */
export interface UnusedSuppression {
  /** Name of the check that it speaks of, as written; there may be none of that name. */
  readonly check: string;
  readonly suppression: Suppression;
  /** Words for where it holds, of one that has no place of its own. */
  readonly where?: string;
  readonly location?: Location;
  readonly resource?: ResourceReference;
}

/** What a part of the scan brought in. */
export interface ScanOutcome {
  readonly verdicts: DraftVerdict[];
  readonly errors: ScanError[];
  readonly skipped: Skipped[];
  /** Names of the checks that ran. */
  readonly ran: Set<string>;
  readonly unused: UnusedSuppression[];
  /** Patterns that were seen. */
  readonly patterns: SeenPattern[];
}

/** An outcome to add to. */
export function emptyOutcome(): ScanOutcome {
  return { verdicts: [], errors: [], skipped: [], ran: new Set(), unused: [], patterns: [] };
}
