import type { BestPracticeId, CheckMetadata, Preset } from '@faultline/catalog';
import { bestPractices } from '@faultline/catalog';
import { UsageError } from './errors.js';
import { didYouMean } from './nearest.js';

/** Which checks a run is asked for. */
export interface CheckFilter {
  readonly preset: Preset;
  readonly only?: 'code' | 'infra' | undefined;
  /** Names; these run whatever the preset. */
  readonly checks?: readonly string[] | undefined;
  readonly bestPractices?: ReadonlySet<BestPracticeId> | undefined;
  /** Names of checks that the configuration turns off. */
  readonly off: ReadonlySet<string>;
}

/** Metadata of every check, sorted by name. */
export async function allChecks(): Promise<CheckMetadata[]> {
  const [code, infrastructure, { workloadChecks }] = await Promise.all([
    import('eslint-plugin-faultline'),
    import('@faultline/cdk-rules/analysis'),
    import('./workload/checks/index.js'),
  ]);
  const all = [...code.checks, ...infrastructure.checks, ...workloadChecks.map(({ meta }) => meta)];
  return all.sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Expands `REL05-BP05,REL04-*` to ids. @throws {UsageError} where a part matches none */
export function parseBestPractices(patterns: readonly string[]): Set<BestPracticeId> {
  const ids = bestPractices.map((practice) => practice.id);
  const chosen = new Set<BestPracticeId>();
  for (const pattern of patterns) {
    const wanted = pattern.toUpperCase();
    const matches = ids.filter((id) =>
      wanted.endsWith('*') ? id.startsWith(wanted.slice(0, -1)) : id === wanted || id.startsWith(`${wanted}-`),
    );
    if (matches.length === 0) {
      throw new UsageError(
        `There is no best practice '${pattern}'.${didYouMean(wanted, ids)} Known are ${ids.join(', ')}.`,
      );
    }
    for (const id of matches) chosen.add(id);
  }
  return chosen;
}

/** @throws {UsageError} for a name that no check has */
export function requireKnown(names: readonly string[], all: readonly CheckMetadata[]): void {
  const known = all.map((check) => check.name);
  for (const name of names) {
    if (known.includes(name)) continue;
    throw new UsageError(`There is no check '${name}'.${didYouMean(name, known)} 'faultline rules' lists all checks.`);
  }
}

/** The checks that a filter leaves. */
export function selectChecks(all: readonly CheckMetadata[], filter: CheckFilter): CheckMetadata[] {
  return all.filter((check) => {
    if (filter.only === 'code' && check.layer !== 'code') return false;
    if (filter.only === 'infra' && check.layer !== 'infrastructure') return false;
    if (filter.bestPractices && !filter.bestPractices.has(check.bestPractice)) return false;
    if (filter.checks && filter.checks.length > 0) return filter.checks.includes(check.name);
    return !filter.off.has(check.name) && (filter.preset === 'strict' || check.preset === 'recommended');
  });
}
