import { unwatchedNames } from './imported-calls.js';
import { mayInjectFetch } from './injected-fetch.js';
import type { FileContext } from './context.js';
import { isCalledThrough } from './modules/imported-values.js';
import { isServerModule } from './servers.js';
import { whereItRuns } from './where-it-runs/where-it-runs.js';

const watchedGlobals = new Set(['fetch', 'AbortController']);
const roots = new Set(['globalThis', 'global', 'window']);

/**
 * True when a file imports a known module or names a known global: everything else is over after this question.
 * Files that run in a browser only are left out, and those of tests where nobody asks for them.
 */
export function mayMatter(file: FileContext): boolean {
  const { where } = whereItRuns(file);
  if (where === 'browser' || (where === 'tests' && !file.settings.tests)) return false;
  return hasWatchedCode(file);
}

/** True when a file imports a known module or names a known global, wherever it runs. */
export function hasWatchedCode(file: FileContext): boolean {
  if (file.resolver.scopes.globals.some(({ identifier }) => isWatched(String(identifier.name), file.source.text)))
    return true;
  return file.specifiers.some((specifier) => matters(file, specifier)) || unwatchedNames(file) || mayInjectFetch(file);
}

function isWatched(name: string, text: string): boolean {
  return watchedGlobals.has(name) || (roots.has(name) && text.includes('fetch'));
}

function matters(file: FileContext, specifier: string): boolean {
  return file.lookup.librariesOf(specifier).length > 0 || isServerModule(specifier) || isCalledThrough(file, specifier);
}
