import { existsSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import type { PackageResult, Verdict } from '@faultline/catalog';
import { smallFile, tryReadText } from '@faultline/catalog/files';
import { display, isInside } from '../paths.js';
import { compareText } from './verdicts.js';

/** A package by its manifest. */
export type PackageFolder = Pick<PackageResult, 'name' | 'folder'>;

/**
 * The packages that files belong to: of the nearest manifest with a name, not above the root. Manifests without one,
 * such as those that say how a folder of modules is to be read, make no package.
 * @param files absolute paths
 */
export function packageFolders(files: readonly string[], root: string): PackageFolder[] {
  const known = new Map<string, PackageFolder | undefined>();
  const packageAt = (folder: string): PackageFolder | undefined => {
    if (known.has(folder)) return known.get(folder);
    const name = isInside(root, folder) ? packageName(folder, root) : undefined;
    const above = isInside(root, folder) && folder !== root ? dirname(folder) : undefined;
    const found =
      name === undefined
        ? above === undefined
          ? undefined
          : packageAt(above)
        : { name, folder: display(root, folder) };
    known.set(folder, found);
    return found;
  };
  const found = new Set(files.map((file) => packageAt(dirname(file))).filter((one) => one !== undefined));
  return [...found].sort((a, b) => compareText(a.folder, b.folder));
}

function packageName(folder: string, root: string): string | undefined {
  const path = join(folder, 'package.json');
  if (!existsSync(path)) return undefined;
  try {
    const text = tryReadText(path, { maxBytes: smallFile, within: root }) ?? '';
    const { name } = JSON.parse(text) as { name?: unknown };
    return typeof name === 'string' && name !== '' ? name : undefined;
  } catch {
    return undefined;
  }
}

/** What was found in each package, with what lies in none of them left out; nothing where there is one at most. */
export function rollUp(folders: readonly PackageFolder[], verdicts: readonly Verdict[]): PackageResult[] | undefined {
  if (folders.length < 2) return undefined;
  const own = new Map<string, Verdict[]>(folders.map(({ folder }) => [folder, []]));
  for (const verdict of verdicts) {
    const file = verdict.location?.file ?? verdict.resource?.template;
    if (file !== undefined) homeOf(file, own)?.push(verdict);
  }
  return folders.map(({ name, folder }) => {
    const found = own.get(folder) ?? [];
    const number = (status: Verdict['status'], severity?: Verdict['severity']) =>
      found.filter((one) => one.status === status && (severity === undefined || one.severity === severity)).length;
    return {
      name,
      folder,
      counts: {
        violation: number('violation'),
        compliant: number('compliant'),
        undetermined: number('undetermined'),
        suppressed: number('suppressed'),
      },
      violations: {
        error: number('violation', 'error'),
        warning: number('violation', 'warning'),
        note: number('violation', 'note'),
      },
    };
  });
}

/** What is kept for the innermost folder around a file. */
function homeOf<T>(file: string, byFolder: ReadonlyMap<string, T>): T | undefined {
  if (file.startsWith('../')) return undefined;
  for (let folder = posix.dirname(file); ; folder = posix.dirname(folder)) {
    const found = byFolder.get(folder);
    if (found !== undefined || folder === '.' || folder === '/') return found;
  }
}
