import { isAbsolute, join, relative, resolve } from 'node:path';
import type { Results } from '@faultline/catalog';
import { isDynamicPattern } from 'tinyglobby';
import { runCheck } from '../check.js';
import type { LoadedConfig } from '../config/load.js';
import type { CheckOptions } from '../options.js';
import { isInside, realPath } from '../paths.js';
import { expandGlob } from '../scan/listing.js';
import { checkOut } from '../git/checkout.js';
import { workTree } from '../git/revisions.js';

/** What a scan of a revision brought in. */
export interface BaseResults {
  /** Undefined when the revision has nothing of what is scanned now. */
  readonly results: Results | undefined;
  /** Whether everything in the revision was scanned. */
  readonly complete: boolean;
}

/**
 * Scans a commit as the present work tree is scanned: the same folder of it, the same checks, and the configuration of
 * now, so that only what the code does makes a difference.
 */
export async function scanCommit(commit: string, options: CheckOptions, config: LoadedConfig): Promise<BaseResults> {
  const cwd = resolve(options.cwd ?? '.');
  const top = workTree(cwd, '--base');
  const checkout = checkOut(commit, top);
  try {
    const there = (path: string): string => join(checkout.folder, relative(top, path));
    // A link in the commit may lead out of it.
    const wasThere = (path: string): boolean => isInside(checkout.folder, realPath(there(path)) ?? top);
    if (!wasThere(cwd)) return { results: undefined, complete: true };
    const paths: string[] = [];
    for (const path of options.paths ?? []) {
      if (isInside(top, resolve(cwd, path)) && wasThere(resolve(cwd, path)))
        paths.push(isAbsolute(path) ? there(path) : path);
      else if (isDynamicPattern(path) && (await expandGlob(path, there(cwd))).length > 0) paths.push(path);
    }
    if (paths.length === 0 && options.paths?.length) return { results: undefined, complete: true };
    const { results } = await runCheck(
      {
        ...options,
        cwd: there(cwd),
        paths,
        changedFiles: undefined,
        // A base without anything to judge has no violations, and that is all that is asked of it.
        allowEmpty: true,
        onProgress: (progress) => options.onProgress?.({ ...progress, text: `Base revision: ${progress.text}` }),
      },
      { ...config, folder: isInside(top, config.folder) ? there(config.folder) : config.folder, errors: [] },
    );
    const isWhole = !results.scope.skipped.some(({ kind }) => kind === 'not-run');
    return { results, complete: results.complete && isWhole };
  } finally {
    checkout.dispose();
  }
}
