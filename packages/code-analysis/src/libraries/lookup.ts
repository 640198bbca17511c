import type { Carrier, ClientLibrary, ClientUser, ServerLibrary, Shape } from './types.js';
import { isInRange } from './versions.js';

/** What an export of a module is for a library. */
export interface Match {
  readonly library: ClientLibrary;
  /** `client`: it makes a client; `call`: it is a call. */
  readonly role: 'client' | 'call';
  readonly shape: Shape;
}

/** Finds libraries by what a program imports; each question costs the length of the specifier, not that of the tables. */
export interface Lookup {
  /**
   * The client or call that an export is. `exportName` is the dotted path from the module (`default.create`, `Pool`;
   * a leading `default` and a namespace are the same); without a known version the newest entry answers.
   */
  libraryFor(specifier: string, exportName: string, version?: string): Match | undefined;
  /** All libraries of a module, newest last; only those of the version where it is known. */
  librariesOf(specifier: string, version?: string): readonly ClientLibrary[];
}

const withoutScheme = (specifier: string) => specifier.replace(/^node:/, '');

/** `default.create` of an import and `create` of a required or star-imported module are the same thing. */
const withoutDefault = (path: string) => path.replace(/^default(?:\.|$)/, '');

function matchesName(pattern: string, name: string): boolean {
  const star = pattern.indexOf('*');
  if (star < 0) return pattern === name;
  const [head, tail] = [pattern.slice(0, star), pattern.slice(star + 1)];
  return name.length > head.length + tail.length && name.startsWith(head) && name.endsWith(tail);
}

/** Compares two dotted paths; a star stands for a part of one name and never for a dot. */
function matchesPath(pattern: string, path: string): boolean {
  const [patterns, names] = [withoutDefault(pattern).split('.'), withoutDefault(path).split('.')];
  return patterns.length === names.length && patterns.every((part, i) => matchesName(part, names[i] ?? ''));
}

/** What the star of a module pattern stands for in a specifier; undefined when they do not match. */
function starOf(pattern: string, specifier: string): string | undefined {
  const [known, asked] = [withoutScheme(pattern), withoutScheme(specifier)];
  if (!known.endsWith('*')) return known === asked ? '' : undefined;
  return asked.startsWith(known.slice(0, -1)) ? asked.slice(known.length - 1) : undefined;
}

function isShape(shape: Shape, modules: readonly string[], specifier: string, exportName: string): boolean {
  if (shape.except?.some((name) => matchesName(name, withoutDefault(exportName)))) return false;
  if (shape.export !== '<star>') return matchesPath(shape.export, exportName);
  const plain = (text: string) => text.replaceAll('-', '').toLowerCase();
  return modules.some((pattern) => {
    const star = starOf(pattern, specifier);
    return star !== undefined && star !== '' && plain(star) === plain(exportName);
  });
}

/** Whether an export is the named one of the modules; for carriers, wrappers and local uses. */
export function isExportOf(item: Carrier | ClientUser, specifier: string, exportName: string): boolean {
  return item.modules.some((m) => starOf(m, specifier) !== undefined) && matchesPath(item.export, exportName);
}

/** The libraries of each module, in the order of the list. */
function indexByModule<T extends { readonly modules: readonly string[] }>(libraries: readonly T[]): Map<string, T[]> {
  const byModule = new Map<string, T[]>();
  for (const library of libraries) {
    for (const name of library.modules.map(withoutScheme)) {
      byModule.set(name, [...(byModule.get(name) ?? []), library]);
    }
  }
  return byModule;
}

/** Finds the server library that an export makes a server of. */
export function createServerLookup(libraries: readonly ServerLibrary[]) {
  const byModule = indexByModule(libraries);
  return (specifier: string, exportName: string): ServerLibrary | undefined =>
    byModule
      .get(withoutScheme(specifier))
      ?.find(({ servers, modules }) => servers.some((s) => isShape(s, modules, specifier, exportName)));
}

/** Indexes libraries by module. Of entries for the same export and version the later one answers. */
export function createLookup(libraries: readonly ClientLibrary[]): Lookup {
  const byModule = indexByModule(libraries);

  /** Exact modules win over starred ones, and longer stars over shorter. */
  function candidates(specifier: string): readonly ClientLibrary[] {
    const name = withoutScheme(specifier);
    const exact = byModule.get(name);
    if (exact) return exact;
    for (let end = name.length; end > 0; end--) {
      const starred = byModule.get(`${name.slice(0, end)}*`);
      if (starred) return starred;
    }
    return [];
  }

  const librariesOf = (specifier: string, version?: string) =>
    candidates(specifier).filter((l) => !version || !l.versions || isInRange(version, l.versions));

  return {
    librariesOf,
    libraryFor(specifier, exportName, version) {
      for (const library of librariesOf(specifier, version).toReversed()) {
        const fits = (shape: Shape) => isShape(shape, library.modules, specifier, exportName);
        const client = library.clients.find(fits);
        if (client) return { library, role: 'client', shape: client };
        const call = library.calls.find(fits);
        if (call) return { library, role: 'call', shape: call };
      }
      return undefined;
    },
  };
}
