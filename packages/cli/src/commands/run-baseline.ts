import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { BaselineEntry, Results } from '@faultline/catalog';
import { defaultBaseline, readBaseline, writeBaseline } from '../assessment/baseline-file.js';
import { exitCodes } from '../assessment/gate.js';
import { fileChanges } from '../assessment/file-changes.js';
import { entriesOf, matchKnown, openEntries, type FileChanges } from '../assessment/match.js';
import { configFor, runCheck } from '../check.js';
import { UsageError } from '../errors.js';
import { mustBeAllowed, outputScope } from '../files/output-file.js';
import { isInside } from '../paths.js';
import type { BaselineAction, BaselineFlags } from './baseline.js';
import { complain, endProgress, note, progressLine } from './terminal.js';

/** Scans, and brings the baseline up to date; leaves it alone where the scan is not complete. */
export async function runBaseline(
  action: BaselineAction,
  paths: readonly string[],
  flags: BaselineFlags,
  signal: AbortSignal,
): Promise<void> {
  const { baseline, force, bestPractice, check, ...rest } = flags;
  const options = { ...rest, paths, bestPractices: bestPractice, checks: check, onProgress: progressLine(), signal };
  const loaded = await configFor(options);
  const configured = loaded.config.baseline;
  const name = baseline ?? configured ?? defaultBaseline;
  const file = baseline === undefined ? resolve(loaded.folder, name) : resolve(baseline);
  const scope = outputScope(process.cwd(), baseline === undefined ? loaded : undefined);
  mustBeAllowed(file, scope);
  if (action === 'create' && existsSync(file) && !force) {
    throw new UsageError(
      `${name} is there already; bring it up to date with 'faultline baseline update', or replace it with --force.`,
    );
  }
  const known = action === 'create' ? [] : readBaseline(file, name, scope.isConfigured ? scope.folder : undefined);
  const { results, root } = await runCheck(options, loaded);
  endProgress();
  for (const error of results.errors) complain(error.message);
  if (!results.complete) {
    complain(`${name} was not written, since the scan is incomplete.`);
    process.exitCode = exitCodes.trouble;
    return;
  }
  const change = bringUpToDate(action, known, results, {
    isSeen: (entry) => isInScope(entry, results, root, paths),
    files: fileChanges(root, known),
  });
  writeBaseline(file, change.entries, scope);
  const count = change.entries.length === 1 ? '1 entry' : `${change.entries.length} entries`;
  note(`Wrote ${name}: ${count}, ${change.added} added, ${change.moved} moved, ${change.dropped} dropped.`);
  if (action === 'create' && baseline === undefined && configured === undefined) {
    note(`Compare with it by --baseline ${name}, or by "baseline": "${name}" in the configuration.`);
  }
}

/** Whether the scan looked where the entry belongs, so that it can be told to be gone. */
function isInScope(entry: BaselineEntry, results: Results, root: string, paths: readonly string[]): boolean {
  const wasChecked = results.checks.some(({ name }) => name === entry.check);
  const places = paths.map((path) => resolve(path));
  return wasChecked && (places.length === 0 || places.some((place) => isInside(place, join(root, entry.file))));
}

interface Change {
  readonly entries: readonly BaselineEntry[];
  readonly added: number;
  readonly moved: number;
  readonly dropped: number;
}

/** The entries that the file has afterwards. */
export function bringUpToDate(
  action: BaselineAction,
  known: readonly BaselineEntry[],
  results: Pick<Results, 'verdicts'>,
  scope: { readonly isSeen: (entry: BaselineEntry) => boolean; readonly files?: FileChanges },
): Change {
  if (action === 'create') {
    const entries = openEntries(results.verdicts);
    return { entries, added: entries.length, moved: 0, dropped: 0 };
  }
  const { verdicts, fixed, standing } = matchKnown(results.verdicts, known, scope.files);
  const unseen = fixed.filter((entry) => !scope.isSeen(entry));
  const added = action === 'update' ? verdicts.filter(({ baseline }) => baseline === 'new').flatMap(entriesOf) : [];
  return {
    entries: [...unseen, ...standing, ...added],
    added: added.length,
    moved: verdicts.filter(({ baseline }) => baseline === 'moved').length,
    dropped: fixed.length - unseen.length,
  };
}
