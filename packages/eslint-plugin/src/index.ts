import { createRequire } from 'node:module';
import type { BestPracticeId, CheckMetadata } from '@faultline/catalog';
import { codeChecks } from '@faultline/code-analysis';
import type { ESLint, Linter } from 'eslint';
import { makeConfigs } from './configs.js';
import { infrastructureConfig, type InfrastructureConfigOptions } from './editor/infrastructure-config.js';
import { infrastructureFindings, ruleName } from './editor/infrastructure-findings.js';
import { ruleOfCheck } from './rule-of-check.js';

export type { CheckMetadata } from '@faultline/catalog';
export { opposingRules, type ClientSetting, type FaultlineSettings, type OpposingRule } from '@faultline/code-analysis';
export type { InfrastructureConfigOptions } from './editor/infrastructure-config.js';

/** Name of a preset: one of high precision, one with everything, one a best practice, and one against contradictions. */
export type ConfigName = 'recommended' | 'strict' | Lowercase<BestPracticeId> | 'without-conflicts';

/** The plugin as `eslint.config.js` takes it. */
export interface FaultlinePlugin extends ESLint.Plugin {
  readonly meta: { name: string; version: string; namespace: string };
  readonly rules: NonNullable<ESLint.Plugin['rules']>;
  readonly configs: Record<ConfigName, Linter.Config>;
  /** A configuration that shows infrastructure findings of the last check in the editor. */
  readonly infrastructureFindings: (options?: InfrastructureConfigOptions) => Linter.Config;
}

const { name, version } = createRequire(import.meta.url)('../package.json') as { name: string; version: string };
const metadata = codeChecks.map(({ meta }) => meta);

/** Metadata of every check in code, sorted by name. */
export const checks: readonly CheckMetadata[] = metadata;

const plugin: ESLint.Plugin = {
  meta: { name, version, namespace: 'faultline' },
  // The last one judges nothing: it shows what another program found.
  rules: {
    ...Object.fromEntries(codeChecks.map((check) => [check.meta.name, ruleOfCheck(check)])),
    [ruleName]: infrastructureFindings,
  },
};
plugin.configs = makeConfigs(plugin, metadata);

const faultline = Object.assign(plugin, {
  infrastructureFindings: (options?: InfrastructureConfigOptions) => infrastructureConfig(plugin, options),
}) as FaultlinePlugin;
export default faultline;
// What `require('eslint-plugin-faultline')` gives to a configuration in CommonJS.
export { faultline as 'module.exports' };
