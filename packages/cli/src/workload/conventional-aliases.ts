import { dirname, join } from 'node:path';
import { isInside } from '../paths.js';
import type { FolderEntries } from './folder-entries.js';

/**
 * Aliases that frameworks and bundlers set without a tsconfig of the repository, or in one that they write when they run:
 * SvelteKit 2 (`$lib`, in `.svelte-kit/tsconfig.json`), Nuxt 3 and 4 (`~`, `@`, `~~`, `@@`, in `.nuxt/tsconfig.json`), and
 * the `@` and `~` that projects of Vite, webpack and Babel give to their source.
 */
const aliases: readonly { readonly specifier: RegExp; readonly folders: readonly string[] }[] = [
  { specifier: /^\$lib(?:\/|$)/, folders: ['src/lib'] },
  { specifier: /^[~@]\//, folders: ['src', 'app', '.'] },
  { specifier: /^(?:~~|@@)\//, folders: ['.'] },
];

/**
 * The places that an alias can stand for: those of the nearest package first, then those of the packages around it.
 *
 * @param limit folder above which nothing is looked for. Absolute
 */
export function conventionalPlaces(
  entries: FolderEntries,
  specifier: string,
  importer: string,
  limit: string,
): readonly string[] {
  const alias = aliases.find((one) => one.specifier.test(specifier));
  if (!alias) return [];
  const rest = specifier.replace(alias.specifier, '');
  return packagesAround(entries, dirname(importer), limit).flatMap((folder) =>
    alias.folders.map((one) => join(folder, one, rest)),
  );
}

function packagesAround(entries: FolderEntries, folder: string, limit: string): readonly string[] {
  const here = entries.isFile(join(folder, 'package.json')) ? [folder] : [];
  const above = dirname(folder);
  const goesUp = above !== folder && isInside(limit, above);
  return [...here, ...(goesUp ? packagesAround(entries, above, limit) : [])];
}
