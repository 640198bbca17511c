import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { smallFile, tryReadText } from '@faultline/catalog/files';
import type ts from 'typescript';
import { isInside, realPath } from '../paths.js';
import { conventionalPlaces } from './conventional-aliases.js';
import { FolderEntries } from './folder-entries.js';
import { LayerFiles } from './layer-files.js';
import { localPackages, type LocalPackage } from './local-packages.js';
import { fileAt, QuickResolution } from './quick-resolution.js';
import { mappedPaths } from './tsconfig-mapping.js';

/** What module resolution needs. */
export interface ResolutionScope {
  /** Files outside this folder are not followed. Absolute. */
  readonly root: string;
  /** Folder above which no tsconfig is looked for. Absolute. */
  readonly repository: string;
  /** The scanned files: the packages that they lie in are local, however they are linked. */
  readonly files: readonly string[];
  /** Told once of each tsconfig that cannot be read. */
  readonly onBroken: (config: string) => void;
}

const require = createRequire(import.meta.url);
let loaded: { readonly ts: typeof ts; readonly system: ts.System } | undefined;

/** TypeScript, and the file system as it asks for it, with files of the project that are read within limits. */
function typescript(): NonNullable<typeof loaded> {
  if (!loaded) {
    const module = require('typescript') as typeof ts;
    const readFile = (path: string): string | undefined => tryReadText(path, { maxBytes: smallFile });
    loaded = { ts: module, system: { ...module.sys, readFile } };
  }
  return loaded;
}

/** One set of compiler options, with the memory of what was resolved under it. */
interface Project {
  readonly options: ts.CompilerOptions;
  readonly cache: ts.ModuleResolutionCache;
}

const configNames = ['tsconfig.json', 'jsconfig.json'];
const codeFile = /\.[cm]?[jt]sx?$/;
const declarationFile = /\.d\.(?:[^./]+\.)?[cm]?ts$/;
/** Folders of built code, and where its source lies as a rule. */
const builtFolder = /^(\.\/)?(?:dist|lib|build|out)\/(?:(?:cjs|esm|src|types)\/)?/;
/** Such a folder anywhere in a path. */
const builtPart = /\/(?:dist|build|out)(?=(\/|$))\/?/;

/** Finds the local file that an import names, as TypeScript does. Never throws. */
export class ModuleResolver {
  readonly #root: string;
  readonly #resolved = new Map<string, string | undefined>();
  readonly #configOf = new Map<string, string | undefined>();
  readonly #projects = new Map<string | undefined, readonly Project[]>();
  readonly #entries = new FolderEntries();
  readonly #quick: QuickResolution;
  #packages: ReadonlyMap<string, LocalPackage> | undefined;
  #layers: LayerFiles | undefined;

  constructor(private readonly scope: ResolutionScope) {
    this.#root = realPath(scope.root) ?? scope.root;
    this.#quick = new QuickResolution(scope.repository, this.#entries);
  }

