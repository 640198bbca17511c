import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Preset } from '@faultline/catalog';
import type { ESLint, Linter } from 'eslint';
import type { ConfigurationPlace } from '../options.js';
import { isInside } from '../paths.js';
import type { FilePlan } from './file-plan.js';

/** ESLint, made ready to run our rules only, for what our own parser cannot take; the others are made when first asked for. */
export interface Linters {
  /** Audits. */
  readonly eslint: ESLint;
  /** The same without the audit, for comments that suppress nothing: there only violations count as suppressed. */
  readonly forComments: () => ESLint;
  /** The same as if there were no comments for ESLint. */
  readonly withoutComments: () => ESLint;
  /** All of these with our parser, for files that the project's own refuses. */
  readonly byOurParser: () => Promise<Linters>;
}

/** What every linter is told beside its configuration. */
export interface LinterOptions {
  readonly root: string;
  readonly preset: Preset;
  /** Names of the checks that run where the preset decides. */
  readonly presetChecks: ReadonlySet<string>;
  /** Names of the checks that may run where the project's own configuration decides. */
  readonly allowedChecks: ReadonlySet<string>;
  /** Where the ESLint configurations are that count; default: where the scanned files are. */
  readonly eslintConfigsOf?: ConfigurationPlace | undefined;
  /** Settings under `settings.faultline`. */
  readonly settings: Readonly<Record<string, unknown>>;
}

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

/** What goes behind every configuration. */
export function overlay(options: LinterOptions, audit: boolean): Linter.Config[] {
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

type MakeLinter = (audit: boolean, options: ESLint.Options, behind: readonly Linter.Config[]) => ESLint;

/**
 * @param make makes one of them from options beside the overlay, and configurations that go behind all others
 * @param behind such configurations
 */
export function linters(make: MakeLinter, behind: readonly Linter.Config[] = []): Linters {
  let forComments: ESLint | undefined;
  let withoutComments: ESLint | undefined;
  let byOurParser: Promise<Linters> | undefined;
  return {
    eslint: make(true, {}, behind),
    forComments: () => (forComments ??= make(false, {}, behind)),
    withoutComments: () => (withoutComments ??= make(true, { allowInlineConfig: false }, behind)),
    byOurParser: () => (byOurParser ??= ourParser().then((config) => linters(make, [...behind, config]))),
  };
}

const parserOptions = { warnOnUnsupportedTypeScriptVersion: false, jsDocParsingMode: 'none' } as const;

/** Has files parsed without a project of TypeScript, which some are no part of, and by a parser that takes them all. */
async function ourParser(): Promise<Linter.Config> {
  const parser = await import('@typescript-eslint/parser');
  const withoutProject = { projectService: false, project: null, programs: null };
  return {
    files: [(() => true) as unknown as string],
    languageOptions: { parser, parserOptions: { ...parserOptions, ...withoutProject } },
  };
}

/** Lets no rule run but some of ours. */
export function onlyOurs(namespace: string, checks: ReadonlySet<string>): (rule: { ruleId: string }) => boolean {
  return ({ ruleId }) => ruleId.startsWith(`${namespace}/`) && checks.has(ruleId.slice(namespace.length + 1));
}

/** How files are judged by our preset, where the project does not have the plugin in its own configuration. */
export function presetPlan(options: LinterOptions): FilePlan {
  let made: Promise<Linters> | undefined;
  return {
    namespace: 'faultline',
    rules: new Map([...options.presetChecks].map((name) => [name, { level: 1, options: [] }])),
    isOfProject: false,
    hearsComments: true,
    needsEslint: false,
    linters: () => (made ??= presetLinters(options)),
  };
}

async function presetLinters(options: LinterOptions): Promise<Linters> {
  const [{ ESLint: Eslint }, parser, { default: plugin }] = await Promise.all([
    import('eslint'),
    import('@typescript-eslint/parser'),
    import('eslint-plugin-faultline'),
  ]);
  const named = Object.fromEntries([...options.presetChecks].map((name) => [`faultline/${name}`, 'warn' as const]));
  const config = (audit: boolean): Linter.Config[] => [
    {
      // Whatever it is given: which files are judged is settled before.
      files: [(() => true) as unknown as string],
      languageOptions: { parser, parserOptions },
    },
    plugin.configs[options.preset],
    { rules: named },
    ...overlay(options, audit),
  ];
  return linters(
    (audit, more) =>
      new Eslint({
        ...more,
        cwd: options.root,
        overrideConfigFile: true,
        overrideConfig: config(audit),
        ignore: false,
        ruleFilter: onlyOurs('faultline', options.presetChecks),
      }),
  );
}
