import { createRequire } from 'node:module';
import type { BestPracticeId, CheckMetadata } from '@faultline/catalog';
import type { ESLint, Linter } from 'eslint';
import { makeConfigs } from './configs.js';
import { codeRules } from './rules/index.js';

export type { CheckMetadata } from '@faultline/catalog';
export type { ClientSetting, FaultlineSettings } from './settings.js';

/** Name of a preset: one of high precision, one with everything, and one a best practice. */
export type ConfigName = 'recommended' | 'strict' | Lowercase<BestPracticeId>;

/** The plugin as `eslint.config.js` takes it. */
export interface FaultlinePlugin extends ESLint.Plugin {
  readonly meta: { name: string; version: string; namespace: string };
  readonly rules: NonNullable<ESLint.Plugin['rules']>;
  readonly configs: Record<ConfigName, Linter.Config>;
}

const { name, version } = createRequire(import.meta.url)('../package.json') as { name: string; version: string };
const codeChecks = codeRules.map((rule) => rule.check);

/** Metadata of every check in code, sorted by name. */
export const checks: readonly CheckMetadata[] = codeChecks;

const plugin: ESLint.Plugin = {
  meta: { name, version, namespace: 'faultline' },
  rules: Object.fromEntries(codeRules.map((rule) => [rule.check.name, rule])),
};
plugin.configs = makeConfigs(plugin, codeChecks);

const faultline = plugin as FaultlinePlugin;
export default faultline;
// What `require('eslint-plugin-faultline')` gives to a configuration in CommonJS.
export { faultline as 'module.exports' };
