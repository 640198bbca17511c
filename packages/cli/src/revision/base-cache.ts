import { createHash } from 'node:crypto';
import { statSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import type { LoadedConfig } from '../config/load.js';
import { day, now } from '../dates.js';
import { cacheFolder, keepInCache } from '../files/cache-folder.js';
import type { CheckOptions } from '../options.js';
import { readResults } from '../stored-results.js';
import { version } from '../version.js';
import type { BaseResults } from './base-results.js';

/** Files that package managers write whenever they change what is installed. */
const installed = ['node_modules/.package-lock.json', 'node_modules/.modules.yaml', 'node_modules/.yarn-state.yml'];

/** What a scan of a base depends on, beside the options. Absolute folders. */
export interface BaseScan {
  readonly commit: string;
  /** Root of the work tree. */
  readonly top: string;
  readonly options: CheckOptions;
  readonly config: LoadedConfig;
}

/** The name under which the results of a scan are kept; another one as soon as anything differs that it depends on. */
export function cacheKey({ commit, top, options, config }: BaseScan): string {
  const cwd = resolve(options.cwd ?? '.');
  const { paths, only, bestPractices, checks, severity, app, synth, preset, untrusted } = options;
  const state = [...new Set([top, cwd])].flatMap((place) => installed.map((file) => stateOf(join(place, file))));
  const parts = [
    [version, process.version, commit, top, relative(top, cwd), state, day(now())],
    [
      paths?.map((path) => relative(cwd, resolve(cwd, path))),
      only,
      bestPractices,
      checks,
      severity,
      app,
      synth,
      preset,
      untrusted,
    ],
    [config.config, relative(top, config.folder)],
  ];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}

function stateOf(path: string): string | undefined {
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat && `${stat.size} ${stat.mtimeMs}`;
}

/** The results of a base from an earlier run, or else from a scan, which are kept where the scan was complete. */
export async function cachedBase(about: BaseScan, scan: () => Promise<BaseResults>): Promise<BaseResults> {
  const key = cacheKey(about);
  try {
    return { results: readResults(join(cacheFolder(), `${key}.json`)), errors: [] };
  } catch {
    // There is none yet, or nobody can read it.
  }
  const scanned = await scan();
  if (scanned.results && scanned.errors.length === 0) keepInCache(key, '.json', JSON.stringify(scanned.results));
  return scanned;
}
