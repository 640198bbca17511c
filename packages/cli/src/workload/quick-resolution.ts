import { dirname, extname, join, resolve } from 'node:path';
import { realPath } from '../paths.js';
import type { FolderEntries } from './folder-entries.js';
import { mappedPaths, tsconfigMappings, type TsconfigMapping } from './tsconfig-mapping.js';

/**
 * What an import names as far as that can be said without TypeScript, whose module takes a second to load: a file; a
 * package that is installed or not, or linked to a folder of the project; nothing; or `unsure`, which leaves it to TypeScript.
 */
export type QuickAnswer =
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'package'; readonly isInstalled: boolean }
  | { readonly kind: 'linked' | 'nothing' | 'unsure' };

const unsure: QuickAnswer = { kind: 'unsure' };
const nothing: QuickAnswer = { kind: 'nothing' };
const absent: QuickAnswer = { kind: 'package', isInstalled: false };
const noMapping: readonly TsconfigMapping[] = [{ baseUrl: undefined, paths: [] }];

/** What stands for a written extension, in the order in which TypeScript looks; and for one that is not written. */
const replaced: Readonly<Record<string, readonly string[]>> = {
  '.js': ['.ts', '.tsx', '.d.ts', '.js'],
  '.jsx': ['.tsx', '.ts', '.d.ts', '.jsx'],
  '.mjs': ['.mts', '.d.mts', '.mjs'],
  '.cjs': ['.cts', '.d.cts', '.cjs'],
  '.ts': ['.ts'],
  '.tsx': ['.tsx'],
  '.mts': ['.mts'],
  '.cts': ['.cts'],
};
const added = ['.ts', '.tsx', '.d.ts', '.js', '.jsx'];
/** Resolves what needs no TypeScript. Never throws. */
export class QuickResolution {
  readonly #mappings = new Map<string, readonly TsconfigMapping[] | undefined>();
  readonly #installed = new Map<string, QuickAnswer>();

  /** @param limit folder above which no tsconfig counts. Absolute */
  constructor(
    private readonly limit: string,
    private readonly entries: FolderEntries,
  ) {}

  /**
   * @param importer absolute path of the file with the import
   * @param config the tsconfig or jsconfig that it falls under
   */
  find(specifier: string, importer: string, config: string | undefined): QuickAnswer {
    const mappings = this.mappings(config);
    if (!mappings) return unsure;
    if (/^\.{1,2}(?:\/|$)/.test(specifier))
      return fileAt(this.entries, resolve(dirname(importer), specifier), specifier);
    for (const mapping of mappings) {
      for (const target of [...mappedPaths(specifier, mapping), ...inBase(specifier, mapping)]) {
        const answer = fileAt(this.entries, target);
        if (answer.kind !== 'nothing') return answer;
      }
    }
    if (specifier.startsWith('/')) {
      // Where it is deployed there may be something that is laid there, as layers are.
      const answer = fileAt(this.entries, specifier);
      return answer.kind === 'nothing' ? absent : answer;
    }
    // What no pattern is for may stand in the `imports` of a manifest.
    if (specifier.startsWith('#')) return unsure;
    if (!/^(?:@[\w.~-]+\/)?[\w~-][\w.~-]*(?:\/|$)/.test(specifier)) return nothing;
    const name = specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
    return this.#package(name, dirname(importer));
  }

  /** What a configuration says of places; undefined for one that is left to TypeScript. */
  mappings(config: string | undefined): readonly TsconfigMapping[] | undefined {
    if (config === undefined) return noMapping;
    if (!this.#mappings.has(config)) this.#mappings.set(config, tsconfigMappings(config, this.limit));
    return this.#mappings.get(config);
  }

  #package(name: string, folder: string): QuickAnswer {
    const key = `${folder}\0${name}`;
    let known = this.#installed.get(key);
    if (!known) {
      const above = dirname(folder);
      const here = installedIn(this.entries, folder, name);
      known = here ?? (above === folder ? absent : this.#package(name, above));
      this.#installed.set(key, known);
    }
    return known;
  }
}

const inBase = (specifier: string, { baseUrl }: TsconfigMapping): readonly string[] =>
  baseUrl === undefined ? [] : [resolve(baseUrl, specifier)];

/**
 * The file of code at a place.
 * @param path absolute, as a specifier or a mapping names it
 */
export function fileAt(entries: FolderEntries, path: string, specifier = path): QuickAnswer {
  const isFile = (one: string): boolean => entries.isFile(one);
  const isFolder = /(?:^|\/)\.{0,2}\/?$/.test(specifier);
  const extension = extname(path);
  const stem = path.slice(0, path.length - extension.length);
  const asFile = isFolder
    ? []
    : [...(replaced[extension] ?? []).map((one) => stem + one), ...added.map((one) => path + one)];
  const file = asFile.find(isFile);
  if (file !== undefined && !/\.jsx?$/.test(file)) return found(file);
  const folder = entries.kindOf(path) === 'folder';
  // Source in a folder goes before JavaScript beside it, and a manifest may name another entry.
  if (folder && (file !== undefined || isFile(join(path, 'package.json')))) return unsure;
  const index = folder ? added.map((one) => join(path, `index${one}`)).find(isFile) : undefined;
  const at = file ?? index;
  return at === undefined ? nothing : found(at);
}

function found(path: string): QuickAnswer {
  return { kind: 'file', path };
}

/** What a folder of packages says of a name; undefined where it has none of that name. A link may lead to the project's own. */
function installedIn(entries: FolderEntries, folder: string, name: string): QuickAnswer | undefined {
  const path = join(folder, 'node_modules', name);
  if (entries.kindOf(path) === 'folder') {
    const real = realPath(path);
    return real !== undefined && /[\\/]node_modules[\\/]/.test(real)
      ? { kind: 'package', isInstalled: true }
      : { kind: 'linked' };
  }
  const types = join(folder, 'node_modules', '@types', name.replace(/^@(.+)\//, '$1__'));
  return entries.kindOf(types) === 'folder' ? { kind: 'package', isInstalled: true } : undefined;
}
