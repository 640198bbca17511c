import type { BestPracticeId } from './best-practices.js';
import type { CheckMetadata } from './check.js';
import type { MaturityResult } from './maturity.js';
import type { HistoryEntry } from './history.js';
import type { DependencyInventory } from './dependencies.js';
import type { GateResult, SuppressionProblem } from './gate.js';
import type { PatternEvidence } from './patterns.js';
import type { Skipped } from './skipped.js';
import type { Verdict } from './verdict.js';

/** Where the workload stands on a best practice. */
export type BestPracticeStatus = 'met' | 'at-risk' | 'undetermined' | 'not-applicable' | 'attested';

/** How many verdicts of each status a best practice has. */
export interface VerdictCounts {
  readonly violation: number;
  readonly compliant: number;
  readonly undetermined: number;
  readonly suppressed: number;
}

/** A question that only a person can answer, with what was answered. */
export interface OpenQuestion {
  readonly id: string;
  readonly text: string;
  /** Null while nobody has answered. */
  readonly answer: string | null;
  /** Who stands for the answer. */
  readonly owner?: string;
  /** Day of the answer, `YYYY-MM-DD`. */
  readonly date?: string;
  /** Last day on which the answer counts, `YYYY-MM-DD`. */
  readonly reviewBy?: string;
  /** The last day has passed, so that the question is open again. */
  readonly overdue?: boolean;
  /** False where the answer admits that the workload does not do what is asked about. */
  readonly satisfied?: boolean;
}

/** The standing of one best practice, with what it rests on. */
export interface BestPracticeResult {
  readonly id: BestPracticeId;
  readonly title: string;
  readonly status: BestPracticeStatus;
  readonly counts: VerdictCounts;
  readonly questions: readonly OpenQuestion[];
}

/** What kept a part of the scan from being done. Any of these makes the run incomplete. */
export interface ScanError {
  readonly kind: 'input' | 'configuration' | 'parse' | 'synthesis' | 'internal' | 'empty';
  /** One sentence: what, where, what to do. */
  readonly message: string;
  readonly path?: string;
  readonly line?: number;
  readonly column?: number;
}

/** What was looked at. */
export interface Scope {
  /** Always `.`: every path in the file is relative to the scanned root. */
  readonly root: string;
  readonly codeFiles: number;
  readonly templates: readonly string[];
  readonly skipped: readonly Skipped[];
}

/** The results file (`--format json`). */
export interface Results {
  readonly $schema?: string;
  readonly schemaVersion: 1;
  readonly tool: { readonly name: 'faultline'; readonly version: string };
  /** False when any part of the scan could not be done; the exit code is then 2. */
  readonly complete: boolean;
  /** ISO 8601, from `SOURCE_DATE_EPOCH` where it is set; absent otherwise, so that equal input gives equal output. */
  readonly date?: string;
  readonly scope: Scope;
  readonly verdicts: readonly Verdict[];
  readonly bestPractices: readonly BestPracticeResult[];
  /** How mature the answer to each question is; only for questions whose best practices were all looked at. */
  readonly maturity?: readonly MaturityResult[];
  /** Metadata of every check that ran, sorted by name, so that a stored file renders without the tool's own tables. */
  readonly checks: readonly CheckMetadata[];
  /** Complete runs up to this one, the oldest first; only where a history is kept. */
  readonly history?: readonly HistoryEntry[];
  readonly dependencies: DependencyInventory;
  /** Patterns that the workload was seen to use: evidence that counts nowhere. */
  readonly patterns?: readonly PatternEvidence[];
  readonly errors: readonly ScanError[];
  /** What the gate decided; absent in results that were not gated. */
  readonly gate?: GateResult;
  /** Suppressions that have run out, serve nothing or break the rules that the configuration sets. */
  readonly suppressionProblems?: readonly SuppressionProblem[];
}
