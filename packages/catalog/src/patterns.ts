import type { BestPracticeId } from './best-practices.js';
import type { Layer } from './check.js';
import type { WorkloadPlace } from './verdict.js';

/** Patterns of distributed systems that count as evidence for a best practice. */
export type PatternName =
  | 'circuit-breaker'
  | 'bulkhead'
  | 'saga'
  | 'event-sourcing'
  | 'cqrs'
  | 'scatter-gather'
  | 'ambassador'
  | 'strangler'
  | 'correlation';

/** What a pattern is called, and which best practice it is evidence for. */
export interface PatternInfo {
  readonly title: string;
  readonly bestPractice: BestPracticeId;
}

/** The patterns, in the order in which they are listed. */
export const patterns: Readonly<Record<PatternName, PatternInfo>> = {
  'circuit-breaker': { title: 'Circuit breaker', bestPractice: 'REL05-BP01' },
  bulkhead: { title: 'Bulkhead', bestPractice: 'REL05-BP04' },
  saga: { title: 'Saga', bestPractice: 'REL05-BP01' },
  'event-sourcing': { title: 'Event sourcing', bestPractice: 'REL04-BP02' },
  cqrs: { title: 'Separate models for commands and queries (CQRS)', bestPractice: 'REL04-BP02' },
  'scatter-gather': { title: 'Scatter-gather with partial results', bestPractice: 'REL05-BP01' },
  ambassador: { title: 'Ambassador', bestPractice: 'REL04-BP02' },
  strangler: { title: 'Routing between old and new (strangler)', bestPractice: 'REL04-BP02' },
  correlation: { title: 'Correlation and tracing', bestPractice: 'REL04-BP01' },
};

/**
 * A pattern that the workload was seen to use. It is evidence for people: it is no verdict, counts nowhere and gates
 * nothing, since a pattern in one place says nothing of the others.
 */
export interface PatternEvidence {
  readonly pattern: PatternName;
  readonly bestPractice: BestPracticeId;
  readonly layer: Layer;
  /** What makes it: a library, a service, or `by hand`. */
  readonly by: string;
  /** What was seen, in one sentence. */
  readonly message: string;
  /** What the pattern needs and was not seen, one sentence each. */
  readonly lacks: readonly string[];
  /** Where it was seen; the first place is its own. */
  readonly places: readonly WorkloadPlace[];
}
