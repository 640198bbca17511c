import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { replaceFile } from '@faultline/catalog/files';
import type { LoadedConfig } from '../config/load.js';
import { day, now } from '../dates.js';
import type { CheckOptions } from '../options.js';
import { readResults } from '../stored-results.js';
import { version } from '../version.js';
import type { BaseResults } from './base-results.js';

/** Results that are kept; older ones are deleted. */
const mostKept = 30;

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

/**
 * Where results are kept: never in the project, where a branch could put its own in their place.
 * `FAULTLINE_CACHE_DIR` names another folder, which a pipeline can keep from run to run.
 */
function folder(): string {
  const { FAULTLINE_CACHE_DIR: own, XDG_CACHE_HOME: caches } = process.env;
  return own ? resolve(own) : join(caches || join(homedir(), '.cache'), 'faultline');
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
  const path = join(folder(), `${cacheKey(about)}.json`);
  try {
    return { results: readResults(path), errors: [] };
  } catch {
    // There is none yet, or nobody can read it.
  }
  const scanned = await scan();
  if (scanned.results && scanned.errors.length === 0) keep(path, JSON.stringify(scanned.results));
  return scanned;
}

/** Keeps a text. A cache that cannot be written costs time only. */
function keep(path: string, text: string): void {
  try {
    mkdirSync(folder(), { recursive: true, mode: 0o700 });
    replaceFile(path, text);
    const kept = readdirSync(folder()).filter((name) => /^[0-9a-f]{64}\.json$/.test(name));
    const ages = kept.map((name) => ({ name, at: statSync(join(folder(), name)).mtimeMs }));
    for (const { name } of ages.toSorted((a, b) => b.at - a.at).slice(mostKept)) rmSync(join(folder(), name));
  } catch {
    return;
  }
}
