import { isAbsolute, resolve } from 'node:path';
import type { Results, ScanError } from '@faultline/catalog';
import { isDynamicPattern } from 'tinyglobby';
import { runCheck } from '../check.js';
import type { LoadedConfig } from '../config/load.js';
import type { CheckOptions } from '../options.js';
import { isInside } from '../paths.js';
import { expandGlob } from '../scan/listing.js';
import type { BaseRevision } from './base-revision.js';

/** What a scan of the base brought in. */
export interface BaseResults {
  /** Undefined when the base has nothing of what is scanned now. */
  readonly results: Results | undefined;
  /** What kept a part of it from being scanned. */
  readonly errors: readonly ScanError[];
}

/**
 * Scans the base as the present work tree is scanned: the same folder of it, the same checks, and the same
 * configuration, so that only what the code does makes a difference.
 */
export async function scanBase(base: BaseRevision, options: CheckOptions, config: LoadedConfig): Promise<BaseResults> {
  const cwd = resolve(options.cwd ?? '.');
  const { top, there } = base;
  if (!base.has(cwd)) return { results: undefined, errors: [] };
  const paths: string[] = [];
  for (const path of options.paths ?? []) {
    const isThere = isInside(top, resolve(cwd, path)) && base.has(resolve(cwd, path));
    if (isThere) paths.push(isAbsolute(path) ? there(path) : path);
    else if (isDynamicPattern(path) && (await expandGlob(path, there(cwd))).length > 0) paths.push(path);
  }
  if (paths.length === 0 && options.paths?.length) return { results: undefined, errors: [] };
  const { results } = await runCheck(
    {
      ...options,
      cwd: there(cwd),
      paths,
      changedFiles: undefined,
      // It is laid out in a folder of its own each time.
      session: undefined,
      keeps: false,
      // A base without anything to judge has no violations, and that is all that is asked of it.
      allowEmpty: true,
      onProgress: (progress) => options.onProgress?.({ ...progress, text: `Base revision: ${progress.text}` }),
    },
    { ...config, folder: isInside(top, config.folder) ? there(config.folder) : config.folder, errors: [] },
  );
  const notRun = results.scope.skipped
    .filter(({ kind }) => kind === 'not-run')
    .map(({ path, reason }): ScanError => ({ kind: 'synthesis', path, message: `${path}: ${reason}` }));
  return { results, errors: [...results.errors, ...notRun] };
}
