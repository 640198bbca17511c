import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { GateChange, Results } from '@faultline/catalog';
import { defaultBaseline } from '../assessment/baseline-file.js';
import type { FileChanges } from '../assessment/match.js';
import { compareText } from '../assessment/verdicts.js';
import type { LoadedConfig } from '../config/load.js';
import { display, isInside } from '../paths.js';
import { pathOf, type BaseRevision } from '../revision/base-revision.js';
import { appChanges } from './app-changes.js';
import { baselineChanges } from './baseline-changes.js';
import { configurationChanges } from './configuration-changes.js';
import { suppressionChanges } from './suppression-changes.js';

/** What the changes of a branch to its own gate are found in. */
export interface ChangedGate {
  readonly base: BaseRevision;
  /** Configurations of both sides. */
  readonly configs: { readonly base: LoadedConfig; readonly branch: LoadedConfig };
  /** Root of the scan, which paths are relative to. Absolute. */
  readonly root: string;
  readonly results: Results;
  /** Results of the base; undefined where it was not scanned, since nothing hangs on it. */
  readonly known: Results | undefined;
  readonly files: FileChanges;
}

/** Everything that a branch changes in what the gate judges, or in how it judges, sorted by place. */
export function gateChanges(gate: ChangedGate): GateChange[] {
  const { configs, root, results, known, files } = gate;
  const file = pathOf(configs.branch, root) ?? pathOf(configs.base, root);
  const changes = [
    ...configurationChanges(configs.base.config, configs.branch.config, file),
    ...ofApps(gate),
    ...ofBaselines(gate),
    ...suppressionChanges(results.verdicts, known?.verdicts ?? [], files),
  ];
  const keyed = new Map(changes.map((change) => [JSON.stringify(change), change]));
  return [...keyed.values()].sort(
    (a, b) =>
      compareText(a.file ?? '', b.file ?? '') || (a.line ?? 0) - (b.line ?? 0) || compareText(a.message, b.message),
  );
}

function ofApps({ base, root }: ChangedGate): GateChange[] {
  return base
    .files()
    .filter((path) => /(?:^|[\\/])cdk\.json$/.test(path) && isInside(root, path) && base.has(path))
    .flatMap((path) => appChanges(base.there(path), path, display(root, path)));
}

/** Baselines that either side is configured with, and the one that there is without a word. */
function ofBaselines({ base, configs, root }: ChangedGate): GateChange[] {
  const places = [configs.base, configs.branch].map(({ config, folder }) =>
    resolve(folder, config.baseline ?? defaultBaseline),
  );
  return [...new Set(places)]
    .filter((path) => isInside(base.top, path))
    .flatMap((path) =>
      baselineChanges(base.has(path) ? textOf(base.there(path)) : undefined, textOf(path), display(root, path)),
    );
}

function textOf(path: string): string | undefined {
  try {
    return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
  } catch {
    return undefined;
  }
}
