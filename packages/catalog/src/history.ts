import type { BestPracticeId } from './best-practices.js';
import type { BestPracticeStatus, VerdictCounts } from './results.js';

/** Where a best practice stood after a run. */
export interface HistoryStanding extends VerdictCounts {
  readonly status: BestPracticeStatus;
}

/** What one complete run found; one line of JSON in a history file. */
export interface HistoryEntry {
  /** ISO 8601, in UTC. */
  readonly date: string;
  /** Commit that was checked out; absent outside of repositories. */
  readonly commit?: string;
  /** Best practices that some check of the run looked at. */
  readonly bestPractices: Readonly<Partial<Record<BestPracticeId, HistoryStanding>>>;
}
