import { statSync } from 'node:fs';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { smallFile, tryReadText } from '@faultline/catalog/files';
import { parse, type ParseError } from 'jsonc-parser';
import { isInside } from '../paths.js';

/** Where a tsconfig says that imports lead. */
export interface TsconfigMapping {
  /** Folder in which modules are looked for that are named by no relative path. Absolute. */
  readonly baseUrl: string | undefined;
  /** Patterns with at most one `*` each, and the paths that stand for them, in their order. Absolute. */
  readonly paths: readonly (readonly [pattern: string, targets: readonly string[]])[];
}

/** Options that give imports a meaning which is left to TypeScript. */
const others = ['rootDirs', 'moduleSuffixes'];
/** Files that extend one another, at most; more is taken for a circle. */
const longestChain = 20;

type Json = Readonly<Record<string, unknown>>;

/**
 * Reads what a tsconfig or jsconfig says of places, with all that it extends, and of the projects that it refers to.
 * @param config absolute path
 * @param limit folder outside of which no project is referred to. Absolute
 * @returns the file's own mapping first; undefined for what is left to TypeScript, such as a file that cannot be read
 */
export function tsconfigMappings(
  config: string,
  limit: string,
  seen = new Set<string>(),
): readonly TsconfigMapping[] | undefined {
  if (seen.has(config)) return [];
  seen.add(config);
  const own = read(config);
  const options = own && optionsOf(config, own, longestChain);
  if (!options) return undefined;
  const found: TsconfigMapping[] = [mappingOf(options)];
  for (const reference of listOf(own['references'])) {
    const path = isObject(reference) && typeof reference['path'] === 'string' ? reference['path'] : undefined;
    if (path === undefined) return undefined;
    const target = resolve(dirname(config), path);
    const file = statSync(target, { throwIfNoEntry: false })?.isDirectory() ? join(target, 'tsconfig.json') : target;
    if (!isFile(file) || !isInside(limit, file)) continue;
    const referred = tsconfigMappings(file, limit, seen);
    if (!referred) return undefined;
    found.push(...referred);
  }
  return found;
}

/** The paths that a mapping names for a specifier: those of the pattern that is the specifier, or the longest one that fits. */
export function mappedPaths(specifier: string, { paths }: TsconfigMapping): readonly string[] {
  const exact = paths.find(([pattern]) => pattern === specifier);
  if (exact) return exact[1];
  let best: { readonly before: string; readonly after: string; readonly targets: readonly string[] } | undefined;
  for (const [pattern, targets] of paths) {
    const [before = '', after] = pattern.split('*');
    if (after === undefined || specifier.length < before.length + after.length) continue;
    if (!specifier.startsWith(before) || !specifier.endsWith(after)) continue;
    if (!best || before.length > best.before.length) best = { before, after, targets };
  }
  if (!best) return [];
  const { before, after, targets } = best;
  const star = specifier.slice(before.length, specifier.length - after.length);
  return targets.map((target) => target.replace('*', () => star));
}

interface Options {
  readonly baseUrl: string | undefined;
  readonly paths: Json | undefined;
  /** Folder of the file that has the paths. */
  readonly pathsFrom: string;
}

function mappingOf({ baseUrl, paths, pathsFrom }: Options): TsconfigMapping {
  const base = baseUrl ?? pathsFrom;
  const entries = Object.entries(paths ?? {}).map(
    ([pattern, targets]) =>
      [
        pattern,
        listOf(targets)
          .filter((target) => typeof target === 'string')
          .map((target) => resolve(base, target)),
      ] as const,
  );
  return { baseUrl, paths: entries };
}

/** The options of a file over those of what it extends; what is not there is left out, as TypeScript does. */
function optionsOf(config: string, json: Json, chain: number): Options | undefined {
  const folder = dirname(config);
  const options = json['compilerOptions'] ?? {};
  if (chain === 0 || !isObject(options) || others.some((name) => name in options)) return undefined;
  const { baseUrl, paths } = options;
  if (JSON.stringify([baseUrl, paths]).includes('${configDir}')) return undefined;
  let above: Options = { baseUrl: undefined, paths: undefined, pathsFrom: folder };
  for (const name of listOf(json['extends'] ?? [])) {
    if (typeof name !== 'string') return undefined;
    const file = extended(name, folder);
    if (file === 'absent') continue;
    const text = file === 'unsure' ? undefined : read(file);
    const inherited = text && file !== 'unsure' ? optionsOf(file, text, chain - 1) : undefined;
    if (!inherited) return undefined;
    above = {
      baseUrl: inherited.baseUrl ?? above.baseUrl,
      ...(inherited.paths ? inherited : { paths: above.paths, pathsFrom: above.pathsFrom }),
    };
  }
  return {
    baseUrl: typeof baseUrl === 'string' ? resolve(folder, baseUrl) : above.baseUrl,
    ...(isObject(paths) ? { paths, pathsFrom: folder } : { paths: above.paths, pathsFrom: above.pathsFrom }),
  };
}

/** The file that `extends` names. */
function extended(name: string, folder: string): string {
  if (isAbsolute(name) || /^\.{1,2}(?:\/|$)/.test(name)) {
    const path = resolve(folder, name);
    return [path, `${path}.json`].find(isFile) ?? 'absent';
  }
  const packageName = name.split('/', name.startsWith('@') ? 2 : 1).join('/');
  for (let here = folder; ; here = dirname(here)) {
    const at = join(here, 'node_modules', packageName);
    if (statSync(at, { throwIfNoEntry: false })?.isDirectory()) {
      const manifest = read(join(at, 'package.json'));
      if (!manifest || 'exports' in manifest || 'tsconfig' in manifest) return 'unsure';
      const path = join(here, 'node_modules', name);
      return [path, `${path}.json`, join(path, 'tsconfig.json')].find(isFile) ?? 'unsure';
    }
    if (dirname(here) === here) return 'absent';
  }
}

function read(path: string): Json | undefined {
  const text = tryReadText(path, { maxBytes: smallFile });
  if (text === undefined) return undefined;
  const errors: ParseError[] = [];
  const json: unknown = parse(text, errors, { allowTrailingComma: true });
  return errors.length === 0 && isObject(json) ? json : undefined;
}

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const listOf = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? value : value === undefined ? [] : [value];
const isFile = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
