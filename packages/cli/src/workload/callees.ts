import type { CalleeFact, CalleeFacts, FunctionFacts, ImportRef, Target } from '@faultline/code-analysis';
import { display } from '../paths.js';
import type { ModuleResolver } from './module-resolution.js';

/** What the functions of a file do; undefined when it cannot be read or parsed. */
export type FunctionsOf = (file: string) => FunctionFacts | undefined;

/** Files between a call and what is remote in the end; longer ways say less and less. */
const deepest = 4;

const unknown: CalleeFact = { work: 'unknown' };

/** Finds what functions of other files do, from callers to those that they call. Each file is parsed once. */
export class Callees {
  readonly #functions = new Map<string, FunctionFacts | undefined>();
  readonly #answers = new Map<string, CalleeFact>();
  /** Functions that are being asked: those that call each other come to an end. */
  readonly #active = new Set<string>();

  constructor(
    private readonly root: string,
    private readonly resolver: ModuleResolver,
    private readonly functionsOf: FunctionsOf,
    /** Whether the path of a member of a client is no call of another system. */
    private readonly makesNoCall: (names: readonly string[]) => boolean,
  ) {}

  /** What the functions do that a file asks for. */
  of(importer: string, refs: readonly ImportRef[]): CalleeFacts {
    const facts: Record<string, Record<string, CalleeFact>> = {};
    for (const { module, export: name } of refs)
      (facts[module] ??= {})[name] = this.#ask(importer, { module, path: name.split('.') }, deepest);
    return facts;
  }

  #ask(importer: string, { module, path }: Target, depth: number): CalleeFact {
    const file = this.resolver.resolve(module, importer);
    return file === undefined ? { work: 'outside' } : this.#answer(file, path, depth);
  }

  #answer(file: string, path: readonly string[], depth: number): CalleeFact {
    const key = `${file}\0${path.join('.')}\0${depth}`;
    const known = this.#answers.get(key);
    if (known) return known;
    const active = `${file}\0${path.join('.')}`;
    if (depth === 0 || this.#active.has(active)) return unknown;
    this.#active.add(active);
    try {
      const answer = this.#find(file, path, depth - 1);
      this.#answers.set(key, answer);
      return answer;
    } finally {
      this.#active.delete(active);
    }
  }

  #find(file: string, path: readonly string[], depth: number): CalleeFact {
    const facts = this.#factsOf(file);
    if (!facts) return unknown;
    const name = path.join('.');
    if (Object.hasOwn(facts.functions, name)) return this.#doneBy(file, facts.functions[name], depth);
    for (let length = path.length; length > 0; length -= 1) {
      const start = path.slice(0, length).join('.');
      const rest = path.slice(length);
      const at = Object.hasOwn(facts.clients, start) ? facts.clients[start] : undefined;
      if (at && rest.length > 0) return this.makesNoCall(rest) ? unknown : { work: 'remote', at: this.#in(file, at) };
      const target = Object.hasOwn(facts.aliases, start) ? facts.aliases[start] : undefined;
      if (target) return this.#ask(file, { module: target.module, path: [...target.path, ...rest] }, depth);
      const base = Object.hasOwn(facts.bases, start) ? facts.bases[start] : undefined;
      if (base && rest.length > 0) return this.#inherited(file, base, rest, depth);
    }
    return this.#throughStars(file, facts.stars, path, depth);
  }

  #doneBy(file: string, fact: FunctionFacts['functions'][string] | undefined, depth: number): CalleeFact {
    if (!fact) return unknown;
    const { list } = fact;
    const length = typeof list === 'object' ? this.#ask(file, list, depth).list : list;
    const common = length !== undefined && { list: length };
    if (fact.remote) return { work: 'remote', at: this.#in(file, fact.remote), ...common };
    const called = fact.calls.map((target) => this.#ask(file, target, depth));
    const remote = called.find(({ work }) => work === 'remote');
    if (remote?.at) return { work: 'remote', at: remote.at, ...common };
    const isLocal = !fact.open && called.every(({ work }) => work === 'local');
    return { work: isLocal ? 'local' : 'unknown', ...common };
  }

  /** What a package's class does is not known. */
  #inherited(file: string, base: Target, rest: readonly string[], depth: number): CalleeFact {
    const found = this.#ask(file, { module: base.module, path: [...base.path, ...rest] }, depth);
    return found.work === 'outside' ? unknown : found;
  }

  #throughStars(file: string, stars: readonly string[], path: readonly string[], depth: number): CalleeFact {
    if (path[0] === 'default') return unknown;
    for (const module of stars) {
      const found = this.#ask(file, { module, path }, depth);
      if (found.work === 'remote' || found.work === 'local' || found.list !== undefined) return found;
    }
    return unknown;
  }

  #in(file: string, at: NonNullable<CalleeFact['at']>): NonNullable<CalleeFact['at']> {
    return { ...at, file: at.file ?? display(this.root, file) };
  }

  #factsOf(file: string): FunctionFacts | undefined {
    if (!this.#functions.has(file)) this.#functions.set(file, this.functionsOf(file));
    return this.#functions.get(file);
  }
}
