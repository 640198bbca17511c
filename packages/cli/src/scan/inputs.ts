import { basename, dirname } from 'node:path';
import type { ScanError } from '@faultline/catalog';
import picomatch from 'picomatch';
import type { Config } from '../config/schema.js';
import { display, isInside } from '../paths.js';
import { assembliesAmong, isAssembly } from './assembly-folders.js';
import {
  hasGeneratedName,
  hasTemplateExtension,
  hasTemplateName,
  isCode,
  isComponent,
  isDeclaration,
  isScript,
  isTest,
} from './file-kinds.js';
import type { LeftOut } from './left-out.js';
import { listFolder } from './listing.js';
import type { NamedPath } from './named-paths.js';

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
  /** What is not going to be read, and why. */
  readonly leftOut: LeftOut[];
  /** Of folders that cannot be listed. */
  readonly errors: ScanError[];
}

/** The globs of a configuration, and the folder that they are relative to. */
export interface PathFilter {
  readonly config: Pick<Config, 'include' | 'exclude' | 'tests'>;
  readonly folder: string;
}

/** Which of the globs leaves a file out; undefined where it is wanted. */
function exclusionBy({ config, folder }: PathFilter): (path: string) => 'exclude' | 'include' | undefined {
  const matcher = (globs: string[]): ((path: string) => boolean) => {
    const matches = picomatch(
      globs.map((glob) => (glob.endsWith('/') ? `${glob}**` : glob).replace(/^\.\//, '')),
      { dot: true },
    );
    return (path) => matches(display(folder, path));
  };
  const included = config.include ? matcher(config.include) : () => true;
  const excluded = config.exclude ? matcher(config.exclude) : () => false;
  return (path) => (excluded(path) ? 'exclude' : included(path) ? undefined : 'include');
}

/** Sorts files by what is in them, and notes those that are not going to be read. */
class Collector {
  readonly code = new Map<string, InputFile>();
  readonly templates = new Map<string, InputFile>();
  readonly assemblies = new Set<string>();
  readonly apps = new Set<string>();
  readonly leftOut: LeftOut[] = [];
  readonly errors: ScanError[] = [];
  readonly #exclusion: (path: string) => 'exclude' | 'include' | undefined;
  readonly #withTests: boolean;

  constructor(filter: PathFilter) {
    this.#exclusion = exclusionBy(filter);
    this.#withTests = filter.config.tests ?? false;
  }

  /** Takes a file that somebody asked for by its path: it passes every filter. */
  named(path: string): void {
    const name = basename(path);
    if (name === 'cdk.json') this.apps.add(path);
    else if (name === 'manifest.json' && isAssembly(dirname(path))) this.assemblies.add(dirname(path));
    else {
      const isSource = isCode(name) || isComponent(name) || (!hasTemplateExtension(name) && isScript(path));
      (isSource ? this.code : this.templates).set(path, { path, isNamed: true });
    }
  }

  /** Takes a file that a glob brought. */
  matched(path: string): void {
    this.#file(path);
  }

  /** Takes in what is in a folder; whether a file is a test depends on where in the folder it lies. */
  folder(folder: string): void {
    const { files, leftOut, errors } = listFolder(folder);
    this.errors.push(...errors);
    const outputs = assembliesAmong(files.filter((path) => this.#exclusion(path) === undefined));
    for (const assembly of outputs) this.assemblies.add(assembly);
    const isOutput = (path: string): boolean => outputs.some((assembly) => isInside(assembly, path));
    this.leftOut.push(...leftOut.filter(({ path }) => !isOutput(path)));
    for (const assembly of outputs) {
      if (files.some((path) => isInside(assembly, path) && isCode(path))) {
        this.#leave(assembly, 'generated', 'copies that the CDK made of code', 'code');
      }
    }
    for (const path of files) {
      if (isOutput(path)) continue;
      const name = display(folder, path);
      if (!this.#withTests && isTest(name)) {
        const reason = 'code of tests; "tests": true in the configuration judges it too';
        const isExcluded = this.#exclusion(path) !== undefined;
        this.leftOut.push({ path, kind: 'test', reason, layer: 'code', ...(isExcluded && { isExcluded }) });
      } else this.#file(path);
    }
  }

  /** Takes a file that nobody asked for by its path. */
  #file(path: string): void {
    const name = basename(path);
    if (isCode(name) || isComponent(name) || isScript(path)) this.#code(path);
    else if (this.#exclusion(path) !== undefined) {
      if (hasTemplateName(name)) this.#exclude(path, { layer: 'infrastructure', mayBeTemplate: true });
    } else if (name === 'cdk.json') this.apps.add(path);
    else if (hasTemplateName(name)) this.#add(this.templates, path);
  }

  #code(path: string): void {
    if (isDeclaration(path)) this.#leave(path, 'declaration', 'declares types only', 'code');
    else if (hasGeneratedName(path)) this.#leave(path, 'generated', 'generated', 'code');
    else if (this.#exclusion(path) !== undefined) this.#exclude(path, { layer: 'code' });
    else this.#add(this.code, path);
  }

  #exclude(path: string, about: Pick<LeftOut, 'layer' | 'mayBeTemplate'>): void {
    const reason =
      this.#exclusion(path) === 'exclude'
        ? "left out by 'exclude' in the configuration"
        : "not among what 'include' in the configuration names";
    this.leftOut.push({ path, kind: 'excluded', reason, ...about });
  }

  #leave(path: string, kind: LeftOut['kind'], reason: string, layer: LeftOut['layer']): void {
    this.leftOut.push({ path, kind, reason, ...(layer && { layer }) });
  }

  #add(files: Map<string, InputFile>, path: string): void {
    if (!files.has(path)) files.set(path, { path, isNamed: false });
  }
}

/** Sorts what was asked for into code, templates, assemblies and apps. What was named passes every filter. */
export function collectInputs(paths: readonly NamedPath[], filter: PathFilter): Inputs {
  const collector = new Collector(filter);
  for (const { path, isFolder, isNamed } of paths) {
    if (!isFolder) {
      if (isNamed) collector.named(path);
      else collector.matched(path);
    } else if (isAssembly(path)) {
      collector.assemblies.add(path);
    } else {
      collector.folder(path);
    }
  }
  const sorted = (files: Map<string, InputFile>): InputFile[] =>
    [...files.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
  const isRead = ({ path }: LeftOut): boolean => collector.code.has(path) || collector.templates.has(path);
  return {
    code: sorted(collector.code),
    templates: sorted(collector.templates),
    assemblies: [...collector.assemblies].sort(),
    apps: [...collector.apps].sort(),
    leftOut: collector.leftOut.filter((one) => !isRead(one)),
    errors: collector.errors,
  };
}
