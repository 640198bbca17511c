import { existsSync } from 'node:fs';
import path from 'node:path';
import { diskMemory } from '../disk-memory.js';
import { asObject, readJson } from './read-json.js';

/** What a `package.json` asks for of a package. */
export interface Declared {
  /** Folder of the `package.json`. Absolute. */
  readonly folder: string;
  readonly range: string;
}

const manifests = diskMemory<Readonly<Record<string, unknown>>>();

/** The range of a package that the nearest `package.json` names, up to the one of the repository. */
export function declaredRange(folder: string, name: string): Declared | undefined {
  for (let at = folder; ; at = path.dirname(at)) {
    const range = rangesIn(at)[name];
    // An alias is another package, and a workspace is a folder of this repository.
    if (typeof range === 'string')
      return /^(?:npm|file|link|workspace):/.test(range) ? undefined : { folder: at, range };
    if (path.dirname(at) === at || existsSync(path.join(at, '.git'))) return undefined;
  }
}

function rangesIn(folder: string): Readonly<Record<string, unknown>> {
  const file = path.join(folder, 'package.json');
  let ranges = manifests.get(file);
  if (!ranges) {
    const manifest = readJson(file);
    const kinds = ['peerDependencies', 'devDependencies', 'optionalDependencies', 'dependencies'];
    ranges = Object.assign(Object.create(null) as object, ...kinds.map((kind) => asObject(manifest?.[kind])));
    manifests.set(file, ranges as Readonly<Record<string, unknown>>);
  }
  return ranges as Readonly<Record<string, unknown>>;
}
