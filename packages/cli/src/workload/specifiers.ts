import { basename, dirname } from 'node:path';
import { smallFile, tryReadText } from '@faultline/catalog/files';
import type { ModuleResolver } from './module-resolution.js';

/** An import or an export of what is in another file, as it is written. */
interface Specifier {
  readonly module: string;
  /** What it names may be imported from this file as well. */
  readonly isExported: boolean;
}

/** A specifier with the file that it stands in. Absolute. */
export interface Naming extends Specifier {
  readonly file: string;
}

const specifierPattern = /(?:\b(import|export)\b[^'"`;()]*?\bfrom\s*|\b(?:require|import)\s*\(\s*)['"]([^'"\n]+)['"]/g;

/** `export { load as default }`, `export default load;`: what was imported before may be exported here. */
const passingOn = /\bexport\s*\{|\bexport\s+default\s+[\w$]+\s*;?\s*$|\bmodule\.exports\b|\bexport\s+const\s.*\bnew\b/m;

/** What the scanned files name of one another, without parsing anything. */
export class Specifiers {
  #byStem: ReadonlyMap<string, readonly Naming[]> | undefined;

  constructor(
    private readonly files: readonly string[],
    private readonly resolver: ModuleResolver,
  ) {}

  /** The files that name a file, and how. Names are compared first, and only likely ones are resolved. */
  naming(target: string): readonly Naming[] {
    const byStem = (this.#byStem ??= this.#read());
    const own = stem(target);
    const names = new Set([own, packages, ...(own === 'index' ? [basename(dirname(target)), '.', '..'] : [])]);
    return [...names]
      .flatMap((name) => byStem.get(name) ?? [])
      .filter(({ module, file }) => this.resolver.resolve(module, file) === target);
  }

  /** Text of a scanned file; empty when it cannot be read. */
  textOf(file: string): string {
    return tryReadText(file, { maxBytes: smallFile }) ?? '';
  }

  #read(): ReadonlyMap<string, readonly Naming[]> {
    const found = new Map<string, Naming[]>();
    for (const file of this.files) {
      for (const specifier of specifiersIn(this.textOf(file))) {
        const name = isPackage(specifier.module) ? packages : stem(specifier.module);
        const same = found.get(name);
        if (same) same.push({ ...specifier, file });
        else found.set(name, [{ ...specifier, file }]);
      }
    }
    return found;
  }
}

/** What stands for the stem of `@acme/http`: the name of a package says nothing about its files. */
const packages = '@';

const isPackage = (module: string): boolean => /^@[\w-]+\/[\w.-]+$/.test(module);

/** Name of a file, or last part of a specifier, without its ending. */
function stem(path: string): string {
  return /^\.{1,2}$/.test(path) ? path : basename(path).replace(/\.[cm]?[jt]sx?$/, '');
}

function specifiersIn(text: string): readonly Specifier[] {
  const passesOn = passingOn.test(text);
  return [...text.matchAll(specifierPattern)].map(([, keyword, module = '']) => ({
    module,
    isExported: passesOn || keyword === 'export',
  }));
}
