import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import type { ESLint, Linter } from 'eslint';
import type { RuleSetting } from './file-plan.js';

const pluginName = 'eslint-plugin-faultline';
/** Parsers of plain JavaScript and TypeScript, which take a component for a syntax error. */
const plainParsers = /^(?:espree|typescript-eslint\/parser|@typescript-eslint\/parser|@babel\/eslint-parser)$/;

/** How a configuration has our plugin for one file. */
export interface OwnPart {
  /** Name of our plugin in it. */
  readonly namespace: string;
  readonly plugin: ESLint.Plugin;
  /** Whether it mentions any rule of it. */
  readonly isMentioned: boolean;
  /** The rules that are on, by name. */
  readonly on: ReadonlyMap<string, RuleSetting>;
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
  const ours = Object.entries(config?.rules ?? {}).filter(([rule]) => rule.startsWith(`${namespace}/`));
  const on = ours.flatMap(([rule, entry]): [string, RuleSetting][] => {
    const [level, ...options] = (Array.isArray(entry) ? entry : [entry]) as [Linter.RuleSeverity, ...unknown[]];
    if (level === 0 || level === 'off') return [];
    return [[rule.slice(namespace.length + 1), { level: level === 2 || level === 'error' ? 2 : 1, options }]];
  });
  return { namespace, plugin, isMentioned: ours.length > 0, on: new Map(on) };
}

/** True where ESLint reads a file as JavaScript or TypeScript, in one piece. */
export function isPlainCode(config: Linter.Config): boolean {
  const { languageName = '@/js' } = config as { readonly languageName?: string };
  return config.processor === undefined && languageName === '@/js';
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