  /** Absolute path of the file; undefined for packages, for what lies outside the root, and for what is not there. */
  resolve(specifier: string, importer: string): string | undefined {
    const folder = dirname(importer);
    const key = `${folder}\0${specifier}`;
    if (!this.#resolved.has(key))
      this.#resolved.set(key, this.#find(specifier, importer) ?? this.#byConvention(specifier, importer));
    return this.#resolved.get(key);
  }

  #find(specifier: string, importer: string): string | undefined {
    try {
      const config = this.#configFor(dirname(importer));
      const quick = this.#quick.find(specifier, importer, config);
      if (quick.kind === 'nothing') return undefined;
      if (quick.kind === 'file') {
        const file = this.#accepted(quick.path);
        if (file !== undefined || /^\.{1,2}(?:\/|$)/.test(specifier)) return file;
      }
      if (quick.kind !== 'unsure') {
        const own = this.#inPackage(specifier, importer, config) ?? this.#whereItIsBuilt(specifier, config);
        if (own !== undefined) return own;
        if (quick.kind === 'package') return quick.isInstalled ? undefined : this.#inLayer(specifier, importer);
        if (quick.kind === 'file') return undefined;
      }
      const projects = this.#projectsFor(config);
      let isInstalled = false;
      for (const project of projects) {
        const path = resolved(specifier, importer, project);
        const found = this.#accepted(path);
        if (found !== undefined) return found;
        isInstalled ||= path !== undefined;
      }
      if (projects.length === 0 || /^[.#~]/.test(specifier)) return undefined;
      const own = this.#inPackage(specifier, importer, config) ?? this.#whereItIsBuilt(specifier, config);
      return own ?? (isInstalled ? undefined : this.#inLayer(specifier, importer));
    } catch {
      // A host that cannot read some file or folder: what cannot be found is not known.
      return undefined;
    }
  }

  /** What nothing in the project says, but its framework does: `$lib/mail`, `~/mail`. */
  #byConvention(specifier: string, importer: string): string | undefined {
    for (const place of conventionalPlaces(this.#entries, specifier, importer, this.scope.repository)) {
      const quick = fileAt(this.#entries, place);
      const found = quick.kind === 'file' ? this.#accepted(quick.path) : undefined;
      if (found !== undefined) return found;
    }
    return undefined;
  }

  /** The nearest tsconfig or jsconfig at the folder or above it. */
  #configFor(folder: string): string | undefined {
    if (this.#configOf.has(folder)) return this.#configOf.get(folder);
    const here = configNames.map((name) => join(folder, name)).find((path) => this.#entries.isFile(path));
    const above = dirname(folder);
    const goesUp = here === undefined && above !== folder && isInside(this.scope.repository, above);
    const config = goesUp ? this.#configFor(above) : here;
    this.#configOf.set(folder, config);
    return config;
  }

  #projectsFor(config: string | undefined): readonly Project[] {
    const known = this.#projects.get(config);
    if (known) return known;
    const projects = this.#readProjects(config, new Set());
    this.#projects.set(config, projects);
    return projects;
  }

  /** The options of a tsconfig, and those of the projects that it refers to; none when it cannot be read. */
  #readProjects(config: string | undefined, seen: Set<string>): readonly Project[] {
    if (config === undefined) return [this.#project({})];
    if (seen.has(config)) return [];
    seen.add(config);
    const { ts, system } = typescript();
    const read = ts.readConfigFile(config, system.readFile);
    if (read.error) {
      this.scope.onBroken(config);
      return [];
    }
    // Nobody asks which files belong to it, so no folder is listed.
    const host: ts.ParseConfigHost = {
      useCaseSensitiveFileNames: ts.sys.useCaseSensitiveFileNames,
      fileExists: system.fileExists,
      readFile: system.readFile,
      readDirectory: () => [],
    };
    const parsed = ts.parseJsonConfigFileContent(read.config, host, dirname(config), undefined, config);
    const referred = (parsed.projectReferences ?? [])
      .map(({ path }) => (ts.sys.directoryExists(path) ? join(path, 'tsconfig.json') : path))
      .filter((path) => ts.sys.fileExists(path) && isInside(this.scope.repository, path));
    return [this.#project(parsed.options), ...referred.flatMap((path) => this.#readProjects(path, seen))];
  }

  #project(options: ts.CompilerOptions): Project {
    const { ts } = typescript();
    const own: ts.CompilerOptions = {
      ...options,
      allowJs: true,
      module: ts.ModuleKind.ESNext,
      // The most tolerant of all: whatever another one finds, it finds as well.
      moduleResolution: ts.ModuleResolutionKind.Bundler,
      resolvePackageJsonExports: true,
      resolvePackageJsonImports: true,
    };
    const cache = ts.createModuleResolutionCache(this.scope.root, (name) => name, own);
    return { options: own, cache };
  }

  /** The real path, when it is code of the project. */
  #accepted(path: string | undefined): string | undefined {
    const real = path === undefined ? undefined : realPath(path);
    if (real === undefined || !codeFile.test(real) || declarationFile.test(real)) return undefined;
    if (!isInside(this.#root, real) || real.includes('/node_modules/') || real.includes('\\node_modules\\'))
      return undefined;
    return this.#root === this.scope.root ? real : join(this.scope.root, real.slice(this.#root.length));
  }

  /** A package of the same repository: its source, where its manifest names what is built from it. */
  #inPackage(specifier: string, importer: string, config: string | undefined): string | undefined {
    this.#packages ??= localPackages([...this.scope.files, importer], this.scope.root);
    const name = specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
    const own = this.#packages.get(name);
    if (!own) return undefined;
    const subpath = specifier === name ? '.' : `.${specifier.slice(name.length)}`;
    for (const entry of own.entries(subpath)) {
      const source = entry.replace(builtFolder, './src/').replace(/\.d\.([cm]?)ts$/, '.$1js');
      for (const target of new Set([source, source.replace(/\.[cm]?js$/, '')])) {
        const found = this.#at(join(own.folder, target), config);
        if (found !== undefined) return found;
      }
    }
    return undefined;
  }

  /** The source of what a tsconfig maps to a folder of built code: `paths: { tools: ['../layers/tools/dist'] }`. */
  #whereItIsBuilt(specifier: string, config: string | undefined): string | undefined {
    for (const mapping of this.#quick.mappings(config) ?? []) {
      for (const target of mappedPaths(specifier, mapping)) {
        if (!builtPart.test(target)) continue;
        for (const source of [target.replace(builtPart, '/src$1'), target.replace(builtPart, '$1')]) {
          const found = this.#at(source, config);
          if (found !== undefined) return found;
        }
      }
    }
    return undefined;
  }

  /** The code of the project at a place. Absolute. */
  #at(path: string, config: string | undefined): string | undefined {
    const quick = fileAt(this.#entries, path);
    if (quick.kind === 'file') return this.#accepted(quick.path);
    const [project] = quick.kind === 'unsure' ? this.#projectsFor(config) : [];
    return project && this.#accepted(resolved(path, join(dirname(path), 'index.ts'), project));
  }

  /** Code that is not installed, but laid beside the function when it is deployed: see `LayerFiles`. */
  #inLayer(specifier: string, importer: string): string | undefined {
    this.#layers ??= new LayerFiles(this.scope.files, this.scope.repository);
    return this.#accepted(this.#layers.find(specifier, importer));
  }
}

function resolved(specifier: string, importer: string, { options, cache }: Project): string | undefined {
  const { ts, system } = typescript();
  return ts.resolveModuleName(specifier, importer, options, system, cache).resolvedModule?.resolvedFileName;
}
