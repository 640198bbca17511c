import { readdirSync, statSync } from 'node:fs';
import { basename, dirname, join, relative, sep } from 'node:path';
import { smallFile, tryReadText } from '@faultline/catalog/files';
import { parse } from 'jsonc-parser';
import { isInside } from '../../paths.js';

/** Endings of modules; TypeScript first, since the JavaScript beside it is made from it. */
const endings = ['.ts', '.mts', '.cts', '.tsx', '.js', '.mjs', '.cjs', '.jsx'] as const;
const built = new Set(['dist', 'build', 'lib', 'out', 'bundle', '.build', 'output', 'target']);

/** A module that was found. */
export interface FoundModule {
  /** Absolute. */
  readonly file: string;
  /** Whether it is the source of what is built there, and not what is there itself. */
  readonly isSourceOfBuilt: boolean;
}

/**
 * Finds the source of a module by the path under which it is deployed: the file itself, else the source from which a
 * build makes it.
 * @param path absolute, with or without an ending
 * @param root folder beyond which nothing is looked for
 */
export function sourceModules(path: string, root: string): readonly FoundModule[] {
  const plain = withoutEnding(path);
  const here = moduleAt(plain);
  const sources = sourcesOf(plain, root).flatMap((candidate) => moduleAt(candidate) ?? []);
  const isBuilt = here !== undefined && /\.[cm]?js$/.test(here) && isUnder(built, relative(root, here));
  // What a build left behind may be old; the source is what people change.
  if (here !== undefined && (sources.length === 0 || !isBuilt)) return [{ file: here, isSourceOfBuilt: false }];
  return [...new Set(sources)].map((file) => ({ file, isSourceOfBuilt: true }));
}

/**
 * The only source file that ends as a built module does below the folder of what is built: a compiler that is told to
 * begin with some files only takes the folder that these have in common.
 * @param path absolute, with or without an ending
 * @param files absolute paths of the source files
 */
export function sourceEndingAs(path: string, root: string, files: readonly string[]): string | undefined {
  const parts = relative(root, withoutEnding(path)).split(sep);
  const start = parts.findIndex((part) => built.has(part));
  const end = parts.slice(start + 1).join(sep);
  const folder = start < 0 ? undefined : packageFolder(join(root, ...parts.slice(0, start)), root);
  if (folder === undefined || end === '') return undefined;
  const isBelow = (file: string) => isInside(folder, file) && !isUnder(built, relative(folder, file));
  const found = files.filter((file) => withoutEnding(file).endsWith(sep + end) && isBelow(file));
  return found.length === 1 ? found[0] : undefined;
}

/** The file of a module, or the `index` of a folder. */
function moduleAt(path: string): string | undefined {
  return [path, join(path, 'index')]
    .flatMap((stem) => endings.map((ending) => stem + ending))
    .find((file) => isFile(file));
}

/** Where the source of a built module may lie: by the nearest tsconfig, then beside the folder of what is built. */
function sourcesOf(path: string, root: string): readonly string[] {
  const found = new Set<string>(mappedByTsconfig(path, root));
  const parts = relative(root, path).split(sep);
  for (const [index, part] of parts.entries()) {
    if (!built.has(part)) continue;
    const [before, after] = [parts.slice(0, index), parts.slice(index + 1)];
    for (const inPlace of [['src'], [], ['lib']]) found.add(join(root, ...before, ...inPlace, ...after));
  }
  return [...found].filter((candidate) => candidate !== path && isInside(root, candidate));
}

function mappedByTsconfig(path: string, root: string): readonly string[] {
  for (let folder = dirname(path); isInside(root, folder); folder = dirname(folder)) {
    const config = join(folder, 'tsconfig.json');
    if (!isFile(config)) continue;
    const text = tryReadText(config, { maxBytes: smallFile, within: root });
    const options = text === undefined ? undefined : compilerOptions(text);
    const outDir = typeof options?.outDir === 'string' ? join(folder, options.outDir) : undefined;
    if (outDir === undefined || !isInside(outDir, path)) continue;
    const within = relative(outDir, path);
    const rootDirs =
      typeof options?.rootDir === 'string' ? [options.rootDir] : ['src', '.', ...foldersIn(folder, outDir)];
    return rootDirs.map((rootDir) => join(folder, rootDir, within));
  }
  return [];
}

/** Folders of sources: without a `rootDir` the compiler takes the folder that all of them have in common. */
function foldersIn(folder: string, outDir: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((one) => one.isDirectory() && !/^(?:\.|node_modules$)/.test(one.name) && join(folder, one.name) !== outDir)
    .map(({ name }) => name);
}

function compilerOptions(text: string): { outDir?: unknown; rootDir?: unknown } | undefined {
  const parsed = parse(text, [], { allowTrailingComma: true }) as { compilerOptions?: object } | null | undefined;
  return parsed?.compilerOptions;
}

function withoutEnding(path: string): string {
  const ending = endings.find((one) => path.endsWith(one));
  return ending === undefined ? path : path.slice(0, -ending.length);
}

const isUnder = (names: ReadonlySet<string>, path: string): boolean =>
  dirname(path)
    .split(sep)
    .some((part) => names.has(part));

export function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}

/** The nearest folder with a manifest at a path or above it. */
export function packageFolder(path: string, root: string): string | undefined {
  for (let folder = path; isInside(root, folder); folder = dirname(folder)) {
    if (isFile(join(folder, 'package.json'))) return folder;
    if (folder === dirname(folder)) break;
  }
  return undefined;
}

/** A path without its last ending, as its last part. */
export const stemOf = (path: string): string => basename(withoutEnding(path));
