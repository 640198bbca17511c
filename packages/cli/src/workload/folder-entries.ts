import { readdirSync, statSync, type Dirent } from 'node:fs';
import { basename, dirname } from 'node:path';

export type EntryKind = 'file' | 'folder';

/**
 * Tells what stands at a path by lists of its folders, each of which is read once: imports are looked up under many names
 * in few folders, and most of those names are not there. What changes later is not seen.
 */
export class FolderEntries {
  readonly #folders = new Map<string, ReadonlyMap<string, EntryKind>>();

  /** @param path absolute; links count as what they lead to */
  kindOf(path: string): EntryKind | undefined {
    const folder = dirname(path);
    return folder === path ? 'folder' : this.#entriesOf(folder).get(basename(path));
  }

  isFile(path: string): boolean {
    return this.kindOf(path) === 'file';
  }

  #entriesOf(folder: string): ReadonlyMap<string, EntryKind> {
    let entries = this.#folders.get(folder);
    if (!entries) {
      entries = this.kindOf(folder) === 'folder' ? listed(folder) : new Map<string, EntryKind>();
      this.#folders.set(folder, entries);
    }
    return entries;
  }
}

function listed(folder: string): ReadonlyMap<string, EntryKind> {
  const entries = new Map<string, EntryKind>();
  for (const entry of tryReadFolder(folder)) {
    const kind = entry.isSymbolicLink() ? linkedKind(`${folder}/${entry.name}`) : kindOf(entry);
    if (kind) entries.set(entry.name, kind);
  }
  return entries;
}

function tryReadFolder(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

function linkedKind(path: string): EntryKind | undefined {
  try {
    return kindOf(statSync(path));
  } catch {
    return undefined;
  }
}

const kindOf = (entry: Pick<Dirent, 'isFile' | 'isDirectory'>): EntryKind | undefined =>
  entry.isFile() ? 'file' : entry.isDirectory() ? 'folder' : undefined;
