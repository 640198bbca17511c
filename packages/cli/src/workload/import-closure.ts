import type { CodeFiles } from './code-files.js';

const specifiers =
  /(?:\b(?:import|export)\b[^'"`;()]*?\bfrom\s*|\b(?:require|import)\s*\(\s*|\bimport\s*)['"]([^'"\n]+)['"]/g;

/** Which files of the project each file loads, read off the text: more than what runs, and never less where names are plain. */
export class ImportClosures {
  readonly #imports = new Map<string, readonly string[]>();
  readonly #closures = new Map<string, ReadonlySet<string>>();

  constructor(private readonly code: CodeFiles) {}

  /** A file and all that it loads. Absolute paths. */
  of(file: string): ReadonlySet<string> {
    let closure = this.#closures.get(file);
    if (!closure) {
      const found = new Set([file]);
      for (const one of found) for (const imported of this.#importsOf(one)) found.add(imported);
      this.#closures.set(file, (closure = found));
    }
    return closure;
  }

  #importsOf(file: string): readonly string[] {
    let imports = this.#imports.get(file);
    if (!imports) {
      const found = [...(this.code.textOf(file) ?? '').matchAll(specifiers)];
      imports = found.flatMap(([, specifier = '']) => this.code.resolve(specifier, file) ?? []);
      this.#imports.set(file, imports);
    }
    return imports;
  }
}
