import { statSync } from 'node:fs';

/** Size and time of the last change of a file; empty where there is nothing. */
export function fileState(path: string): string {
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat ? `${stat.size} ${stat.mtimeMs}` : '';
}

/** Remembers what was read off files as long as they do not change. */
export class FileMemory {
  readonly #known = new Map<string, { readonly state: string; readonly value: unknown }>();

  /** @param about what is read off; each has one type of value */
  get<T>(about: string, path: string, read: () => T): T {
    const key = `${about}\0${path}`;
    const state = fileState(path);
    const known = this.#known.get(key);
    if (known?.state === state && state !== '') return known.value as T;
    const value = read();
    this.#known.set(key, { state, value });
    return value;
  }
}
