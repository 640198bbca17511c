import type { BestPracticeId, CheckMetadata, Preset, ScanError, Severity } from '@faultline/catalog';
import { allChecks, parseBestPractices, requireKnown, selectChecks } from './checks.js';
import { levelsIn } from './config/checks-schema.js';
import type { LoadedConfig } from './config/load.js';
import { didYouMean } from './nearest.js';
import type { CheckOptions } from './options.js';
import { metadataOf } from './own-checks/validate.js';

/** The checks of a run, from its options and its configuration. */
export interface Selection {
  readonly preset: Preset;
  readonly all: readonly CheckMetadata[];
  /** Names of the checks in infrastructure. */
  readonly infrastructure: ReadonlySet<string>;
  /** Names of the checks of both layers joined. */
  readonly workload: ReadonlySet<string>;
  /** Names of the checks in code that our preset runs. */
  readonly code: ReadonlySet<string>;
  /** Names of the checks in code that a project's own ESLint configuration may run. */
  readonly allowedCode: ReadonlySet<string>;
  /** Names of the checks in code that are the project's own. */
  readonly own: ReadonlySet<string>;
  /** Best practices that the run is limited to. */
  readonly bestPractices: ReadonlySet<BestPracticeId> | undefined;
  /** Severities that the configuration sets, by check. */
  readonly severities: ReadonlyMap<string, Severity>;
  /** What is wrong in the configuration's list of checks. */
  readonly errors: readonly ScanError[];
}

function unknownNames(names: readonly string[], all: readonly CheckMetadata[]): ScanError[] {
  const known = all.map((one) => one.name);
  return names
    .filter((name) => !known.includes(name))
    .map((name) => ({
      kind: 'configuration',
      message: `The configuration speaks of a check '${name}', which there is not.${didYouMean(name, known)}`,
    }));
}

/** @throws {UsageError} where the options name a check or best practice that there is not */
export async function select(
  options: CheckOptions,
  { config, own }: Pick<LoadedConfig, 'config' | 'own'>,
): Promise<Selection> {
  const all = [...(await allChecks()), ...(own?.checks ?? []).map(metadataOf)];
  requireKnown(options.checks ?? [], all);
  const bestPractices = options.bestPractices?.length ? parseBestPractices(options.bestPractices) : undefined;
  const levels = Object.entries(levelsIn(config.checks));
  const off = new Set(levels.filter(([, level]) => level === 'off').map(([name]) => name));
  const names = (preset: Preset, layer: CheckMetadata['layer']): Set<string> => {
    const { only, checks } = options;
    const chosen = selectChecks(all, { preset, only, checks, bestPractices, off });
    return new Set(chosen.filter((one) => one.layer === layer).map((one) => one.name));
  };
  const ownNames = new Set(own?.checks.map(({ name }) => name));
  const ofCode = (preset: Preset, isOwn: boolean): Set<string> => {
    return new Set([...names(preset, 'code')].filter((name) => ownNames.has(name) === isOwn));
  };
  const preset = options.preset ?? config.preset ?? 'recommended';
  return {
    preset,
    all,
    infrastructure: names(preset, 'infrastructure'),
    workload: names(preset, 'workload'),
    code: ofCode(preset, false),
    allowedCode: ofCode('strict', false),
    own: ofCode(preset, true),
    bestPractices,
    severities: new Map(levels.filter((entry): entry is [string, Severity] => entry[1] !== 'off')),
    errors: unknownNames(
      levels.map(([name]) => name),
      all,
    ),
  };
}
