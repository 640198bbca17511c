import { existsSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import type { GateChange } from '@faultline/catalog';
import type { ESLint, Linter } from 'eslint';
import { firstLine } from '../errors.js';
import { display, isInside } from '../paths.js';
import type { BaseRevision } from '../revision/base-revision.js';
import { findEslintConfig } from '../scan/code-linter.js';
import { installedEslint, ownPart } from '../scan/eslint-parts.js';
import { importedFiles } from '../workload/imported-files.js';

/** Files that a configuration is asked about. */
const mostSamples = 60;
const configName = /^eslint\.config\.[cm]?[jt]s$/;

/** What is compared. Paths are absolute. */
interface EslintScope {
  readonly base: BaseRevision;
  readonly root: string;
  /** Source files that were to be judged. */
  readonly code: readonly string[];
  /** Files that differ from the base. */
  readonly changed: ReadonlySet<string>;
}

/**
 * What a branch changes in its ESLint configurations, as far as it is about our rules: which files they run on, how
 * severe and with which options. Both sides are asked about some of the files.
 */
export async function eslintChanges(scope: EslintScope): Promise<GateChange[]> {
  const { base, root, changed } = scope;
  const now = new Set(scope.code.flatMap((path) => findEslintConfig(dirname(path), base.top) ?? []));
  const before = base.files().filter((path) => configName.test(basename(path)) && isInside(base.top, path));
  const changes: GateChange[] = [];
  for (const path of new Set([...now, ...before])) {
    const file = display(root, path);
    if (!existsSync(path)) {
      if (governs(path, scope)) changes.push({ kind: 'eslint-configuration', message: 'Is gone.', file });
    } else if (isChanged(path, changed, base)) {
      const messages = base.has(path) ? await differences(path, scope) : ['Is new.'];
      changes.push(...messages.map((message): GateChange => ({ kind: 'eslint-configuration', message, file })));
    }
  }
  return changes;
}

function governs(config: string, { code }: EslintScope): boolean {
  return code.some((path) => isInside(dirname(config), path));
}

/** Whether the configuration, or a file that it imports, differs. */
function isChanged(config: string, changed: ReadonlySet<string>, base: BaseRevision): boolean {
  const scope = { root: base.top, repository: base.top };
  return changed.has(config) || importedFiles([config], changed, scope).size > 0;
}

/** What a configuration says of our rules in one file. */
type Standing = ReadonlyMap<string, string>;

async function differences(config: string, { base, code, changed }: EslintScope): Promise<string[]> {
  const own = code.filter((path) => findEslintConfig(dirname(path), base.top) === config);
  const samples = [...own.filter((path) => changed.has(path)), ...own.filter((path) => !changed.has(path))];
  const home = dirname(config);
  try {
    const [before, after] = [await asker(base.there(config), home), await asker(config, home)];
    const found = new Map<string, string[]>();
    for (const path of samples.slice(0, mostSamples)) {
      const [was, is] = [await before(path), await after(path)];
      for (const message of compare(was, is)) found.set(message, [...(found.get(message) ?? []), display(home, path)]);
    }
    return [...found].map(([message, files]) => `${message} for ${named(files)}.`);
  } catch (error) {
    return [`Differs and cannot be compared: ${firstLine(error).replace(/\.$/, '')}.`];
  }
}

function named(files: readonly string[]): string {
  const [first = '', ...rest] = files;
  return rest.length === 0 ? `\`${first}\`` : `\`${first}\` and ${rest.length} more`;
}

/** Asks a configuration about files, as if it stood in their folder. */
async function asker(config: string, home: string): Promise<(path: string) => Promise<Standing>> {
  const Eslint: typeof ESLint = (await installedEslint(config)) ?? (await import('eslint')).ESLint;
  const eslint = new Eslint({ cwd: home, overrideConfigFile: config });
  return async (path) => {
    const calculated = (await eslint.calculateConfigForFile(path)) as Linter.Config | undefined;
    if (!calculated) return new Map([['file', 'left out']]);
    const own = ownPart(calculated);
    const settings = (calculated.settings as { faultline?: unknown } | undefined)?.faultline;
    return new Map([
      ['file', own ? 'judged' : 'without our plugin'],
      ['settings.faultline', JSON.stringify(settings ?? null)],
      ...Object.entries(own ? (calculated.rules ?? {}) : {})
        .filter(([rule]) => rule.startsWith(`${own?.namespace}/`))
        .map(([rule, level]) => [rule, levelOf(level)] as const),
    ]);
  };
}

const levels = ['off', 'warn', 'error'];

/** A level in words, with the options behind it. */
function levelOf(level: unknown): string {
  const [severity, ...options] = Array.isArray(level) ? (level as unknown[]) : [level];
  const word = typeof severity === 'number' ? (levels[severity] ?? '') : String(severity);
  return options.length === 0 ? word : `${word} with ${JSON.stringify(options)}`;
}

function compare(was: Standing, is: Standing): string[] {
  const [before, after] = [was.get('file'), is.get('file')];
  if (before !== after) return [`The file was ${before} and is ${after}`];
  return [...new Set([...was.keys(), ...is.keys()])].flatMap((key) => {
    const [old, present] = [was.get(key) ?? 'off', is.get(key) ?? 'off'];
    return old === present ? [] : [`\`${key}\` was ${old} and is ${present}`];
  });
}
