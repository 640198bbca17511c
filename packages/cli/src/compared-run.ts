import type { Comparison, GateChange } from '@faultline/catalog';
import { fileChanges } from './assessment/file-changes.js';
import { matchKnown } from './assessment/match.js';
import type { CheckRun } from './check.js';
import type { KnownSource } from './known-violations.js';
import type { CheckOptions } from './options.js';

/** A run with what it was compared with. */
export interface ComparedRun extends CheckRun {
  readonly comparison?: Comparison;
  readonly changes?: readonly GateChange[];
}

/** Says of each violation whether it is known. */
export async function compared(
  run: CheckRun,
  { read, ...about }: KnownSource,
  options: CheckOptions,
): Promise<ComparedRun & { readonly comparison: Comparison }> {
  const { results, root } = run;
  const isClean = results.verdicts.every(({ status }) => status !== 'violation');
  // A second scan would tell nothing that the gate needs.
  if (isClean && about.kind === 'revision') {
    return { ...run, comparison: { ...about, complete: true, new: 0, unchanged: 0, moved: 0 } };
  }
  const { entries, complete, errors = [], hadFile } = await read();
  const { verdicts, fixed } = matchKnown(results.verdicts, entries, fileChanges(root, entries, hadFile));
  const number = (standing: string): number => verdicts.filter(({ baseline }) => baseline === standing).length;
  const numbers = { new: number('new'), unchanged: number('unchanged'), moved: number('moved') };
  const comparison = {
    ...about,
    complete,
    ...numbers,
    ...(tellsFixed(about, options) && { fixed: fixed.length }),
    ...(errors.length > 0 && { errors }),
  };
  return { ...run, results: { ...results, verdicts }, comparison };
}

/** Whether what is known and was not found must be gone: not where the scan left out a part of it. */
function tellsFixed({ kind }: Pick<Comparison, 'kind'>, options: CheckOptions): boolean {
  const { paths, only, checks, bestPractices, severity, changedFiles: changed } = options;
  const parts = [paths?.length, only, checks?.length, bestPractices?.length, severity];
  return changed === undefined && (kind === 'revision' || !parts.some(Boolean));
}
