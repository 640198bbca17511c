import { basename, resolve } from 'node:path';
import type { GateChange, Results } from '@faultline/catalog';
import { largeFile, tryReadText } from '@faultline/catalog/files';
import { defaultBaseline } from '../assessment/baseline-file.js';
import type { FileChanges } from '../assessment/match.js';
import { compareText } from '../assessment/verdicts.js';
import type { CheckRun } from '../check.js';
import type { LoadedConfig } from '../config/load.js';
import { display, isInside } from '../paths.js';
import { pathOf, type BaseRevision } from '../revision/base-revision.js';
import { bulkSuppressionsFile } from '../scan/bulk-suppressions.js';
import { appChanges } from './app-changes.js';
import { baselineChanges } from './baseline-changes.js';
import { bulkSuppressionChanges } from './bulk-suppression-changes.js';
import { configurationChanges } from './configuration-changes.js';
import { eslintChanges } from './eslint-changes.js';
import { leftOutChanges } from './left-out-changes.js';
import { Standings } from './standings.js';
import { suppressionChanges } from './suppression-changes.js';

/** What the changes of a branch to its own gate are found in. */
export interface ChangedGate {
  readonly base: BaseRevision;
  /** Configurations of both sides. */
  readonly configs: { readonly base: LoadedConfig; readonly branch: LoadedConfig };
  readonly run: CheckRun;
  /** Absolute paths of the files that differ from the base. */
  readonly changed: ReadonlySet<string>;
  /** Settings of the checks of code that both sides are judged by. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** Whether ESLint configurations count. */
  readonly readsEslint: boolean;
  /** Whether everything was scanned in both layers. */
  readonly isWhole: boolean;
  /** Results of the base; undefined where it was not scanned, since nothing hangs on it. */
  readonly known: Results | undefined;
  readonly files: FileChanges;
}

/** Everything that a branch changes in what the gate judges, or in how it judges, sorted by place. */
export async function gateChanges(gate: ChangedGate): Promise<GateChange[]> {
  const { base, configs, run, changed, known, files } = gate;
  const { root, results, code } = run;
  const scope = { root, repository: base.top };
  const file = pathOf(configs.branch, root) ?? pathOf(configs.base, root);
  const changes = [
    ...configurationChanges(configs.base.config, configs.branch.config, file),
    ...ofApps(gate),
    ...ofBaselines(gate),
    ...bulkChanges(gate),
    ...(gate.readsEslint ? await eslintChanges({ base, root, code, changed }) : []),
    ...leftOutChanges({ ...scope, base, run, changed, standings: new Standings(gate), isWhole: gate.isWhole }),
    ...suppressionChanges(results.verdicts, known?.verdicts ?? [], files),
  ];
  const keyed = new Map(changes.map((change) => [JSON.stringify(change), change]));
  return [...keyed.values()].sort(
    (a, b) =>
      compareText(a.file ?? '', b.file ?? '') || (a.line ?? 0) - (b.line ?? 0) || compareText(a.message, b.message),
  );
}

function ofApps({ base, run: { root } }: ChangedGate): GateChange[] {
  return base
    .files()
    .filter((path) => /(?:^|[\\/])cdk\.json$/.test(path) && isInside(root, path) && base.has(path))
    .flatMap((path) => appChanges(base.there(path), path, display(root, path)));
}

/** Baselines that either side is configured with, and the one that there is without a word. */
function ofBaselines({ base, configs, run: { root } }: ChangedGate): GateChange[] {
  const places = [configs.base, configs.branch].map(({ config, folder }) =>
    resolve(folder, config.baseline ?? defaultBaseline),
  );
  return [...new Set(places)]
    .filter((path) => isInside(base.top, path))
    .flatMap((path) =>
      baselineChanges(base.has(path) ? textOf(base.there(path)) : undefined, textOf(path), display(root, path)),
    );
}

function bulkChanges({ base, run: { root }, changed }: ChangedGate): GateChange[] {
  return [...new Set([...changed, ...base.files()])]
    .filter((path) => basename(path) === bulkSuppressionsFile)
    .flatMap((path) =>
      bulkSuppressionChanges(base.has(path) ? textOf(base.there(path)) : undefined, textOf(path), display(root, path)),
    );
}

function textOf(path: string): string | undefined {
  return tryReadText(path, { maxBytes: largeFile });
}
