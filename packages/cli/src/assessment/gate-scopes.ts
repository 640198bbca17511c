import { bestPractices, type CheckMetadata, type ScanError, type Verdict } from '@faultline/catalog';
import type { GateLimits } from '../config/gate-schema.js';
import { didYouMean } from '../nearest.js';

type Judged = Pick<Verdict, 'check' | 'bestPractice'>;

/** True when a limit that is set for this scope speaks of the verdict. */
export function covers(scope: string, verdict: Judged): boolean {
  if (scope.endsWith('*')) return verdict.bestPractice.startsWith(scope.slice(0, -1));
  return scope === verdict.check || scope === verdict.bestPractice;
}

/** From the most to the least specific: a check, a best practice, longer and shorter patterns. */
function rank(scope: string): number {
  if (scope.endsWith('*')) return scope.length;
  return scope.startsWith('REL') ? 100 : 200;
}

/** The most specific of the scopes that speak of a verdict. */
export function scopeOf(scopes: readonly string[], verdict: Judged): string | undefined {
  return scopes.filter((scope) => covers(scope, verdict)).sort((a, b) => rank(b) - rank(a))[0];
}

/** What is wrong with the names that limits are set for. */
export function unknownScopes(limits: GateLimits, checks: readonly CheckMetadata[]): ScanError[] {
  const ids = bestPractices.map(({ id }) => id);
  const known = [...checks.map(({ name }) => name), ...ids];
  const isKnown = (scope: string): boolean =>
    scope.endsWith('*') ? ids.some((id) => id.startsWith(scope.slice(0, -1))) : known.includes(scope);
  return Object.keys(limits)
    .filter((scope) => !isKnown(scope))
    .map((scope) => ({
      kind: 'configuration',
      message: `The configuration sets a limit for '${scope}' under 'gate', which is no check and no best practice.${didYouMean(scope, known)}`,
    }));
}
