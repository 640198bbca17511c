import { existsSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { BaselineEntry, Comparison, Results } from '@faultline/catalog';
import { readBaseline } from './assessment/baseline-file.js';
import { fileChanges } from './assessment/file-changes.js';
import { judgeGate, type FailOn } from './assessment/gate.js';
import { matchKnown, openEntries } from './assessment/match.js';
import { runCheck, type CheckRun } from './check.js';
import type { LoadedConfig } from './config/load.js';
import { UsageError } from './errors.js';
import type { CheckOptions } from './options.js';
import { scanCommit } from './revision/base-results.js';
import { changedFiles, commitOf, filesOf, mergeBase } from './git/revisions.js';
import { readResults } from './stored-results.js';

/** A check with a gate behind it. What is given wins over the configuration. */
export interface GatedOptions extends CheckOptions {
  /** Revision whose merge base with HEAD the violations are compared with, or a stored results file. */
  readonly base?: string | undefined;
  /** Baseline file that they are compared with, relative to the working folder. */
  readonly baseline?: string | undefined;
  /** Judges only files that differ from HEAD (`true`), or from the merge base with a revision. */
  readonly changed?: string | true | undefined;
  readonly failOn?: FailOn | undefined;
  /** Fails while questions to people are open. */
  readonly requireHuman?: boolean | undefined;
}

/** What is known of violations. */
interface Known {
  readonly entries: readonly BaselineEntry[];
  readonly complete: boolean;
  /** Whether there was a file at this absolute path then; default: when an entry is in it. */
  readonly hadFile?: (path: string) => boolean;
}

/** Where it is known from. */
interface KnownSource extends Pick<Comparison, 'kind' | 'name' | 'commit' | 'absent'> {
  read(): Known | Promise<Known>;
}

/** Scans, compares with what is known, and judges. @throws {UsageError} before the scan, where it cannot compare */
export async function gatedCheck(options: GatedOptions, config: LoadedConfig): Promise<CheckRun> {
  const { changed, failOn, requireHuman } = options;
  const cwd = resolve(options.cwd ?? '.');
  const scanOptions: CheckOptions =
    changed === undefined ? options : { ...options, changedFiles: changedSince(changed, cwd) };
  const knownSource = sourceOf(options, scanOptions, config);
  const { results, root } = await runCheck(scanOptions, config);
  const compared = knownSource
    ? await compare({ results, root }, knownSource, scanOptions)
    : { results, comparison: undefined };
  const gate = judgeGate(compared.results, {
    failOn: failOn ?? config.config.failOn ?? 'error',
    limits: config.config.gate,
    requireHuman,
    comparison: compared.comparison,
  });
  return { results: { ...compared.results, gate }, root };
}

function changedSince(changed: string | true, cwd: string): Set<string> {
  if (changed === true) return changedFiles(mergeBase('HEAD', cwd, '--changed'), cwd);
  if (commitOf(changed, cwd) === undefined && existsSync(resolve(cwd, changed))) {
    throw new UsageError(`--changed takes a revision and '${changed}' is a path; write paths before --changed.`);
  }
  return changedFiles(mergeBase(changed, cwd, '--changed'), cwd);
}

/** Where the known violations come from. Everything that can be wrong with the call is found out here. */
function sourceOf(options: GatedOptions, scan: CheckOptions, config: LoadedConfig): KnownSource | undefined {
  const { base, baseline } = options;
  const cwd = resolve(options.cwd ?? '.');
  if (base !== undefined && baseline !== undefined) {
    throw new UsageError('--base and --baseline each say what is known; give one of them.');
  }
  if (base !== undefined) return fromBase(base, cwd, scan, config);
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

function fromBase(base: string, cwd: string, scan: CheckOptions, config: LoadedConfig): KnownSource {
  const file = resolve(cwd, base);
  if (commitOf(base, cwd) === undefined && existsSync(file) && statSync(file).isFile()) {
    const { verdicts, complete } = readResults(file);
    return { kind: 'results', name: base, read: () => ({ complete, entries: openEntries(verdicts) }) };
  }
  const commit = mergeBase(base, cwd, '--base');
  const read = async (): Promise<Known> => {
    const { results, complete } = await scanCommit(commit, scan, config);
    const files = filesOf(commit, cwd);
    const hadFile = (path: string): boolean => files.has(path);
    return { complete, entries: openEntries(results?.verdicts ?? []), hadFile };
  };
  return { kind: 'revision', name: base, commit, read };
}

async function compare(
  { results, root }: CheckRun,
  { read, ...about }: KnownSource,
  options: CheckOptions,
): Promise<{ results: Results; comparison: Comparison }> {
  const isClean = results.verdicts.every(({ status }) => status !== 'violation');
  // A second scan would tell nothing that the gate needs.
  if (isClean && about.kind === 'revision') {
    return { results, comparison: { ...about, complete: true, new: 0, unchanged: 0, moved: 0 } };
  }
  const { entries, complete, hadFile } = await read();
  const { verdicts, fixed } = matchKnown(results.verdicts, entries, fileChanges(root, entries, hadFile));
  const number = (standing: string): number => verdicts.filter(({ baseline }) => baseline === standing).length;
  const numbers = { new: number('new'), unchanged: number('unchanged'), moved: number('moved') };
  const comparison = { ...about, complete, ...numbers, ...(tellsFixed(about, options) && { fixed: fixed.length }) };
  return { results: { ...results, verdicts }, comparison };
}

/** Whether what is known and was not found must be gone: not where the scan left out a part of it. */
function tellsFixed({ kind }: Pick<Comparison, 'kind'>, options: CheckOptions): boolean {
  const { paths, only, checks, bestPractices, severity, changedFiles: changed } = options;
  const parts = [paths?.length, only, checks?.length, bestPractices?.length, severity];
  return changed === undefined && (kind === 'revision' || !parts.some(Boolean));
}
