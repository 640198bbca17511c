import { builtinModules } from 'node:module';
import path from 'node:path';
import { diskMemory } from '../disk-memory.js';
import { declaredRange } from './declared-range.js';
import { lockedVersion, versionInPackageLock } from './lock-files.js';
import { readJson } from './read-json.js';
import { newestIn } from './newest-in-range.js';

/** The version of a package that a program uses. */
export interface PackageVersion {
  /** As versions are compared. */
  readonly version: string;
  /** As people read it: the version, or the range that was all there was to go by. */
  readonly shown: string;
}

const known = diskMemory<PackageVersion | undefined>();
const builtin = new Set(builtinModules);

/** Name of the package that a specifier is taken from: `@aws-sdk/client-s3`, `pg` for `pg/lib/x`. */
function packageOf(specifier: string): string {
  return specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
}

/** True for what is a file of the same project: a relative path or an alias such as `@/lib/http` or `~/http`. */
function isLocalSpecifier(specifier: string): boolean {
  return /^(\.|\/|@\/|~|#)/.test(specifier);
}

/**
 * Version of the package behind a specifier, as the program at `filename` would find it: from the nearest `node_modules` or
 * `package-lock.json`, or else, since much code is looked at before anything is installed, from the lock file of another
 * package manager, or the newest that the `package.json` above allows. Undefined when nothing says so; never throws.
 */
export function packageVersion(specifier: string, filename: string): PackageVersion | undefined {
  const name = packageOf(specifier);
  if (isLocalSpecifier(specifier) || specifier.startsWith('node:') || builtin.has(name) || !path.isAbsolute(filename)) {
    return undefined;
  }
  return lookUp(path.dirname(filename), name);
}

function lookUp(folder: string, name: string): PackageVersion | undefined {
  const key = `${folder}\0${name}`;
  if (known.has(key)) return known.get(key);
  const installed = installedVersion(folder, name);
  const found = installed === undefined ? declaredVersion(folder, name) : { version: installed, shown: installed };
  known.set(key, found);
  return found;
}

function installedVersion(folder: string, name: string): string | undefined {
  for (let at = folder; ; at = path.dirname(at)) {
    const manifest = readJson(path.join(at, 'node_modules', name, 'package.json'));
    const version = manifest?.['version'] ?? versionInPackageLock(at, name);
    if (typeof version === 'string') return version;
    if (path.dirname(at) === at) return undefined;
  }
}

function declaredVersion(folder: string, name: string): PackageVersion | undefined {
  const declared = declaredRange(folder, name);
  if (!declared) return undefined;
  const locked = lockedVersion(declared, name);
  if (locked !== undefined) return { version: locked, shown: locked };
  const version = newestIn(declared.range);
  return version === undefined ? undefined : { version, shown: declared.range };
}
