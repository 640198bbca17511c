import { existsSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import type { ScanError } from '@faultline/catalog';
import picomatch from 'picomatch';
import { isDynamicPattern } from 'tinyglobby';
import type { Config } from '../config/schema.js';
import { display, isInside } from '../paths.js';
import { codeExtensions } from './code-linter.js';
import { expandGlob, listFolder } from './listing.js';

/** A file to read, and whether somebody asked for this very file. */
export interface InputFile {
  readonly path: string;
  readonly isNamed: boolean;
  /** What it holds, where that is not to be read from the disk. */
  readonly text?: string;
}

/** What there is to scan. All paths are absolute. */
export interface Inputs {
  readonly code: InputFile[];
  /** JSON and YAML files that may be templates. */
  readonly templates: InputFile[];
  /** Folders of cloud assemblies. */
  readonly assemblies: string[];
  /** Paths of `cdk.json` files. */
  readonly apps: string[];
  /** How many source files of tests were left out. */
  readonly tests: number;
}

/** A path that somebody asked for. */
export interface NamedPath {
  readonly path: string;
  readonly isFolder: boolean;
  /** False for what a glob brought. */
  readonly isNamed: boolean;
}

const codePattern = new RegExp(`\\.(?:${codeExtensions.join('|')})$`);
const declarationPattern = /\.d\.(?:[^./]+\.)?[cm]?ts$/;
/** Source files of tests, by folder or name: what they do is not done in production. */
const testPattern = /(?:^|\/)(?:__tests__|__mocks__|tests?|e2e)\/|\.(?:test|spec|e2e|e2e-spec|stories)\.[cm]?[jt]sx?$/;
const templatePattern = /\.(?:json|ya?ml|template)$/;
/** Data of package managers and tools, often large and never a template. */
const otherData =
  /^(?:package|package-lock|npm-shrinkwrap|tsconfig.*|jsconfig.*|composer|lerna|nx|turbo|renovate|\.eslintrc|\.prettierrc|tree)\.json$|^(?:pnpm-lock|pnpm-workspace|docker-compose.*|\.pre-commit-config|mkdocs)\.ya?ml$/;

/** Resolves the arguments of a call to files and folders; what is not there becomes an error. Nothing stands for nothing. */
export async function resolvePaths(
  args: readonly string[],
  cwd: string,
): Promise<{ paths: NamedPath[]; errors: ScanError[] }> {
  const paths: NamedPath[] = [];
  const errors: ScanError[] = [];
  const fail = (path: string, message: string): void => void errors.push({ kind: 'input', path, message });
  for (const arg of args) {
    const path = resolve(cwd, arg);
    if (existsSync(path)) {
      paths.push({ path, isFolder: statSync(path).isDirectory(), isNamed: true });
    } else if (isDynamicPattern(arg)) {
      const found = await expandGlob(arg, cwd);
      if (found.length === 0) fail(arg, `No file matches '${arg}'; check the pattern and quote it in the shell.`);
      paths.push(...found.map((file) => ({ path: file, isFolder: false, isNamed: false })));
    } else {
      fail(arg, `There is no file or folder '${arg}'; check the path.`);
    }
  }
  return { paths, errors };
}

/** True for the folder of a cloud assembly. */
export function isAssembly(folder: string): boolean {
  try {
    const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as Record<string, unknown>;
    return typeof manifest['version'] === 'string' && ('artifacts' in manifest || existsSync(join(folder, 'cdk.out')));
  } catch {
    return false;
  }
}

/** The globs of a configuration, and the folder that they are relative to. */
export interface PathFilter {
  readonly config: Pick<Config, 'include' | 'exclude' | 'tests'>;
  readonly folder: string;
}

function isWanted({ config, folder }: PathFilter): (path: string) => boolean {
  const matcher = (globs: string[]): ((path: string) => boolean) => {
    const matches = picomatch(
      globs.map((glob) => (glob.endsWith('/') ? `${glob}**` : glob).replace(/^\.\//, '')),
      { dot: true },
    );
    return (path) => matches(display(folder, path));
  };
  const included = config.include ? matcher(config.include) : () => true;
  const excluded = config.exclude ? matcher(config.exclude) : () => false;
  return (path) => included(path) && !excluded(path);
}

class Collector {
  tests = 0;
  readonly code = new Map<string, InputFile>();
  readonly templates = new Map<string, InputFile>();
  readonly assemblies = new Set<string>();
  readonly apps = new Set<string>();

  private add(files: Map<string, InputFile>, path: string, isNamed: boolean): void {
    if (isNamed || !files.has(path)) files.set(path, { path, isNamed });
  }

  file(path: string, isNamed: boolean): void {
    const name = basename(path);
    if (codePattern.test(name)) {
      if (isNamed || !declarationPattern.test(name)) this.add(this.code, path, isNamed);
    } else if (name === 'cdk.json') {
      this.apps.add(path);
    } else if (isNamed && name === 'manifest.json' && isAssembly(dirname(path))) {
      this.assemblies.add(dirname(path));
    } else if (isNamed || (templatePattern.test(name) && !otherData.test(name))) {
      this.add(this.templates, path, isNamed);
    }
  }

  /** Takes in the files of a folder; whether one is a test depends on where in the folder it lies. */
  folder(folder: string, files: readonly string[], withTests: boolean): void {
    const isTest = (path: string): boolean => {
      const name = relative(folder, path).split(sep).join('/');
      return codePattern.test(name) && testPattern.test(name);
    };
    const kept = withTests ? files : files.filter((path) => !isTest(path));
    this.tests += files.length - kept.length;
    this.folderFiles(kept);
  }

  private folderFiles(files: readonly string[]): void {
    const folders = new Set(files.map((path) => dirname(path)));
    const outputs = new Set<string>();
    for (const path of files) {
      if (basename(path) === 'manifest.json' && isAssembly(dirname(path))) outputs.add(dirname(path));
    }
    // Git ignores `cdk.out` as a rule, so that a listing does not show it.
    for (const folder of folders) {
      const output = join(folder, 'cdk.out');
      if (isAssembly(output)) outputs.add(output);
    }
    const outermost = [...outputs].filter((one) => ![...outputs].some((two) => one !== two && isInside(two, one)));
    for (const assembly of outermost) this.assemblies.add(assembly);
    for (const path of files) {
      if (!outermost.some((assembly) => isInside(assembly, path))) this.file(path, false);
    }
  }
}

/** Sorts what was asked for into code, templates, assemblies and apps. What was named passes every filter. */
export async function collectInputs(paths: readonly NamedPath[], filter: PathFilter): Promise<Inputs> {
  const collector = new Collector();
  const wanted = isWanted(filter);
  for (const { path, isFolder, isNamed } of paths) {
    if (!isFolder) {
      if (isNamed || wanted(path)) collector.file(path, isNamed);
    } else if (isAssembly(path)) {
      collector.assemblies.add(path);
    } else {
      collector.folder(path, (await listFolder(path)).filter(wanted), filter.config.tests ?? false);
    }
  }
  const sorted = (files: Map<string, InputFile>): InputFile[] =>
    [...files.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
  return {
    code: sorted(collector.code),
    templates: sorted(collector.templates),
    assemblies: [...collector.assemblies].sort(),
    apps: [...collector.apps].sort(),
    tests: collector.tests,
  };
}
