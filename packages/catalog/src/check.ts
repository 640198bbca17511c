import type { BestPracticeId } from './best-practices.js';

/** Where a check looks: source code, templates, or both joined. */
export type Layer = 'code' | 'infrastructure' | 'workload';

/** How grave a violation is. A `note` never fails a gate by default. */
export type Severity = 'error' | 'warning' | 'note';

/** How sure a reported violation is, in the terms of SARIF rule properties. */
export type Precision = 'very-high' | 'high' | 'medium' | 'low';

/** Presets a check belongs to: `recommended` ones are in `strict` as well. */
export type Preset = 'recommended' | 'strict';

/** Where a fact behind a check is written. */
export interface Source {
  readonly title: string;
  readonly url: string;
}

/**
 * What people and machines need to know of a check. Written once beside the rule; its page, the presets, the tables,
 * SARIF rule objects, `faultline rules` and `faultline explain` are made from it.
 */
export interface CheckMetadata {
  /** Kebab-case name, unique over all layers, such as `sqs-queue-dlq`. */
  readonly name: string;
  readonly bestPractice: BestPracticeId;
  readonly layer: Layer;
  readonly severity: Severity;
  readonly precision: Precision;
  readonly preset: Preset;
  /** One line, without a full stop, that says what must hold. */
  readonly title: string;
  /** What goes wrong in production when it does not hold. Plain sentences. */
  readonly why: string;
  /** How to repair it. Plain sentences. */
  readonly fix: string;
  readonly sources: readonly Source[];
}
