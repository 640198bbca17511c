import { readdirSync, type Dirent } from 'node:fs';
import { join } from 'node:path';

/** What there is in a folder. Absolute paths, sorted. */
export interface Walk {
  readonly files: readonly string[];
  /** What is neither file, folder nor link: pipes, sockets, devices. */
  readonly special: readonly string[];
  /** Symbolic links, to whatever. None is followed. */
  readonly links: readonly string[];
  /** Folders that were not entered. */
  readonly passed: readonly string[];
  /** Folders that could not be read, and what the file system said. */
  readonly unreadable: readonly { readonly path: string; readonly error: unknown }[];
}

/**
 * Lists a folder and the folders in it.
 * @param passes whether a folder is left unopened
 * @param most ends the walk after so many entries
 */
export function walk(
  folder: string,
  passes: (path: string, name: string) => boolean,
  most = Number.POSITIVE_INFINITY,
): Walk {
  const files: string[] = [];
  const special: string[] = [];
  const links: string[] = [];
  const passed: string[] = [];
  const unreadable: { path: string; error: unknown }[] = [];
  const open = [folder];
  let seen = 0;
  for (let here = open.pop(); here !== undefined && seen < most; here = open.pop()) {
    for (const entry of entriesOf(here, unreadable)) {
      seen += 1;
      const path = join(here, entry.name);
      if (entry.isSymbolicLink()) links.push(path);
      else if (entry.isFile()) files.push(path);
      else if (!entry.isDirectory()) special.push(path);
      else if (passes(path, entry.name)) passed.push(path);
      else open.push(path);
    }
  }
  return { files: files.sort(), special: special.sort(), links: links.sort(), passed: passed.sort(), unreadable };
}

function entriesOf(folder: string, unreadable: { path: string; error: unknown }[]): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    unreadable.push({ path: folder, error });
    return [];
  }
}
