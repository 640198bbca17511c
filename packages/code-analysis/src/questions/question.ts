import type { Engine } from './engine.js';

/**
 * Something that checks want to know, as a named function of its key. Its answer is plain data, so that two answers can
 * be compared. It learns everything by asking: then the engine knows on what an answer hangs.
 */
export interface Question<Key, Answer> {
  /** In the field's terms, such as `exports of a file`. */
  readonly name: string;
  /** A text that tells keys apart. */
  readonly keyOf: (key: Key) => string;
  /** What a question that asks itself is told at first; it is asked again until its answer stays the same. */
  readonly start: Answer;
  readonly answer: (engine: Engine, key: Key) => Answer;
  /** The host gives the answer, and may give another one later. */
  readonly isGiven?: boolean;
}

/** A question about a whole file; its key is the absolute path. A fault in the answer costs what is known of that file only. */
export function questionOfFile<Answer>(
  name: string,
  start: Answer,
  answer: (engine: Engine, file: string) => Answer,
): Question<string, Answer> {
  return {
    name,
    keyOf: (file) => file,
    start,
    answer(engine, file) {
      try {
        return answer(engine, file);
      } catch (thrown) {
        engine.project.onFault(file, thrown);
        return start;
      }
    },
  };
}

/** A question about all files together. */
export function questionOfProject<Answer>(
  name: string,
  start: Answer,
  answer: (engine: Engine) => Answer,
): Question<'all', Answer> {
  return { name, keyOf: () => '', start, answer };
}

/** An export of a file by its name, `default` for the default one; `Store.save` for a member where that makes sense. */
export interface ExportKey {
  /** Absolute path. */
  readonly file: string;
  readonly name: string;
}

/** A question about an export of a file. */
export function questionOfExport<Answer>(
  name: string,
  start: Answer,
  answer: (engine: Engine, key: ExportKey) => Answer,
): Question<ExportKey, Answer> {
  return { name, keyOf: (key) => `${key.file}\0${key.name}`, start, answer };
}

/** The file that the key of a question names; undefined for questions about the whole project. */
export function fileOfKey(key: unknown): string | undefined {
  if (typeof key === 'string') return key === 'all' ? undefined : key;
  return typeof key === 'object' && key !== null && 'file' in key ? String(key.file) : undefined;
}
