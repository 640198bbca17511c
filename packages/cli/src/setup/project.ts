import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import picomatch from 'picomatch';
import { isBoundedGlob } from '../config/globs.js';
import { parse } from 'yaml';
import { packageKindAt, type PackageKind } from '@faultline/code-analysis';
import { display } from '../paths.js';
import { listFolder, repositoryOf } from '../scan/listing.js';
import { readProjectFile } from './files.js';
import { readPackageManager, type PackageManager } from './package-manager.js';

/** What a project is made of, as far as setting up goes. Paths are relative to its folder, with forward slashes. */
export interface Project {
  /** Absolute path. */
  readonly folder: string;
  /** Absolute path of the folder with `.git`; undefined outside of repositories. */
  readonly repository: string | undefined;
  /** Flat configurations, at the root and of its packages. */
  readonly eslintConfigs: readonly string[];
  /** An `.eslintrc*`, or `package.json` where it has the key `eslintConfig`. */
  readonly legacyEslint: string | undefined;
  readonly typescript: boolean;
  readonly cdkApps: readonly string[];
  readonly samTemplates: readonly string[];
  /** Folders of the packages of its workspace. */
  readonly packages: readonly string[];
  /** Folders of the packages whose code runs in a browser only. */
  readonly pages: readonly string[];
  /** Folders of the packages that help tests only. */
  readonly testPackages: readonly string[];
  readonly packageManager: PackageManager;
  readonly pipelines: ReadonlySet<'github' | 'gitlab'>;
}

const flatConfig = /(?:^|\/)eslint\.config\.[cm]?[jt]s$/;
const legacyConfig = /^\.eslintrc(?:\.(?:[cm]?js|json|ya?ml))?$/;
const templateName = /(?:^|\/)(?:template|sam)[^/]*\.(?:ya?ml|json|template)$/;

/** Reads what is in a folder. Runs none of it. */
export async function readProject(folder: string): Promise<Project> {
  const files = listFolder(folder).files.map((path) => display(folder, path));
  const read = (path: string): string => readProjectFile(join(folder, path));
  const manifest = files.includes('package.json') ? asObject(parseJson(read('package.json'))) : {};
  const packages = workspacePackages(files, manifest, files.includes('pnpm-workspace.yaml') ? read : undefined);
  const repository = repositoryOf(folder);
  const homes = new Set(['.', ...packages]);
  const manifests = files.filter((path) => /(?:^|\/)package\.json$/.test(path)).map((path) => dirname(path));
  const ofKind = (kind: PackageKind['kind']) =>
    manifests.filter((path) => packageKindAt(join(folder, path))?.kind === kind);
  const legacy = files.find((path) => legacyConfig.test(path));
  return {
    folder,
    repository,
    eslintConfigs: files.filter((path) => flatConfig.test(path) && homes.has(dirname(path))),
    legacyEslint: legacy ?? ('eslintConfig' in manifest ? 'package.json' : undefined),
    typescript: files.some((path) => /(?:^|\/)tsconfig[^/]*\.json$/.test(path)),
    cdkApps: files.filter((path) => /(?:^|\/)cdk\.json$/.test(path)),
    samTemplates: files.filter((path) => templateName.test(path) && /AWS::Serverless-\d/.test(read(path))),
    packages,
    pages: ofKind('page'),
    testPackages: ofKind('tests'),
    packageManager: readPackageManager(folder, repository ?? folder, manifest),
    pipelines: pipelinesOf(repository ?? folder),
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function asObject(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function workspacePackages(
  files: readonly string[],
  { workspaces }: Record<string, unknown>,
  read: ((path: string) => string) | undefined,
): string[] {
  const ofPnpm: unknown = read ? asObject(parse(read('pnpm-workspace.yaml')))['packages'] : undefined;
  const lists = [workspaces, asObject(workspaces)['packages'], ofPnpm].filter((list) => Array.isArray(list));
  const patterns = lists.flat().filter((pattern) => typeof pattern === 'string' && isBoundedGlob(pattern));
  if (patterns.length === 0) return [];
  const wanted = patterns.filter((pattern) => !pattern.startsWith('!')).map((pattern) => pattern.replace(/\/$/, ''));
  const unwanted = patterns.filter((pattern) => pattern.startsWith('!')).map((pattern) => pattern.slice(1));
  const isPackage = picomatch(wanted, { ignore: unwanted });
  return files
    .filter((path) => path.endsWith('/package.json'))
    .map((path) => dirname(path))
    .filter((path) => isPackage(path));
}

/** Where its pipelines run: by their files, else by where the repository was cloned from. */
function pipelinesOf(repository: string): Set<'github' | 'gitlab'> {
  const found = new Set<'github' | 'gitlab'>();
  if (existsSync(join(repository, '.github'))) found.add('github');
  if (existsSync(join(repository, '.gitlab-ci.yml'))) found.add('gitlab');
  const settings = join(repository, '.git', 'config');
  if (found.size > 0 || !existsSync(settings)) return found;
  const urls = readProjectFile(settings).match(/^\s*url\s*=.*$/gm) ?? [];
  if (urls.some((url) => /github\.com[:/]/.test(url))) found.add('github');
  if (urls.some((url) => /gitlab/.test(url))) found.add('gitlab');
  return found;
}
