import type { ScanError, Skipped } from '@faultline/catalog';
import type { DraftVerdict } from '../assessment/verdicts.js';

/** What a part of the scan brought in. */
export interface ScanOutcome {
  readonly verdicts: DraftVerdict[];
  readonly errors: ScanError[];
  readonly skipped: Skipped[];
  /** Names of the checks that ran. */
  readonly ran: Set<string>;
}

/** An outcome to add to. */
export function emptyOutcome(): ScanOutcome {
  return { verdicts: [], errors: [], skipped: [], ran: new Set() };
}
