import type { CheckMetadata, Results } from '@faultline/catalog';
import type { RenderOptions } from '../format.js';
import { isCompared } from '../open-violations.js';
import { anchorsFor, type Anchors } from './anchors.js';

/** What every part of the page needs. */
export interface ReportContext {
  readonly results: Results;
  readonly options: RenderOptions;
  readonly anchorOf: Anchors;
  readonly checks: ReadonlyMap<string, CheckMetadata>;
  /** Whether it is known which violations are new. */
  readonly isCompared: boolean;
}

/** The context of a report on these results. */
export function contextFor(results: Results, options: RenderOptions): ReportContext {
  return {
    results,
    options,
    anchorOf: anchorsFor(results.verdicts),
    checks: new Map(results.checks.map((check) => [check.name, check])),
    isCompared: isCompared(results),
  };
}
