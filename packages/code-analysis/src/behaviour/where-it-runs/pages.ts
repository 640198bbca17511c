import { existsSync } from 'node:fs';
import path from 'node:path';
import { smallFile, tryReadText } from '@faultline/catalog/files';
import { diskMemory } from '../disk-memory.js';

/** Where tools look for the page of an application. */
const places = ['index.html', 'src/index.html', 'public/index.html', 'app/index.html'];

const known = diskMemory<readonly string[]>();

/**
 * The folders whose code the pages of a folder load: that of the module that `index.html` names, or its own. Absolute.
 */
export function pageFolders(folder: string): readonly string[] {
  let folders = known.get(folder);
  if (!folders) known.set(folder, (folders = places.flatMap((place) => loadedBy(folder, place))));
  return folders;
}

function loadedBy(folder: string, place: string): readonly string[] {
  const page = path.join(folder, place);
  if (!existsSync(page)) return [];
  const text = tryReadText(page, { maxBytes: smallFile });
  if (text === undefined) return [];
  const scripts = [...text.matchAll(/<script\b[^>]*\bsrc\s*=\s*["']([^"']+)["']/gi)].map(([, source = '']) => source);
  const own = scripts.filter((one) => !/^(?:[a-z]+:)?\/\//i.test(one) && /\.[cm]?[jt]sx?(?:$|\?)/.test(one));
  const found = own.map((one) => path.dirname(path.join(one.startsWith('/') ? folder : path.dirname(page), one)));
  if (found.length > 0) return [...new Set(found)];
  // What is served as it is lies beside the page.
  return place.startsWith('public/') ? [path.dirname(page)] : [];
}

/** True for a file that a page loads, by the folders between it and its package. */
export function isBesidePage(filename: string, packageFolder: string): boolean {
  for (let folder = path.dirname(filename); ; folder = path.dirname(folder)) {
    const isWhole = folder === packageFolder;
    // A page at the top of a package with two sides says nothing of the folders beside that of its module.
    const loaded = pageFolders(folder).filter((one) => !isWhole || one !== folder);
    if (loaded.some((one) => isWithin(one, filename))) return true;
    if (isWhole || folder === path.dirname(folder)) return false;
  }
}

function isWithin(folder: string, file: string): boolean {
  return file.startsWith(folder.endsWith(path.sep) ? folder : folder + path.sep);
}
