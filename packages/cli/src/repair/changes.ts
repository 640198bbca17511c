import { tryReadText, smallFile } from '@faultline/catalog/files';
import { writeOutput, type OutputScope } from '../files/output-file.js';

/** A file before and after. */
export interface ChangedFile {
  /** Absolute path. */
  readonly path: string;
  readonly before: string;
  readonly after: string;
}

/** Files of the project that repairs change. Nothing outside of the scanned folder is read or written. */
export class Changes {
  readonly #files = new Map<string, ChangedFile>();

  constructor(
    private readonly root: string,
    private readonly scope: OutputScope,
  ) {}

  /** The text of a file as it is on the disk; undefined for what may not be changed, such as text in another encoding. */
  read(path: string): string | undefined {
    const text = tryReadText(path, { maxBytes: smallFile, within: this.root });
    return text?.includes('\uFFFD') ? undefined : text;
  }

  /** Writes new texts, and brings back the old ones of files that are not among them any more. */
  write(texts: ReadonlyMap<string, string>, among: Iterable<string> = texts.keys()): void {
    for (const path of among) if (!texts.has(path)) this.#restore(path);
    for (const [path, after] of texts) {
      const before = this.#files.get(path)?.before ?? this.read(path);
      if (before === undefined) continue;
      this.#files.set(path, { path, before, after });
      writeOutput(path, after, this.scope);
    }
  }

  /** Notes new texts without writing them. */
  note(texts: ReadonlyMap<string, string>): void {
    for (const [path, after] of texts) {
      const before = this.read(path);
      if (before !== undefined) this.#files.set(path, { path, before, after });
    }
  }

  list(): ChangedFile[] {
    return [...this.#files.values()].filter(({ before, after }) => before !== after);
  }

  #restore(path: string): void {
    const file = this.#files.get(path);
    if (!file) return;
    writeOutput(path, file.before, this.scope);
    this.#files.delete(path);
  }
}
