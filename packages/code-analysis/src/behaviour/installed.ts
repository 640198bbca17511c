import { builtinModules } from 'node:module';
import path from 'node:path';
import { largeFile, readText } from '@faultline/catalog/files';
import { diskMemory } from './disk-memory.js';

const versions = diskMemory<string | undefined>();
const locks = diskMemory<Record<string, { version?: string }> | undefined>();
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
 * Installed version of the package behind a specifier, as the program at `filename` would find it: from the nearest
 * `node_modules`, or else from a `package-lock.json` above. Undefined when neither says so; never throws.
 */
export function installedVersion(specifier: string, filename: string): string | undefined {
  const name = packageOf(specifier);
  if (isLocalSpecifier(specifier) || specifier.startsWith('node:') || builtin.has(name) || !path.isAbsolute(filename)) {
    return undefined;
  }
  return lookUp(path.dirname(filename), name);
}

function lookUp(folder: string, name: string): string | undefined {
  const key = `${folder}\0${name}`;
  if (versions.has(key)) return versions.get(key);
  const here =
    read<{ version?: string }>(path.join(folder, 'node_modules', name, 'package.json'))?.version ??
    lockOf(folder)?.[`node_modules/${name}`]?.version;
  const above = path.dirname(folder);
  const version = typeof here === 'string' ? here : above === folder ? undefined : lookUp(above, name);
  versions.set(key, version);
  return version;
}

function lockOf(folder: string): Record<string, { version?: string }> | undefined {
  if (!locks.has(folder)) {
    const lock = read<{ packages?: Record<string, { version?: string }> }>(path.join(folder, 'package-lock.json'));
    locks.set(folder, lock?.packages);
  }
  return locks.get(folder);
}

function read<T>(file: string): T | undefined {
  try {
    return JSON.parse(readText(file, { maxBytes: largeFile })) as T;
  } catch {
    return undefined;
  }
}
