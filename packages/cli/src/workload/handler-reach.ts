import type { CallerFact, Passage, PassageFacts, ReachedExports } from '@faultline/code-analysis';
import { display } from '../paths.js';
import type { Specifiers } from './specifiers.js';

/** What a file runs in other files; undefined when it cannot be read or parsed. */
export type PassagesOf = (file: string) => PassageFacts | undefined;

/** Files between a handler and the code that it reaches; longer ways are rare, and say less and less. */
const longest = 5;

/** Use of an export of a file by another file. */
interface Use extends Pick<Passage, 'handlers' | 'exports'> {
  readonly user: string;
}

interface Step {
  readonly file: string;
  readonly name: string;
  readonly guard: CallerFact['guard'];
}

/** Finds the handlers that reach the exports of files, from callers to their callers. Each file is parsed once. */
export class HandlerReach {
  readonly #passages = new Map<string, PassageFacts | undefined>();
  readonly #uses = new Map<string, readonly Use[]>();

  constructor(
    private readonly root: string,
    private readonly specifiers: Specifiers,
    private readonly passagesOf: PassagesOf,
  ) {}

  /** The handlers of other files that reach these exports of a file; those that none reaches are left out. */
  of(file: string, exports: readonly string[]): ReachedExports {
    const found = exports.map((name) => [name, this.#handlersOf(file, name)] as const);
    return Object.fromEntries(found.filter(([, handlers]) => handlers.length > 0));
  }

  /** The nearest handlers of each kind that reach an export. */
  #handlersOf(file: string, name: string): readonly CallerFact[] {
    const found = new Map<string, CallerFact>();
    const seen = new Set<string>();
    let steps: Step[] = [{ file, name, guard: 'none' }];
    for (let distance = 0; distance < longest && steps.length > 0; distance += 1) {
      const next: Step[] = [];
      for (const step of steps) {
        const key = `${step.file}\0${step.name}\0${step.guard}`;
        if (seen.has(key)) continue;
        seen.add(key);
        for (const { user, handlers, exports } of this.#usesOf(step.file, step.name)) {
          for (const handler of handlers) {
            const guard = stronger(handler.guard, step.guard);
            const kind = `${handler.source} ${handler.host} ${guard}`;
            const at = { ...handler.at, file: display(this.root, user) };
            if (!found.has(kind)) found.set(kind, { ...handler, guard, at });
          }
          for (const one of exports) next.push({ file: user, name: one.name, guard: stronger(one.guard, step.guard) });
        }
      }
      steps = next;
    }
    return [...found.values()];
  }

  /** Where other files run an export of a file, also under the names under which others pass it on. */
  #usesOf(file: string, name: string): readonly Use[] {
    const key = `${file}\0${name}`;
    const known = this.#uses.get(key);
    if (known) return known;
    // Files that pass on to each other come back to here.
    this.#uses.set(key, []);
    const uses = this.specifiers.naming(file).flatMap(({ file: user, module, isExported }): readonly Use[] => {
      const facts = user === file || !this.#mayUse(user, name, isExported) ? undefined : this.#factsOf(user);
      if (!facts) return [];
      const own = facts.passages.filter((one) => one.module === module && one.path.join('.') === name);
      const passedOn = isExported ? newNames(facts, module, name).flatMap((as) => this.#usesOf(user, as)) : [];
      return [...own.map((one) => ({ ...one, user })), ...passedOn];
    });
    this.#uses.set(key, uses);
    return uses;
  }

  /** True for a file that says the name, or may pass on what it belongs to. Others need not be parsed. */
  #mayUse(file: string, name: string, passesOn: boolean): boolean {
    const path = name.split('.');
    const last = path.at(-1) ?? '';
    if (last === 'default') return true;
    const text = this.specifiers.textOf(file);
    return text.includes(last) || (passesOn && (/export\s*\*/.test(text) || path.length > 1));
  }

  #factsOf(file: string): PassageFacts | undefined {
    if (!this.#passages.has(file)) this.#passages.set(file, this.passagesOf(file));
    return this.#passages.get(file);
  }
}

/** Names under which a file passes on an export of a module. */
function newNames({ aliases, stars }: PassageFacts, module: string, name: string): readonly string[] {
  const renamed = Object.entries(aliases).flatMap(([as, { module: from, path }]) => {
    if (from !== module) return [];
    const whole = path.join('.');
    if (whole === '') return [`${as}.${name}`];
    if (name !== whole && !name.startsWith(`${whole}.`)) return [];
    return [as + name.slice(whole.length)];
  });
  const isStar = stars.includes(module) && name.split('.')[0] !== 'default';
  return isStar ? [...renamed, name] : renamed;
}

const order = ['none', 'marker', 'utility'] as const;

function stronger(a: CallerFact['guard'], b: CallerFact['guard']): CallerFact['guard'] {
  return order.indexOf(a) > order.indexOf(b) ? a : b;
}
