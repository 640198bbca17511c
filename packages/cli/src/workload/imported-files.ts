import { basename, dirname, resolve } from 'node:path';
import { smallFile, tryReadText } from '@faultline/catalog/files';
import { FileMemory } from '../files/file-memory.js';
import { ModuleResolver } from './module-resolution.js';

/** Characters between `import` and `from`; a list of names is shorter, and a text without an end is not searched for ever. */
const longestClause = 2_000;
/** Imports and exports of values, `require`, `import()`, and what is loaded as a worker or by its address. */
const importPattern = new RegExp(
  `(?:\\b(?:import|export)\\b(?!\\s+type\\b(?!\\s*,|\\s+from\\b))[^'"\`;()]{0,${longestClause}}?\\bfrom\\s*` +
    `|\\bimport\\s*|\\b(?:require|require\\.resolve|import)\\s*\\(\\s*|\\bnew\\s+(?:URL|Worker)\\s*\\(\\s*)(['"])([^'"\\n]+)\\1`,
  'g',
);

/** Where imports are followed. Absolute folders. */
export interface ImportScope {
  readonly root: string;
  /** Folder above which no tsconfig is looked for. */
  readonly repository: string;
}

/**
 * Which of the candidates some files import, directly or through other candidates; read off their text, without parsing.
 * @param importers absolute paths
 * @param candidates absolute paths
 * @param counts whether a file that imports counts, by its path and its text
 * @returns the candidates with a file that imports them
 */
export function importedFiles(
  importers: readonly string[],
  candidates: ReadonlySet<string>,
  scope: ImportScope,
  counts: (path: string, text: string) => boolean = () => true,
  memory = new FileMemory(),
): Map<string, string> {
  const found = new Map<string, string>();
  if (candidates.size === 0) return found;
  const stems = new Set([...candidates].flatMap(stemsOf));
  let resolver: ModuleResolver | undefined;
  const queue = [...importers];
  for (let file = queue.pop(); file !== undefined; file = queue.pop()) {
    for (const module of memory.get('imports', file, () => importsOf(file, scope.root, counts))) {
      if (!stems.has(stemOf(module)) && !/^@[\w-]+\/[\w.-]+$/.test(module)) continue;
      resolver ??= new ModuleResolver({
        ...scope,
        files: [...importers, ...candidates],
        onBroken: () => undefined,
      });
      // A component is no module to the resolver, and is imported by its whole name.
      const written = resolve(dirname(file), module);
      const target = candidates.has(written) ? written : resolver.resolve(module, file);
      if (target === undefined || !candidates.has(target) || found.has(target)) continue;
      found.set(target, file);
      queue.push(target);
    }
  }
  return found;
}

function importsOf(file: string, root: string, counts: (path: string, text: string) => boolean): readonly string[] {
  const text = tryReadText(file, { maxBytes: smallFile, within: root }) ?? '';
  return counts(file, text)
    ? [...new Set(Array.from(text.matchAll(importPattern), ([, , module = '']) => module))]
    : [];
}

/** How a specifier that means the file may end. */
function stemsOf(path: string): string[] {
  const stem = stemOf(path);
  return stem === 'index' ? [stem, basename(dirname(path)), '.', '..'] : [stem];
}

function stemOf(path: string): string {
  return /^\.{1,2}$/.test(path) ? path : basename(path).replace(/\.(?:[cm]?[jt]sx?|vue|svelte|astro)$/, '');
}
