import { dirname, join } from 'node:path';
import { readText, smallFile } from '@faultline/catalog/files';
import { isInside } from '../paths.js';

/** A package of the project itself. */
export interface LocalPackage {
  readonly folder: string;
  /** Files and folders that the manifest names as entries of a subpath (`.` for the package itself). */
  entries(subpath: string): readonly string[];
}

/** Folders of packages by name: those in which, or below which, one of the files lies. */
export function localPackages(files: readonly string[], root: string): ReadonlyMap<string, LocalPackage> {
  const packages = new Map<string, LocalPackage>();
  const seen = new Set<string>();
  for (const file of files) {
    for (let folder = dirname(file); isInside(root, folder) && !seen.has(folder); folder = dirname(folder)) {
      seen.add(folder);
      const manifest = readManifest(join(folder, 'package.json'));
      const name = manifest?.['name'];
      if (manifest && typeof name === 'string' && !packages.has(name)) {
        packages.set(name, { folder, entries: (subpath) => entriesOf(manifest, subpath) });
      }
    }
  }
  return packages;
}

function readManifest(path: string): Record<string, unknown> | undefined {
  try {
    const manifest: unknown = JSON.parse(readText(path, { maxBytes: smallFile }));
    return typeof manifest === 'object' && manifest !== null ? (manifest as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

const mainFields = ['source', 'types', 'typings', 'module', 'main'];

function entriesOf(manifest: Record<string, unknown>, subpath: string): readonly string[] {
  const exported = exportsOf(manifest['exports'], subpath);
  const fields = subpath === '.' ? mainFields.map((field) => manifest[field]) : [];
  const texts = [...exported, ...fields].filter((one): one is string => typeof one === 'string');
  return [...new Set(subpath === '.' ? [...texts, './src/index', './index'] : [...texts, subpath, `./src/${subpath}`])];
}

/** Targets of a subpath under all conditions. */
function exportsOf(exported: unknown, subpath: string): readonly string[] {
  if (typeof exported === 'string') return subpath === '.' ? [exported] : [];
  if (typeof exported !== 'object' || exported === null || Array.isArray(exported)) return [];
  const entries = Object.entries(exported);
  if (!entries.some(([key]) => key.startsWith('.'))) return subpath === '.' ? leaves(exported) : [];
  return entries.flatMap(([key, value]) => {
    if (key === subpath) return leaves(value);
    const [before, after] = key.split('*');
    if (before === undefined || after === undefined) return [];
    if (!subpath.startsWith(before) || !subpath.endsWith(after)) return [];
    const star = subpath.slice(before.length, subpath.length - after.length);
    return leaves(value).map((target) => target.replaceAll('*', star));
  });
}

function leaves(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(leaves) : [];
}
