import { isPageFile } from './browser.js';
import { unwatchedNames } from './imported-calls.js';
import type { FileContext } from './context.js';
import { isServerModule } from './servers.js';

const watchedGlobals = new Set(['fetch', 'AbortController']);
const roots = new Set(['globalThis', 'global', 'window']);

/**
 * True when a file imports a known module or names a known global: everything else is over after this question.
 * Files that run in a browser only are left out.
 */
export function mayMatter(file: FileContext, filename: string): boolean {
  if (isBrowserFile(file, filename)) return false;
  if (file.resolver.scopes.globals.some(({ identifier }) => isWatched(String(identifier.name), file.source.text)))
    return true;
  return file.specifiers.some((specifier) => matters(file, specifier)) || unwatchedNames(file);
}

function isWatched(name: string, text: string): boolean {
  return watchedGlobals.has(name) || (roots.has(name) && text.includes('fetch'));
}

function matters(file: FileContext, specifier: string): boolean {
  return file.lookup.librariesOf(specifier).length > 0 || isServerModule(specifier) || specifier in file.imports;
}

/** By the setting, by the directive of frameworks that mark what runs in the browser, or by what it works with. */
function isBrowserFile(file: FileContext, filename: string): boolean {
  const { settings, source } = file;
  const [first] = source.ast.body;
  if (first?.type === 'ExpressionStatement' && first.directive === 'use client') return true;
  const plain = filename.replaceAll('\\', '/');
  return settings.browser.some((glob) => globToRegExp(glob).test(plain)) || isPageFile(file);
}

/** `**` stands for any folders, `*` for a part of one name, `{a,b}` for alternatives; a glob may start anywhere. */
function globToRegExp(glob: string): RegExp {
  const source = glob
    .replace(/[.+^$()|[\]\\]/g, '\\$&')
    .replace(/\{([^}]*)\}/g, (_, inner: string) => `(?:${inner.split(',').join('|')})`)
    .replace(
      /\*\*\/|\*\*|\*|\?/g,
      (star) => ({ '**/': '(?:.*/)?', '**': '.*', '*': '[^/]*', '?': '[^/]' })[star] ?? star,
    );
  return new RegExp(`(?:^|/)${source}$`);
}
