import type { BestPracticeId } from './best-practices.js';
import type { CheckMetadata, Preset, Severity } from './check.js';
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

/** A package of a monorepo, and what was found in it. */
export interface PackageResult {
  /** As its manifest says. Untrusted text. */
  readonly name: string;
  /** Relative to the scanned root, with forward slashes; `.` for the root itself. */
  readonly folder: string;
  readonly counts: VerdictCounts;
  /** The violations among them by severity. */
  readonly violations: Readonly<Record<Severity, number>>;
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
  /** Of a part of a scan, such as `--shard 2/4`: which part it is, from 1 on, of how many. */
  readonly shard?: Shard;
}

/** A part of a scan that is done in several runs. */
export interface Shard {
  /** From 1 on. */
  readonly index: number;
  readonly count: number;
}

/** How the results came about, for those who have to vouch for them. Untrusted text, but for the versions. */
export interface RunRecord {
  /** Name of the project, as its manifest or its folder says. */
  readonly project: string;
  /** Way from the root of the repository to the scanned root, with forward slashes; `.` where they are the same. */
  readonly folder: string;
  /** Address of the repository on the web, where a remote tells it. */
  readonly repository?: string;
  readonly commit?: string;
  readonly branch?: string;
  /** Whether files differed from the commit. */
  readonly changed?: boolean;
  /** As it was called. */
  readonly command: string;
  /** Who asked for it, as the pipeline or Git says. */
  readonly requestedBy?: string;
  /** Preset of the checks where the project's own ESLint configuration does not decide. */
  readonly preset: Preset;
  /** The file that the configuration is from, relative to the working folder; absent where the defaults count. */
  readonly configuration?: string;
  /** Of Node.js. */
  readonly node: string;
  /** From which severity on a violation was asked to fail the run; absent where there is no gate. */
  readonly failOn?: Severity | 'never';
  /** When it began, ISO 8601. Left out of the results file unless `SOURCE_DATE_EPOCH` sets it. */
  readonly date?: string;
  /** How long it took. Left out of the results file, which is the same for the same input. */
  readonly seconds?: number;
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
  /** How they came about; absent in results that no command made. */
  readonly run?: RunRecord;
  readonly scope: Scope;
  readonly verdicts: readonly Verdict[];
  readonly bestPractices: readonly BestPracticeResult[];
  /** What was found in each package, sorted by folder; absent where there is one package at most. */
  readonly packages?: readonly PackageResult[];
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
