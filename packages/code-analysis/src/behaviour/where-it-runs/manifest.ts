import { existsSync } from 'node:fs';
import path from 'node:path';
import { readText, smallFile } from '@faultline/catalog/files';
import { diskMemory } from '../disk-memory.js';

/** What a `package.json` says of the code beside it. */
export interface Manifest {
  /** Absolute path. */
  readonly folder: string;
  readonly name: string;
  /** Names of what the code needs when it runs, peers included. */
  readonly dependencies: readonly string[];
  readonly devDependencies: readonly string[];
  /** Commands by their names. */
  readonly scripts: Readonly<Record<string, string>>;
}

const known = diskMemory<Manifest | undefined>();

/** The nearest `package.json` above a file that is one of a package, within its repository; undefined where there is none. */
export function manifestOf(filename: string): Manifest | undefined {
  return path.isAbsolute(filename) ? nearest(path.dirname(filename)) : undefined;
}

function nearest(folder: string): Manifest | undefined {
  if (known.has(folder)) return known.get(folder);
  const above = path.dirname(folder);
  const isTop = above === folder || existsSync(path.join(folder, '.git'));
  const found = readManifest(folder) ?? (isTop ? undefined : nearest(above));
  known.set(folder, found);
  return found;
}

/** One with neither a name nor dependencies only sets the kind of modules of its folder. */
function readManifest(folder: string): Manifest | undefined {
  const json = parsed(path.join(folder, 'package.json'));
  if (!json) return undefined;
  const { name } = json;
  const dependencies = ['dependencies', 'peerDependencies', 'optionalDependencies'].flatMap((key) =>
    Object.keys(objectOf(json[key])),
  );
  const devDependencies = Object.keys(objectOf(json['devDependencies']));
  if (typeof name !== 'string' && dependencies.length + devDependencies.length === 0) return undefined;
  const scripts = Object.fromEntries(
    Object.entries(objectOf(json['scripts'])).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string',
    ),
  );
  return { folder, name: typeof name === 'string' ? name : '', dependencies, devDependencies, scripts };
}

function parsed(file: string): Record<string, unknown> | undefined {
  try {
    return objectOf(JSON.parse(readText(file, { maxBytes: smallFile })));
  } catch {
    return undefined;
  }
}

function objectOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}
