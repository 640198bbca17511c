import type { Settings } from '@faultline/code-analysis';
import type { Linters } from './code-linter.js';

/** How a configuration has a rule. */
export interface RuleSetting {
  readonly level: 1 | 2;
  readonly options: readonly unknown[];
}

/** How one file is judged. */
export interface FilePlan {
  /** Name of our plugin in the configuration, usually `faultline`. */
  readonly namespace: string;
  /** The checks that run, by name. */
  readonly rules: ReadonlyMap<string, RuleSetting>;
  /** True for the project's own configuration, whose levels count. */
  readonly isOfProject: boolean;
  /** Settings of the configuration, where it has some of its own. */
  readonly settings?: Settings | undefined;
  /** Whether comments that switch rules off count. */
  readonly hearsComments: boolean;
  /** Whether only ESLint can judge it: a component, or a file that the configuration takes apart. */
  readonly needsEslint: boolean;
  /** ESLint with the same rules, for what our own parser cannot take. */
  readonly linters: () => Promise<Linters>;
}
