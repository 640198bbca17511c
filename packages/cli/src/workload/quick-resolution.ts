import { statSync } from 'node:fs';
import { dirname, extname, join, resolve } from 'node:path';
import { smallFile, tryReadText } from '@faultline/catalog/files';
import { parse, type ParseError } from 'jsonc-parser';
import { realPath } from '../paths.js';

/**
 * What an import names as far as that can be said without TypeScript, whose module takes a second to load: a file, a
 * package that is installed or not, nothing, or `unsure`, which leaves it to TypeScript.
 */
export type QuickAnswer =
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'package'; readonly isInstalled: boolean }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'unsure' };

const unsure: QuickAnswer = { kind: 'unsure' };

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
/** Options that give imports another meaning than the places of files do. */
const mapping = ['baseUrl', 'paths', 'rootDirs', 'moduleSuffixes', 'customConditions', 'typeRoots'];

/** Resolves what needs no TypeScript. Never throws. */
export class QuickResolution {
  readonly #isPlain = new Map<string, boolean>();
  readonly #installed = new Map<string, QuickAnswer>();

  /**
   * @param importer absolute path of the file with the import
   * @param config the tsconfig or jsconfig that it falls under
   */
  find(specifier: string, importer: string, config: string | undefined): QuickAnswer {
    if (config !== undefined && !this.#plain(config)) return unsure;
    if (/^\.{1,2}(?:\/|$)/.test(specifier)) return relative(resolve(dirname(importer), specifier), specifier);
    if (!/^(?:@[\w.~-]+\/)?[\w~-][\w.~-]*(?:\/|$)/.test(specifier)) return unsure;
    const name = specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
    return this.#package(name, dirname(importer));
  }

  /** True for a configuration that can be read and changes nothing about where imports lead. */
  #plain(config: string): boolean {
    let known = this.#isPlain.get(config);
    if (known === undefined) this.#isPlain.set(config, (known = isPlain(config)));
    return known;
  }

  #package(name: string, folder: string): QuickAnswer {
    const key = `${folder}\0${name}`;
    let known = this.#installed.get(key);
    if (!known) {
      const above = dirname(folder);
      const here = installedIn(folder, name);
      known = here ?? (above === folder ? { kind: 'package', isInstalled: false } : this.#package(name, above));
      this.#installed.set(key, known);
    }
    return known;
  }
}

function isPlain(config: string): boolean {
  const text = tryReadText(config, { maxBytes: smallFile });
  if (text === undefined) return false;
  const errors: ParseError[] = [];
  const read = parse(text, errors, { allowTrailingComma: true }) as Record<string, unknown> | null | undefined;
  if (errors.length > 0 || typeof read !== 'object' || read === null || 'extends' in read || 'references' in read) {
    return false;
  }
  const options = read['compilerOptions'] ?? {};
  return typeof options === 'object' && !mapping.some((name) => name in options);
}

/** @param path absolute, as the specifier names it */
function relative(path: string, specifier: string): QuickAnswer {
  const isFolder = /(?:^|\/)\.{0,2}\/?$/.test(specifier);
  const extension = extname(path);
  const stem = path.slice(0, path.length - extension.length);
  const asFile = isFolder
    ? []
    : [...(replaced[extension] ?? []).map((one) => stem + one), ...added.map((one) => path + one)];
  const file = asFile.find(isFile);
  if (file !== undefined && !/\.jsx?$/.test(file)) return found(file);
  const folder = kindOf(path) === 'folder';
  // Source in a folder goes before JavaScript beside it, and a manifest may name another entry.
  if (folder && (file !== undefined || isFile(join(path, 'package.json')))) return unsure;
  const index = folder ? added.map((one) => join(path, `index${one}`)).find(isFile) : undefined;
  const at = file ?? index;
  return at === undefined ? { kind: 'nothing' } : found(at);
}

/** Declarations say nothing of what runs. */
function found(path: string): QuickAnswer {
  return /\.d\.[cm]?ts$/.test(path) ? { kind: 'nothing' } : { kind: 'file', path };
}

/** What a folder of packages says of a name; undefined where it has none of that name. A link may lead to the project's own. */
function installedIn(folder: string, name: string): QuickAnswer | undefined {
  const path = join(folder, 'node_modules', name);
  if (kindOf(path) === 'folder') {
    const real = realPath(path);
    return real !== undefined && /[\\/]node_modules[\\/]/.test(real) ? { kind: 'package', isInstalled: true } : unsure;
  }
  const types = join(folder, 'node_modules', '@types', name.replace(/^@(.+)\//, '$1__'));
  return kindOf(types) === 'folder' ? { kind: 'package', isInstalled: true } : undefined;
}

const isFile = (path: string): boolean => kindOf(path) === 'file';

function kindOf(path: string): 'file' | 'folder' | undefined {
  try {
    const stat = statSync(path, { throwIfNoEntry: false });
    return stat?.isFile() ? 'file' : stat?.isDirectory() ? 'folder' : undefined;
  } catch {
    return undefined;
  }
}
