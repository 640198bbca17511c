import { existsSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { BaselineEntry, Comparison, ScanError } from '@faultline/catalog';
import { readBaseline } from './assessment/baseline-file.js';
import { openEntries } from './assessment/match.js';
import type { LoadedConfig } from './config/load.js';
import { UsageError } from './errors.js';
import type { GatedOptions } from './gated-check.js';
import { isInside } from './paths.js';
import type { BaseRevision } from './revision/base-revision.js';
import { readResults } from './stored-results.js';

/** What is known of violations. */
export interface Known {
  readonly entries: readonly BaselineEntry[];
  readonly complete: boolean;
  /** What kept it from being complete. */
  readonly errors?: readonly ScanError[];
  /** Whether there was a file at this absolute path then; default: when an entry is in it. */
  readonly hadFile?: (path: string) => boolean;
}

/** Where it is known from. */
export interface KnownSource extends Pick<Comparison, 'kind' | 'name' | 'commit' | 'absent'> {
  read(): Known | Promise<Known>;
}

/**
 * What a baseline in the work tree, or a stored results file, tells; undefined where there is nothing to compare with.
 * @throws {UsageError} where it cannot be read
 */
export function storedSource(options: GatedOptions, config: LoadedConfig): KnownSource | undefined {
  const { base, baseline } = options;
  const cwd = resolve(options.cwd ?? '.');
  if (base !== undefined) {
    const { verdicts, complete, errors } = readResults(resolve(cwd, base));
    return { kind: 'results', name: base, read: () => ({ complete, errors, entries: openEntries(verdicts) }) };
  }
  const configured = config.config.baseline;
  if (baseline === undefined && configured === undefined) return undefined;
  const file = baseline === undefined ? resolve(config.folder, configured ?? '') : resolve(cwd, baseline);
  const name = baseline ?? configured ?? '';
  // Where a set-up could not make it yet, a report is worth more than a refusal.
  if (baseline === undefined && !existsSync(file)) {
    return { kind: 'baseline', name, absent: true, read: () => ({ complete: true, entries: [] }) };
  }
  const entries = readBaseline(file, name);
  return { kind: 'baseline', name, read: () => ({ complete: true, entries }) };
}

/**
 * What a baseline tells as the base has it: one that the branch adds, or adds to, makes nothing known.
 * @param name path relative to the working folder
 * @throws {UsageError} where it cannot be read
 */
export function baselineOfBase(base: BaseRevision, name: string, cwd: string): KnownSource {
  const file = resolve(cwd, name);
  const about = { kind: 'baseline', name, commit: base.commit } as const;
  if (!isInside(base.top, file)) throw new UsageError(`The baseline ${name} is no file of this repository.`);
  const there = base.there(file);
  if (!base.has(file) || !statSync(there).isFile()) {
    return { ...about, absent: true, read: () => ({ complete: true, entries: [] }) };
  }
  const entries = readBaseline(there, name, base.folder);
  return { ...about, read: () => ({ complete: true, entries, hadFile: base.hadFile }) };
}
