import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { replaceFile } from '@faultline/catalog/files';

/** Files of a kind that are kept; older ones are deleted. */
const mostKept = 30;

/**
 * Where things are kept from run to run: never in the project, where a branch could put its own in their place.
 * `FAULTLINE_CACHE_DIR` names another folder, which a pipeline can keep.
 */
export function cacheFolder(): string {
  const { FAULTLINE_CACHE_DIR: own, XDG_CACHE_HOME: caches } = process.env;
  return own ? resolve(own) : join(caches || join(homedir(), '.cache'), 'faultline');
}

/**
 * Keeps a text under a name. A cache that cannot be written costs time only.
 * @param ending by which files of its kind are told from others, such as `.json`; the name before it is a digest
 */
export function keepInCache(digest: string, ending: string, text: string): void {
  const folder = cacheFolder();
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    replaceFile(join(folder, digest + ending), text);
    const kept = readdirSync(folder).filter((name) => /^[0-9a-f]{64}\./.test(name) && name.slice(64) === ending);
    const ages = kept.map((name) => ({ name, at: statSync(join(folder, name)).mtimeMs }));
    for (const { name } of ages.toSorted((a, b) => b.at - a.at).slice(mostKept)) rmSync(join(folder, name));
  } catch {
    return;
  }
}
