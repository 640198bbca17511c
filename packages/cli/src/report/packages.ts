import type { PackageResult } from '@faultline/catalog';
import { compareText } from './place.js';

/** Packages with the most errors first, then warnings, then notes. */
export function byViolations(packages: readonly PackageResult[]): PackageResult[] {
  return [...packages].sort(
    ({ violations: a, folder: one }, { violations: b, folder: other }) =>
      b.error - a.error || b.warning - a.warning || b.note - a.note || compareText(one, other),
  );
}
