import { existsSync } from 'node:fs';
import path from 'node:path';
import { largeFile, readText } from '@faultline/catalog/files';
import { diskMemory } from '../disk-memory.js';
import type { Declared } from './declared-range.js';
import { asObject, readJson } from './read-json.js';

/** Versions by what asks for them, in the form that the lock file has for it. */
type Locked = ReadonlyMap<string, string>;

const packageLocks = diskMemory<Readonly<Record<string, unknown>> | undefined>();
const otherLocks = diskMemory<Locked | undefined>();

/** Version of a package that the `package-lock.json` in a folder has at its top. */
export function versionInPackageLock(folder: string, name: string): string | undefined {
  if (!packageLocks.has(folder))
    packageLocks.set(folder, asObject(readJson(path.join(folder, 'package-lock.json'))?.['packages']));
  const version = asObject(packageLocks.get(folder)?.[`node_modules/${name}`])?.['version'];
  return typeof version === 'string' ? version : undefined;
}

/** Version that the lock file of pnpm, Yarn or Bun above a `package.json` has for what it asks for. */
export function lockedVersion({ folder, range }: Declared, name: string): string | undefined {
  for (let at = folder; ; at = path.dirname(at)) {
    const importer = path.relative(at, folder).replaceAll('\\', '/') || '.';
    const version =
      read(at, 'pnpm-lock.yaml', readPnpmLock)?.get(`${importer}\0${name}`) ??
      read(at, 'yarn.lock', readYarnLock)?.get(`${name}@${range}`) ??
      read(at, 'bun.lock', readBunLock)?.get(name);
    if (version !== undefined) return version;
    if (path.dirname(at) === at || existsSync(path.join(at, '.git'))) return undefined;
  }
}

function read(folder: string, name: string, parse: (text: string) => Locked): Locked | undefined {
  const file = path.join(folder, name);
  if (!otherLocks.has(file)) {
    let locked: Locked | undefined;
    try {
      locked = parse(readText(file, { maxBytes: largeFile }));
    } catch {
      // Missing or unreadable: what it would say is not known.
    }
    otherLocks.set(file, locked);
  }
  return otherLocks.get(file);
}

const plainVersion = /^\d+\.\d+\.\d+[\w.+-]*/;

/**
 * Versions by folder and package, from the part of the file that says what each `package.json` gets: one line each in
 * version 5 of the format, a block with `specifier` and `version` from 6 on. The much longer rest is not read.
 */
function readPnpmLock(text: string): Locked {
  const versions = new Map<string, string>();
  const path: string[] = [];
  for (const [, blanks = '', quoted, plain = '', value = ''] of text.matchAll(
    /^( *)(?:'([^']+)'|([^\s:#'][^:\n]*)): ?(.*)$/gm,
  )) {
    const key = quoted ?? plain;
    const depth = blanks.length / 2;
    if (depth === 0 && (key === 'packages' || key === 'snapshots')) break;
    path.length = Math.min(path.length, depth);
    path[depth] = key;
    const inner = path[0] === 'importers' ? path.slice(1) : ['.', ...path];
    const [importer = '.', kind = '', name] = inner;
    if (name === undefined || !/^(?:dev|optional)?[dD]ependencies$/.test(kind)) continue;
    const isVersion = inner.length === 3 ? value !== '' : inner.length === 4 && key === 'version';
    const [version] = (isVersion && plainVersion.exec(value.replace(/^'/, ''))) || [];
    if (version !== undefined) versions.set(`${importer}\0${name}`, version.replace(/_.*$/, ''));
  }
  return versions;
}

/** Versions by `name@range`, of both formats: `"pg@^8.0.0", pg@^8.1.0:` and `"pg@npm:^8.0.0, pg@npm:^8.1.0":`. */
function readYarnLock(text: string): Locked {
  const versions = new Map<string, string>();
  for (const [, keys = '', version = ''] of text.matchAll(/^([^\s#].*):\r?\n {2}version:? "?([^"\s]+)"?/gm)) {
    for (const key of keys.replaceAll('"', '').split(', ')) versions.set(key.replace('@npm:', '@'), version);
  }
  return versions;
}

/** Versions by name, of those that are not nested in others: `"pg": ["pg@8.11.0", ...`. */
function readBunLock(text: string): Locked {
  const versions = new Map<string, string>();
  for (const [, name = '', version = ''] of text.matchAll(/^\s+"((?:@[^/"]+\/)?[^/"]+)": \["\1@(\d[^"]*)"/gm))
    versions.set(name, version);
  return versions;
}
