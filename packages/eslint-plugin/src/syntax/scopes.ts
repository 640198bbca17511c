import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import type { Node } from './tree.js';

export type Variable = TSESLint.Scope.Variable;
export type Reference = TSESLint.Scope.Reference;

/** Which variable every identifier of a file stands for. */
export class Scopes {
  readonly #byIdentifier = new Map<Node, Variable | null>();
  readonly #declared = new Map<Node, Variable>();
  /** References that no declaration of the file answers: globals. */
  readonly globals: readonly Reference[];

  constructor(scopeManager: TSESLint.Scope.ScopeManager | null) {
    const globals: Reference[] = [];
    for (const scope of scopeManager?.scopes ?? []) {
      for (const reference of scope.references) {
        const variable = reference.resolved && reference.resolved.defs.length > 0 ? reference.resolved : null;
        this.#byIdentifier.set(reference.identifier, variable);
        if (!variable) globals.push(reference);
      }
      for (const variable of scope.variables) {
        for (const name of variable.identifiers) this.#declared.set(name, variable);
      }
    }
    this.globals = globals;
  }

  /** The variable that an identifier reads, writes or declares; undefined for globals. */
  variableOf(identifier: TSESTree.Identifier): Variable | undefined {
    return this.#byIdentifier.get(identifier) ?? this.#declared.get(identifier);
  }

  /** True for the name of a global that no declaration of the file hides. */
  isGlobal(identifier: TSESTree.Identifier): boolean {
    return this.#byIdentifier.get(identifier) === null;
  }
}
