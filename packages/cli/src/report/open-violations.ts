import type { Results, Verdict } from '@faultline/catalog';
import type { RenderOptions } from './format.js';
import { byPlace, placeOf } from './place.js';
import { bySeverity, withStatus } from './summary.js';

/** True when what the run was compared with had this violation already. */
export function isKnown({ baseline }: Verdict): boolean {
  return baseline === 'unchanged' || baseline === 'moved';
}

/** True when the run was compared with something, so that it is known which violations are new. */
export function isCompared(results: Results): boolean {
  return results.gate?.comparison !== undefined || results.verdicts.some(({ baseline }) => baseline !== undefined);
}

/** The violations by weight: new ones before known ones, then by severity and place. Known ones go where only new ones are wanted. */
export function rankedViolations(results: Results, { newOnly = false }: Pick<RenderOptions, 'newOnly'>): Verdict[] {
  const violations = withStatus(results, 'violation').filter((verdict) => !newOnly || !isKnown(verdict));
  return violations.sort((a, b) => Number(isKnown(a)) - Number(isKnown(b)) || bySeverity(a, b) || byPlace(a, b));
}

/** The file of a verdict as the repository knows it; undefined for one about the workload as a whole. */
export function repositoryFile(verdict: Verdict, { prefix = '' }: Pick<RenderOptions, 'prefix'>): string | undefined {
  const { file } = placeOf(verdict);
  return file === undefined ? undefined : prefix + file;
}
