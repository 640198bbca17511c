import { readFileSync } from 'node:fs';

interface Manifest {
  readonly version: string;
}

/** Folder of this package, both for its sources and for what is built of them, which lie one level below it. */
export const packageFolder = new URL('../', import.meta.url);

/** Version of this package. */
export const version = (JSON.parse(readFileSync(new URL('package.json', packageFolder), 'utf8')) as Manifest).version;
