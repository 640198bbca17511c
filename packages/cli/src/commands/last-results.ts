import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { lastResults } from '../setup/config-file.js';

/** Results of the last check: the nearest `.faultline/results.json` at the folder or above it, not above the repository. */
export function findLastResults(folder: string): string | undefined {
  for (let here = folder; ; here = dirname(here)) {
    const path = join(here, lastResults);
    if (existsSync(path)) return path;
    if (here === dirname(here) || existsSync(join(here, '.git'))) return undefined;
  }
}
