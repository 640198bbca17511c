import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Preset } from '@faultline/catalog';
import type { ESLint, Linter } from 'eslint';
import { isInside } from '../paths.js';

/** ESLint, made ready to run our rules only, on the files under one configuration. */
export interface CodeLinter {
  readonly eslint: ESLint;
  /** The same without the audit, for comments that suppress nothing: there only violations count as suppressed. */
  readonly forComments: () => ESLint;
  /** Name of our plugin in the configuration. */
  readonly namespace: string;
  /** Names of the checks that it runs. */
  readonly checks: ReadonlySet<string>;
  /** True for the project's own configuration. */
  readonly isOfProject: boolean;
}

/** What every linter is told beside its configuration. */
export interface LinterOptions {
  readonly root: string;
  readonly preset: Preset;
  /** Names of the checks that run where the preset decides. */
  readonly presetChecks: ReadonlySet<string>;
  /** Names of the checks that may run where the project's own configuration decides. */
  readonly allowedChecks: ReadonlySet<string>;
  /** Settings under `settings.faultline`. */
  readonly settings: Readonly<Record<string, unknown>>;
}

/** Extensions of files with code. */
export const codeExtensions = ['ts', 'tsx', 'mts', 'cts', 'js', 'jsx', 'mjs', 'cjs'] as const;

const pluginName = 'eslint-plugin-faultline';
const configNames = ['js', 'mjs', 'cjs', 'ts', 'mts', 'cts'].map((extension) => `eslint.config.${extension}`);

/** The nearest `eslint.config.*` at the folder or above it, not above the limit. */
export function findEslintConfig(folder: string, limit: string): string | undefined {
  for (let here = folder; isInside(limit, here); here = dirname(here)) {
    const found = configNames.map((name) => join(here, name)).find((path) => existsSync(path));
    if (found !== undefined) return found;
    if (here === dirname(here)) return undefined;
  }
  return undefined;
}

function overlay(options: LinterOptions, audit: boolean): Linter.Config[] {
  return [
    {
      settings: { faultline: { ...options.settings, audit } },
      linterOptions: {
        reportUnusedDisableDirectives: audit ? 'off' : 'warn',
        reportUnusedInlineConfigs: 'off',
      },
    },
  ];
}

/** Makes a linter that audits at once, and one that does not when it is first asked for. */
function pair(make: (audit: boolean) => ESLint): Pick<CodeLinter, 'eslint' | 'forComments'> {
  let other: ESLint | undefined;
  return { eslint: make(true), forComments: () => (other ??= make(false)) };
}

function onlyOurs(namespace: string, checks: ReadonlySet<string>): (rule: { ruleId: string }) => boolean {
  return ({ ruleId }) => ruleId.startsWith(`${namespace}/`) && checks.has(ruleId.slice(namespace.length + 1));
}

/** The linter with our preset, for projects that do not have the plugin in their own configuration. */
export async function presetLinter(options: LinterOptions): Promise<CodeLinter> {
  const [{ ESLint: Eslint }, parser, { default: plugin }] = await Promise.all([
    import('eslint'),
    import('@typescript-eslint/parser'),
    import('eslint-plugin-faultline'),
  ]);
  const named = Object.fromEntries([...options.presetChecks].map((name) => [`faultline/${name}`, 'warn' as const]));
  const config = (audit: boolean): Linter.Config[] => [
    {
      files: [`**/*.{${codeExtensions.join(',')}}`],
      languageOptions: {
        parser,
        parserOptions: { warnOnUnsupportedTypeScriptVersion: false, jsDocParsingMode: 'none' },
      },
    },
    plugin.configs[options.preset],
    { rules: named },
    ...overlay(options, audit),
  ];
  const linters = pair(
    (audit) =>
      new Eslint({
        cwd: options.root,
        overrideConfigFile: true,
        overrideConfig: config(audit),
        ignore: false,
        ruleFilter: onlyOurs('faultline', options.presetChecks),
      }),
  );
  return { ...linters, namespace: 'faultline', checks: options.presetChecks, isOfProject: false };
}

/** ESLint's package, whose exports are named or on its default, as Node reads them off CommonJS. */
interface EslintModule {
  readonly ESLint?: typeof ESLint;
  readonly default: { readonly ESLint: typeof ESLint };
}

/** ESLint as the project has it installed when that is version 9 or later, else our own. */
async function eslintOf(configFile: string): Promise<typeof ESLint> {
  const require = createRequire(configFile);
  try {
    const { version } = require('eslint/package.json') as { version: string };
    if (Number.parseInt(version, 10) >= 9) {
      const own = (await import(pathToFileURL(require.resolve('eslint')).href)) as EslintModule;
      return own.ESLint ?? own.default.ESLint;
    }
  } catch {
    // Not installed there: ours reads the configuration.
  }
  return (await import('eslint')).ESLint;
}

/** Our plugin's name in a calculated configuration, and the checks that are on; undefined when it is not in it. */
function ownPart(config: Linter.Config | undefined): { namespace: string; checks: string[] } | undefined {
  const plugin = Object.entries(config?.plugins ?? {}).find(([, { meta }]) => meta?.name === pluginName);
  if (!plugin) return undefined;
  const [namespace] = plugin;
  const isOn = (level: unknown): boolean => ![0, 'off'].includes((Array.isArray(level) ? level[0] : level) as string);
  const checks = Object.entries(config?.rules ?? {})
    .filter(([rule, level]) => rule.startsWith(`${namespace}/`) && isOn(level))
    .map(([rule]) => rule.slice(namespace.length + 1));
  return { namespace, checks };
}

/**
 * The linter with the project's own configuration; undefined when our plugin is not in it.
 * @param samples paths of some files that the configuration is asked about
 * @throws what loading the configuration throws
 */
export async function projectLinter(
  configFile: string,
  samples: readonly string[],
  options: LinterOptions,
): Promise<CodeLinter | undefined> {
  const Eslint = await eslintOf(configFile);
  const common = (audit: boolean): ESLint.Options => ({
    cwd: dirname(configFile),
    overrideConfigFile: configFile,
    overrideConfig: overlay(options, audit),
  });
  const probe = new Eslint(common(true));
  const checks = new Set<string>();
  let namespace: string | undefined;
  // The samples may all be ignored; the plugin may still be meant for files like these.
  const usual = ['index.js', 'index.ts', 'src/index.js', 'src/index.ts'].map((name) => join(dirname(configFile), name));
  for (const sample of [...samples, ...usual]) {
    const own = ownPart((await probe.calculateConfigForFile(sample)) as Linter.Config | undefined);
    namespace ??= own?.namespace;
    for (const name of own?.checks ?? []) if (options.allowedChecks.has(name)) checks.add(name);
  }
  if (namespace === undefined) return undefined;
  const ruleFilter = onlyOurs(namespace, options.allowedChecks);
  const linters = pair((audit) => new Eslint({ ...common(audit), ruleFilter }));
  return { ...linters, namespace, checks, isOfProject: true };
}
