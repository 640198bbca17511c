import { builtinModules } from 'node:module';
import { dirname, join } from 'node:path';
import { readText, smallFile } from '@faultline/catalog/files';
import { isInside } from '../paths.js';

const ending = /(?:\/index)?\.[cm]?[jt]sx?$/;
const mountPoint = /^\/opt\/(?:nodejs\/)?(?:node_modules\/)?/;
const forTests = /(?:^|\/)(?:__tests__|__mocks__|tests?|mocks?|fixtures)\/|\.(?:test|spec|mock)\.|\.d\.[cm]?ts$/;

/**
 * Code of Lambda layers: a function imports it by its path in the layer (`tools/config`, `/opt/tools/config`), and no
 * manifest says where it lies. It is taken for known where exactly one file of the project has that path at its end.
 */
export class LayerFiles {
  readonly #declared = new Map<string, ReadonlySet<string>>();
  #byLastName: ReadonlyMap<string, readonly string[]> | undefined;

  /**
   * @param files the scanned files; absolute
   * @param repository folder above which no manifest is looked for
   */
  constructor(
    private readonly files: readonly string[],
    private readonly repository: string,
  ) {}

  /** Absolute path of the file that an import from outside of the importer's package names. */
  find(specifier: string, importer: string): string | undefined {
    const isMounted = mountPoint.test(specifier);
    // One name alone is as good as that of a package.
    const isPath = /^[^@/:][^:/]*\/[^:]/.test(specifier);
    if (!isMounted && (!isPath || this.#isInstalled(specifier, dirname(importer)))) return undefined;
    const wanted = withoutEnding(specifier.replace(mountPoint, ''));
    const ends = (file: string) => withoutEnding(file.replaceAll('\\', '/')).endsWith(`/${wanted}`);
    const found = (this.#named(lastName(wanted)) ?? []).filter(ends);
    return found.length === 1 ? found[0] : undefined;
  }

  #named(name: string): readonly string[] | undefined {
    if (!this.#byLastName) {
      const byLastName = new Map<string, string[]>();
      for (const file of this.files) {
        if (forTests.test(file.replaceAll('\\', '/'))) continue;
        const last = lastName(withoutEnding(file.replaceAll('\\', '/')));
        const same = byLastName.get(last);
        if (same) same.push(file);
        else byLastName.set(last, [file]);
      }
      this.#byLastName = byLastName;
    }
    return this.#byLastName.get(name);
  }

  /** True for modules of Node.js, and for what a manifest at the folder or above it names as a dependency. */
  #isInstalled(specifier: string, folder: string): boolean {
    const [name = ''] = specifier.split('/');
    return builtinModules.includes(name) || this.#declaredAt(folder).has(name);
  }

  #declaredAt(folder: string): ReadonlySet<string> {
    const known = this.#declared.get(folder);
    if (known) return known;
    const above = dirname(folder);
    const outer = above !== folder && isInside(this.repository, above) ? this.#declaredAt(above) : new Set<string>();
    const all = new Set([...outer, ...dependenciesIn(join(folder, 'package.json'))]);
    this.#declared.set(folder, all);
    return all;
  }
}

const withoutEnding = (path: string): string => path.replace(ending, '');

const lastName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

function dependenciesIn(manifest: string): readonly string[] {
  try {
    const read = JSON.parse(readText(manifest, { maxBytes: smallFile })) as Record<string, unknown> | null;
    const kinds = ['dependencies', 'devDependencies', 'peerDependencies', 'optionalDependencies'];
    return kinds.flatMap((kind) => Object.keys(read?.[kind] ?? {}));
  } catch {
    return [];
  }
}
