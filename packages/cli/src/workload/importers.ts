import { readFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import type { ExportFact, ImportRef } from 'eslint-plugin-faultline/facts';
import type { ModuleResolver } from './module-resolution.js';
import type { ProjectFacts } from './shared-facts.js';

/** An import or an export of what is in another file, as it is written. */
interface Specifier {
  readonly module: string;
  readonly isExported: boolean;
}

const specifierPattern = /(?:\b(import|export)\b[^'"`;()]*?\bfrom\s*|\b(?:require|import)\s*\(\s*)['"]([^'"\n]+)['"]/g;

/** Finds who imports a file, without parsing anything: names are compared first, and only likely ones are resolved. */
export class Importers {
  #specifiers: ReadonlyMap<string, readonly Specifier[]> | undefined;

  constructor(
    private readonly files: readonly string[],
    private readonly resolver: ModuleResolver,
    private readonly facts: ProjectFacts,
  ) {}

  /** The scanned files that import functions of the file whose callers decide, and which exports they can name. */
  of(provider: string): ReadonlyMap<string, readonly ImportRef[]> {
    const found = new Map<string, ImportRef[]>();
    const seen = new Set<string>();
    const carriers = [provider];
    for (let carrier = carriers.pop(); carrier !== undefined; carrier = carriers.pop()) {
      if (seen.has(carrier)) continue;
      seen.add(carrier);
      const open = this.#openNames(carrier);
      for (const [importer, { module, isExported }] of this.#naming(carrier)) {
        if (isExported) carriers.push(importer);
        const refs = open.map((name) => ({ module, export: name }));
        if (refs.length > 0) found.set(importer, [...(found.get(importer) ?? []), ...refs]);
      }
    }
    return found;
  }

  /** Exports of a file, its own or passed on, that make calls which their callers have to bound. */
  #openNames(file: string, seen: ReadonlySet<string> = new Set()): readonly string[] {
    if (seen.has(file)) return [];
    const own = this.facts.namesOf(file).filter((name) => isOpen(this.facts.factOf(file, name)));
    const passed = (this.facts.exportsOf(file)?.stars ?? []).flatMap((module) => {
      const target = this.resolver.resolve(module, file);
      const names = target === undefined ? [] : this.#openNames(target, new Set([...seen, file]));
      return names.filter((name) => name !== 'default');
    });
    return [...new Set([...own, ...passed])];
  }

  #naming(target: string): readonly (readonly [string, Specifier])[] {
    const names = new Set([stem(target), ...(stem(target) === 'index' ? [basename(dirname(target)), '.', '..'] : [])]);
    return this.files.flatMap((file) =>
      (this.#all().get(file) ?? [])
        .filter(({ module }) => names.has(stem(module)) || isPackage(module))
        .filter(({ module }) => this.resolver.resolve(module, file) === target)
        .map((specifier) => [file, specifier] as const),
    );
  }

  #all(): ReadonlyMap<string, readonly Specifier[]> {
    return (this.#specifiers ??= new Map(this.files.map((file) => [file, specifiersIn(file)])));
  }
}

/** True for what callers have to bound: a function that takes a bound and has none of its own, or a holder of such. */
function isOpen(fact: ExportFact | undefined): boolean {
  if (fact?.kind === 'wrapper') return fact.status !== 'bounded' && fact.options.length > 0;
  return (fact?.kind === 'members' || fact?.kind === 'class') && Object.values(fact.members).some(isOpen);
}

/** Name of a file, or last part of a specifier, without its ending. */
function stem(path: string): string {
  return /^\.{1,2}$/.test(path) ? path : basename(path).replace(/\.[cm]?[jt]sx?$/, '');
}

/** `@acme/http`: the name of a package says nothing about its files. */
const isPackage = (module: string): boolean => /^@[\w-]+\/[\w.-]+$/.test(module);

function specifiersIn(file: string): readonly Specifier[] {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return [];
  }
  return [...text.matchAll(specifierPattern)].map(([, keyword, module = '']) => ({
    module,
    isExported: keyword === 'export',
  }));
}
