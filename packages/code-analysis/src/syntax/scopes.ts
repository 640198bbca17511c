import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import type { Node } from './tree.js';

export type Variable = TSESLint.Scope.Variable;
export type Reference = TSESLint.Scope.Reference;

/** Which variable every identifier of a file stands for. */
export class Scopes {
  readonly #manager: TSESLint.Scope.ScopeManager | null;
  #globals: readonly Reference[] | undefined;
  #variables: ReadonlyMap<Node, Variable | null> | undefined;

  constructor(scopeManager: TSESLint.Scope.ScopeManager | null) {
    this.#manager = scopeManager;
  }

  /** References that no declaration of the file answers. */
  get globals(): readonly Reference[] {
    return (this.#globals ??= globalsOf(this.#manager));
  }

  /** The variable that an identifier reads, writes or declares; undefined for globals. */
  variableOf(identifier: TSESTree.Identifier): Variable | undefined {
    return this.#byIdentifier().get(identifier) ?? undefined;
  }

  /** True for the name of a global that no declaration of the file hides. */
  isGlobal(identifier: TSESTree.Identifier): boolean {
    return this.#byIdentifier().get(identifier) === null;
  }

  /** Made for the first question only: for most files there is none. */
  #byIdentifier(): ReadonlyMap<Node, Variable | null> {
    return (this.#variables ??= variablesOf(this.#manager));
  }
}

/** What runtimes bring along and checks look at. */
const runtimeGlobals =
  /^(?:fetch|require|module|exports|process|global|globalThis|Buffer|Promise|Math|URL|AbortController|AbortSignal|(?:set|clear)(?:Timeout|Interval|Immediate)|WebSocket|EventSource)$/;

/** True for `declare const fetch: Fetch`: it tells the compiler a type, and what it names is the global all the same. */
const isTypeOnly = ({ name, defs }: Variable): boolean =>
  runtimeGlobals.test(name) &&
  defs.length > 0 &&
  defs.every(({ node, parent }) => [node, parent].some((one) => one && 'declare' in one && one.declare));

function globalsOf(manager: TSESLint.Scope.ScopeManager | null): readonly Reference[] {
  const [global, module] = manager?.scopes ?? [];
  if (!global) return [];
  const typed = [global, ...(module ? [module] : [])].flatMap(({ variables }) => variables.filter(isTypeOnly));
  // Names that a configuration or the type checker's library declares have a variable without a definition.
  const declared = global.variables.filter(({ defs }) => defs.length === 0).flatMap(({ references }) => references);
  return [...global.through, ...declared, ...typed.flatMap(({ references }) => references)];
}

function variablesOf(manager: TSESLint.Scope.ScopeManager | null): ReadonlyMap<Node, Variable | null> {
  const found = new Map<Node, Variable | null>();
  for (const { variables } of manager?.scopes ?? [])
    for (const variable of variables) for (const name of variable.identifiers) found.set(name, variable);
  for (const { references } of manager?.scopes ?? [])
    for (const { identifier, resolved } of references) {
      if (resolved && resolved.defs.length > 0 && !isTypeOnly(resolved)) found.set(identifier, resolved);
      else if (!found.has(identifier)) found.set(identifier, null);
    }
  return found;
}
