import { existsSync } from 'node:fs';
import { dirname, extname, join, resolve } from 'node:path';
import type { ScanError } from '@faultline/catalog';
import { readText, smallFile } from '@faultline/catalog/files';
import { createJiti } from 'jiti';
import type { z } from 'zod';
import { firstLine } from '../errors.js';
import { didYouMean } from '../nearest.js';
import type { OwnChecks } from '../own-checks/load.js';
import { display, isInside } from '../paths.js';
import { ownCheckGlobs } from './checks-schema.js';
import { knownKeys } from './known-keys.js';
import { configSchema, type Config } from './schema.js';

const names = ['ts', 'mts', 'js', 'mjs', 'json'].map((extension) => `faultline.config.${extension}`);

/** A configuration, the folder that its paths are relative to, and what is wrong with it. */
export interface LoadedConfig {
  readonly config: Config;
  readonly folder: string;
  /** Path for people, relative to the working folder; absent without a file. */
  readonly path?: string;
  readonly errors: readonly ScanError[];
  /** The checks of one's own that it names; absent where there are none, or none may run. */
  readonly own?: OwnChecks;
  /** Globs of checks that were not loaded, since no code of the project may run. */
  readonly ownNotRun?: readonly string[];
}

/** Where to look for a configuration. */
export interface ConfigSearch {
  readonly cwd: string;
  /** Folder above which none is looked for. */
  readonly limit: string;
  /** A configuration to use instead of looking for one. */
  readonly file?: string | undefined;
  /** Whether the project's code must not run: then only JSON is read. */
  readonly untrusted: boolean;
}

/** Absolute path of the configuration that counts; undefined without one. */
export function configPath({ cwd, limit, file, untrusted }: ConfigSearch): string | undefined {
  if (file !== undefined) return resolve(cwd, file);
  for (let here = cwd; isInside(limit, here); here = dirname(here)) {
    const candidates = names.filter((name) => !untrusted || name.endsWith('.json')).map((name) => join(here, name));
    const found = candidates.find((path) => existsSync(path));
    if (found !== undefined) return found;
    if (here === dirname(here)) return undefined;
  }
  return undefined;
}

/** @param within folder that a link must not lead out of */
async function read(path: string, within: string | undefined): Promise<unknown> {
  if (extname(path) === '.json') return JSON.parse(readText(path, { maxBytes: smallFile, within })) as unknown;
  return createJiti(import.meta.url, { fsCache: false, moduleCache: false }).import(path, { default: true });
}

function sentences(issue: z.core.$ZodIssue, file: string, above: readonly PropertyKey[] = []): string[] {
  const path = [...above, ...issue.path];
  const name = (key?: string): string => [...path, ...(key === undefined ? [] : [key])].map(String).join('.');
  if (issue.code === 'unrecognized_keys') {
    const known = knownKeys(path);
    return issue.keys.map((key) => `${file} has the unknown key '${name(key)}'.${didYouMean(key, known)}`);
  }
  if (issue.code === 'invalid_union') {
    const close =
      issue.errors.find((branch) => branch.some(({ code }) => code === 'unrecognized_keys')) ??
      // The shape is right, and something in it is not.
      issue.errors.find((branch) => branch.length > 0 && branch.every((inner) => inner.path.length > 0));
    if (close) return close.flatMap((inner) => sentences(inner, file, path));
  }
  const wants = issue.message.replace(/^Invalid (?:input|option): /, '');
  return [`${file}: '${name() || 'the configuration'}' is wrong: ${wants}. Correct the value.`];
}

/** Keeps the keys that are right, so that one typo does not cost the others. */
function validate(value: unknown, path: string): { config: Config; messages: string[] } {
  const parsed = configSchema.safeParse(value);
  if (parsed.success) return { config: parsed.data, messages: [] };
  const messages = parsed.error.issues.flatMap((issue) => sentences(issue, path));
  const wrong = new Set(
    parsed.error.issues.flatMap((issue) =>
      issue.code === 'unrecognized_keys' && issue.path.length === 0 ? issue.keys : issue.path.slice(0, 1).map(String),
    ),
  );
  const kept =
    typeof value === 'object' && value !== null
      ? Object.fromEntries(Object.entries(value).filter(([key]) => !wrong.has(key)))
      : {};
  const again = configSchema.safeParse(kept);
  return { config: again.success ? again.data : {}, messages };
}

/** Finds, reads and checks the configuration. What is wrong comes back as errors, and the rest of it counts. */
export async function loadConfig(search: ConfigSearch): Promise<LoadedConfig> {
  const file = configPath(search);
  if (file === undefined) return { config: {}, folder: search.cwd, errors: [] };
  const folder = dirname(file);
  const path = display(search.cwd, file);
  const failed = (messages: readonly string[]): ScanError[] =>
    messages.map((message) => ({ kind: 'configuration', path, message }));
  if (search.untrusted && extname(file) !== '.json') {
    return {
      config: {},
      folder,
      path,
      errors: failed([`${path} is a program and --untrusted runs none; use a JSON file.`]),
    };
  }
  try {
    const { config, messages } = validate(await read(file, search.file === undefined ? search.limit : undefined), path);
    return { config, folder, path, errors: failed(messages), ...(await ownChecks(config, folder, search)) };
  } catch (error) {
    const what = firstLine(error).replace(/\.$/, '');
    const message = `${path} cannot be loaded (${what}); defaults were used instead. Repair or remove it.`;
    return { config: {}, folder, path, errors: failed([message]) };
  }
}

/** They are programs like the configuration itself, and are loaded from where it lies: a base revision brings its own. */
async function ownChecks(
  { checks }: Config,
  folder: string,
  { untrusted, limit }: ConfigSearch,
): Promise<Pick<LoadedConfig, 'own' | 'ownNotRun'>> {
  const globs = ownCheckGlobs(checks);
  if (globs.length === 0) return {};
  if (untrusted) return { ownNotRun: globs };
  const { loadOwnChecks } = await import('../own-checks/load.js');
  return { own: await loadOwnChecks(globs, folder, isInside(limit, folder) ? limit : folder) };
}
