import { smallFile, tryReadText } from '@faultline/catalog/files';
import { analyze, readSettings, type FileFacts, type Settings, type Source } from '@faultline/code-analysis';
import { ModuleResolver } from './module-resolution.js';
import { sourceParser } from './source-parser.js';
import { offsetAt } from './text-offsets.js';

/** What knowing the code of a project takes. Paths are absolute. */
export interface CodeScope {
  readonly root: string;
  /** Folder above which no tsconfig is looked for. */
  readonly repository: string;
  /** All source files of the project. */
  readonly files: readonly string[];
  /** Settings under `settings.faultline`. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** Texts that count in the place of what stands in files. */
  readonly texts?: ReadonlyMap<string, string> | undefined;
}

/** The source files of a project with what is known of each by itself; a file is read when it is first asked for. */
export class CodeFiles {
  readonly #facts = new Map<string, FileFacts | undefined>();
  readonly #texts = new Map<string, string | undefined>();
  readonly #resolver: ModuleResolver;
  readonly #settings: Settings;

  private constructor(
    readonly scope: CodeScope,
    private readonly parse: (file: string, text: string) => Source | undefined,
  ) {
    this.#resolver = new ModuleResolver({ ...scope, onBroken: () => undefined });
    this.#settings = readSettings({ faultline: scope.settings });
  }

  static of(scope: CodeScope): CodeFiles {
    return new CodeFiles(scope, sourceParser());
  }

  /** What is known of a file; undefined where it cannot be read or parsed. */
  factsOf(file: string): FileFacts | undefined {
    if (!this.#facts.has(file)) this.#facts.set(file, this.#read(file));
    return this.#facts.get(file);
  }

  textOf(file: string): string | undefined {
    if (!this.#texts.has(file)) {
      const { texts, root } = this.scope;
      this.#texts.set(file, texts?.get(file) ?? tryReadText(file, { maxBytes: smallFile, within: root }));
    }
    return this.#texts.get(file);
  }

  /** Offset of a position in a file; lines and columns from 1. */
  offsetOf(file: string, position: { readonly line: number; readonly column: number }): number | undefined {
    const text = this.textOf(file);
    return text === undefined ? undefined : offsetAt(text, position);
  }

  /** Absolute path of the file of the project that an import names. */
  resolve(specifier: string, importer: string): string | undefined {
    return this.#resolver.resolve(specifier, importer);
  }

  #read(file: string): FileFacts | undefined {
    const text = this.textOf(file);
    if (text === undefined) return undefined;
    try {
      const source = this.parse(file, text);
      return source && analyze(source, this.#settings, file);
    } catch {
      // What cannot be parsed is told where the file is judged; nothing is joined with it.
      return undefined;
    }
  }
}
