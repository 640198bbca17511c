import { readText, smallFile } from '@faultline/catalog/files';
import type { ExportFact, ExportFacts, ImportFacts, ImportRef, SharedFacts, Source } from '@faultline/code-analysis';
import { display } from '../paths.js';
import type { ModuleResolver } from './module-resolution.js';

/** Chains from one file to the next are short in real code; this ends long ones. */
const deepest = 6;

/** What finding the facts of files needs. */
export interface FactsScope {
  /** Folder that places are told relative to. Absolute. */
  readonly root: string;
  readonly resolver: ModuleResolver;
  /** The file's source; undefined when it cannot be read or parsed. */
  readonly parse: (file: string) => Source | undefined;
  /** What a file exports, when this is known of its imports; undefined when it cannot be told. */
  readonly factsOf: (source: Source, file: string, imports: ImportFacts) => SharedFacts | undefined;
}

/** What files export, over as many files as it takes. Each file is parsed once. */
export class ProjectFacts {
  readonly #exports = new Map<string, ExportFacts | undefined>();
  /** Facts of files that are being asked: by themselves, so that files which import each other come to an end. */
  readonly #active = new Map<string, ExportFacts>();

  constructor(private readonly scope: FactsScope) {}

  /** What is known of the exports that a file asks for. */
  importsOf(importer: string, refs: readonly ImportRef[], depth = deepest): ImportFacts {
    const facts: Record<string, Record<string, ExportFact>> = {};
    for (const ref of refs) {
      const target = this.scope.resolver.resolve(ref.module, importer);
      const fact = target === undefined ? undefined : this.factOf(target, ref.export, depth);
      if (fact) (facts[ref.module] ??= {})[ref.export] = fact;
    }
    return facts;
  }

  /** An export of a file, through whatever files it is exported again. */
  factOf(file: string, name: string, depth = deepest): ExportFact | undefined {
    const exported = this.exportsOf(file, depth);
    if (!exported) return undefined;
    const own = Object.hasOwn(exported.named, name) ? exported.named[name] : undefined;
    if (own?.kind === 'from') return depth > 0 ? this.#follow(file, own, depth - 1) : undefined;
    if (own) return placed(own, display(this.scope.root, file));
    if (name === 'default' || depth === 0) return undefined;
    for (const module of exported.stars) {
      const target = this.scope.resolver.resolve(module, file);
      const fact = target === undefined ? undefined : this.factOf(target, name, depth - 1);
      if (fact) return fact;
    }
    return undefined;
  }

  /** Names that can be imported from a file, without those of `export *`. */
  namesOf(file: string): readonly string[] {
    return Object.keys(this.exportsOf(file)?.named ?? {});
  }

  exportsOf(file: string, depth = deepest): ExportFacts | undefined {
    const active = this.#active.get(file);
    if (active) return active;
    if (!this.#exports.has(file)) this.#exports.set(file, this.#read(file, depth));
    return this.#exports.get(file);
  }

  #read(file: string, depth: number): ExportFacts | undefined {
    const source = this.scope.parse(file);
    if (!source) return undefined;
    const alone = this.scope.factsOf(source, file, {});
    if (!alone || alone.pending.length === 0 || depth === 0) return alone;
    this.#active.set(file, alone);
    let imports: ImportFacts;
    try {
      imports = this.importsOf(file, alone.pending, depth - 1);
    } finally {
      this.#active.delete(file);
    }
    return Object.keys(imports).length === 0 ? alone : (this.scope.factsOf(source, file, imports) ?? alone);
  }

  #follow(
    file: string,
    { module, export: path }: Extract<ExportFact, { kind: 'from' }>,
    depth: number,
  ): ExportFact | undefined {
    const target = this.scope.resolver.resolve(module, file);
    if (target === undefined) return undefined;
    if (path === '*') return this.#namespace(target, depth);
    const [name = '', ...rest] = path.split('.');
    let fact = this.factOf(target, name, depth);
    for (const member of rest) {
      fact = fact?.kind === 'members' && Object.hasOwn(fact.members, member) ? fact.members[member] : undefined;
    }
    return fact;
  }

  #namespace(file: string, depth: number): ExportFact {
    const members: Record<string, ExportFact> = {};
    for (const name of this.namesOf(file)) {
      const fact = this.factOf(file, name, depth);
      if (fact) members[name] = fact;
    }
    return { kind: 'members', members };
  }
}

/** The fact with the name of the file in which it is made. */
function placed(fact: ExportFact, file: string): ExportFact {
  const at = fact.at && { at: { ...fact.at, file: fact.at.file ?? file } };
  if (fact.kind !== 'members' && fact.kind !== 'class') return { ...fact, ...at };
  const members = Object.fromEntries(Object.entries(fact.members).map(([name, one]) => [name, placed(one, file)]));
  return { ...fact, ...at, members };
}

/** A parser for `FactsScope` that takes TypeScript and JavaScript. */
export async function sourceParser(): Promise<(file: string) => Source | undefined> {
  const { parseForESLint } = await import('@typescript-eslint/parser');
  return (file) => {
    try {
      const text = readText(file, { maxBytes: smallFile });
      const { ast, scopeManager, visitorKeys } = parseForESLint(text, {
        filePath: file,
        range: true,
        loc: true,
        sourceType: 'module',
        jsDocParsingMode: 'none',
        warnOnUnsupportedTypeScriptVersion: false,
        ecmaFeatures: { jsx: !/\.[cm]?ts$/.test(file) },
      });
      return { ast, scopeManager, visitorKeys, text } as Source;
    } catch {
      return undefined;
    }
  };
}
