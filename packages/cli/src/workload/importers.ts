import type { ExportFact, ImportRef } from '@faultline/code-analysis';
import type { ModuleResolver } from './module-resolution.js';
import type { ProjectFacts } from './shared-facts.js';
import type { Specifiers } from './specifiers.js';

/** Finds who imports a file. */
export class Importers {
  constructor(
    private readonly specifiers: Specifiers,
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
      if (open.length === 0) continue;
      for (const { file: importer, module, isExported } of this.specifiers.naming(carrier)) {
        if (isExported) carriers.push(importer);
        const refs = open.map((name) => ({ module, export: name }));
        found.set(importer, [...(found.get(importer) ?? []), ...refs]);
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
}

/** True for what callers have to bound: a function that takes a bound or the options of a client, or a holder of such. */
function isOpen(fact: ExportFact | undefined): boolean {
  if (fact?.kind === 'factory') return true;
  if (fact?.kind === 'wrapper') return fact.status !== 'bounded' && fact.options.length > 0;
  return (fact?.kind === 'members' || fact?.kind === 'class') && Object.values(fact.members).some(isOpen);
}
