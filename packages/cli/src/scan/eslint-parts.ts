import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import type { ESLint, Linter } from 'eslint';

const pluginName = 'eslint-plugin-faultline';
/** Parsers of plain JavaScript and TypeScript, which take a component for a syntax error. */
const plainParsers = /^(?:espree|typescript-eslint\/parser|@typescript-eslint\/parser|@babel\/eslint-parser)$/;

/** How a configuration has our plugin for one file. */
export interface OwnPart {
  /** Name of our plugin in it. */
  readonly namespace: string;
  readonly plugin: ESLint.Plugin;
  /** Names of the rules that it mentions, and of those that are on. */
  readonly mentioned: ReadonlySet<string>;
  readonly on: ReadonlySet<string>;
}

/** ESLint's package, whose exports are named or on its default, as Node reads them off CommonJS. */
interface EslintModule {
  readonly ESLint?: typeof ESLint;
  readonly default: { readonly ESLint: typeof ESLint };
}

/** ESLint as the project has it installed; undefined unless that is version 9 or later. */
export async function installedEslint(configFile: string): Promise<typeof ESLint | undefined> {
  const require = createRequire(configFile);
  try {
    const { version } = require('eslint/package.json') as { version: string };
    if (Number.parseInt(version, 10) < 9) return undefined;
    const own = (await import(pathToFileURL(require.resolve('eslint')).href)) as EslintModule;
    return own.ESLint ?? own.default.ESLint;
  } catch {
    return undefined;
  }
}

/** How our plugin stands in a calculated configuration; undefined when it is not in it. */
export function ownPart(config: Linter.Config | undefined): OwnPart | undefined {
  const found = Object.entries(config?.plugins ?? {}).find(([, { meta }]) => meta?.name === pluginName);
  if (!found) return undefined;
  const [namespace, plugin] = found;
  const isOn = (level: unknown): boolean => ![0, 'off'].includes((Array.isArray(level) ? level[0] : level) as string);
  const ours = Object.entries(config?.rules ?? {})
    .filter(([rule]) => rule.startsWith(`${namespace}/`))
    .map(([rule, level]) => ({ name: rule.slice(namespace.length + 1), isOn: isOn(level) }));
  return {
    namespace,
    plugin,
    mentioned: new Set(ours.map(({ name }) => name)),
    on: new Set(ours.filter((rule) => rule.isOn).map(({ name }) => name)),
  };
}

/** True where the configuration brings something that takes components apart. */
export function parsesComponents(config: Linter.Config): boolean {
  if (config.processor) return true;
  return config.languageOptions?.['parser'] !== undefined && !plainParsers.test(parserName(config));
}

/** What the parser of a calculated configuration calls itself; empty where it does not say. */
export function parserName({ languageOptions }: Linter.Config): string {
  const parser = languageOptions?.['parser'] as { name?: string; meta?: { name?: string } } | undefined;
  return parser?.meta?.name ?? parser?.name ?? '';
}
