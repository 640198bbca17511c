import type { ScanError } from './results.js';
import type { Location, ResourceReference, Suppression } from './verdict.js';

/** What the violations of a run are compared with. */
export interface Comparison {
  /** `revision`: findings at the merge base; `results`: a stored results file; `baseline`: a baseline file. */
  readonly kind: 'revision' | 'results' | 'baseline';
  /** The reference or file that was asked for. */
  readonly name: string;
  /** Commit that was scanned, for a revision. */
  readonly commit?: string;
  /** False when what it is compared with was not scanned completely, so that some known violations look new. */
  readonly complete: boolean;
  readonly new: number;
  readonly unchanged: number;
  readonly moved: number;
  /** Known violations that are gone; absent when there was no need to look. */
  readonly fixed?: number;
  /** There is no file of the configured name yet, so that everything counts as new. */
  readonly absent?: true;
  /** Whose configuration the branch was judged by; only where it is compared with a revision. */
  readonly configuration?: 'base' | 'branch';
  /** What kept the base from being scanned completely. */
  readonly errors?: readonly ScanError[];
}

/** Something that a branch changes in what the gate judges, or in how it judges. */
export interface GateChange {
  /**
   * `configuration`: of Faultline; `eslint-configuration`: what it says of our rules; `baseline`: known violations;
   * `app`: the program that makes the stacks of a CDK app; `suppression`: a violation that the branch suppresses;
   * `left-out`: a file that is not judged, or whose faults are notes, and that was judged or is new.
   */
  readonly kind: 'configuration' | 'eslint-configuration' | 'baseline' | 'app' | 'suppression' | 'left-out';
  /** What changed, in one sentence. */
  readonly message: string;
  /** Relative to the scanned root, with forward slashes; it may lie above it. */
  readonly file?: string;
  readonly line?: number;
  /** The check that a suppression is about. */
  readonly check?: string;
}

/** What is wrong with a suppression. */
export type SuppressionFault =
  'expired' | 'unused' | 'unknown-check' | 'invalid-date' | 'no-reason' | 'no-expiry' | 'too-long' | 'no-ticket';

/** A suppression that has run out, serves nothing, or breaks the rules that the configuration sets. */
export interface SuppressionProblem {
  readonly fault: SuppressionFault;
  /** An `error` fails the gate; a `warning` is reported only. */
  readonly severity: 'error' | 'warning';
  /** One sentence for the fault, one for the repair. */
  readonly message: string;
  /** Name of the check that it speaks of, as written. */
  readonly check: string;
  readonly suppression: Suppression;
  /** Identity of the violation that it was about. */
  readonly fingerprint?: string;
  readonly location?: Location;
  readonly resource?: ResourceReference;
}

/** One reason why the gate failed, in one sentence. */
export interface GateFailure {
  /** What broke: a limit on violations, a least coverage, a suppression, an open question, a change to the gate. */
  readonly kind: 'new' | 'total' | 'coverage' | 'suppression' | 'question' | 'gate-change';
  /** What the limit is set for: a check, a best practice, a pattern of them, or `*`. */
  readonly scope: string;
  readonly message: string;
  /** Identities of the verdicts that broke it. */
  readonly fingerprints?: readonly string[];
}

/** What the gate decided, and on what grounds. */
export interface GateResult {
  /** `incomplete`: a part of the scan, or of that of the base, could not be done, so that nothing can be said to have passed. */
  readonly status: 'passed' | 'failed' | 'incomplete';
  readonly comparison?: Comparison;
  readonly failures: readonly GateFailure[];
  /** What the branch changes in the gate itself; only where it is compared with a revision. */
  readonly changes?: readonly GateChange[];
}

/** A known violation in a baseline file: one line of JSON each. */
export interface BaselineEntry {
  readonly fingerprint: string;
  readonly check: string;
  /** File, or template of a resource, relative to the scanned root. */
  readonly file: string;
  /** Symbols around it in code, or path of the construct. */
  readonly symbol: string;
  /** Identity of the site's own code, without the names around it. */
  readonly content?: string;
  /** Identity of the function around the site without its name; `~` stands before that of a short one. */
  readonly body?: string;
  /** Fingerprint of the finding that this is one copy of. */
  readonly copyOf?: string;
}
