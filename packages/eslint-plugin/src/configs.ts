import { bestPractices, type Severity } from '@faultline/catalog';
import type { ESLint, Linter } from 'eslint';
import { opposingRules, type CodeCheckMetadata } from '@faultline/code-analysis';

const levels: Record<Severity, 'error' | 'warn'> = { error: 'error', warning: 'warn', note: 'warn' };

/**
 * Makes the presets of the plugin from the metadata of its checks: `recommended`, `strict`, and one a best practice
 * (`rel05-bp05`), which is empty as long as no check in code belongs to it. `without-conflicts` has no rules of ours: it
 * switches off those of others that argue against the best practices, and goes behind them.
 * @param plugin the plugin object itself, which a flat configuration must carry
 */
export function makeConfigs(
  plugin: ESLint.Plugin,
  checks: readonly CodeCheckMetadata[],
): Record<string, Linter.Config> {
  const config = (name: string, belongs: (check: CodeCheckMetadata) => boolean): [string, Linter.Config] => [
    name,
    {
      name: `faultline/${name}`,
      plugins: { faultline: plugin },
      rules: Object.fromEntries(
        checks.filter(belongs).map((check) => [`faultline/${check.name}`, levels[check.severity]]),
      ),
    },
  ];
  return Object.fromEntries([
    config('recommended', (check) => check.preset === 'recommended'),
    config('strict', () => true),
    ...bestPractices.map(({ id }) => config(id.toLowerCase(), (check) => check.bestPractice === id)),
    ['without-conflicts', withoutConflicts],
  ]);
}

const withoutConflicts: Linter.Config = {
  name: 'faultline/without-conflicts',
  rules: Object.fromEntries(opposingRules.map(({ rule }) => [rule, 'off'])),
};
