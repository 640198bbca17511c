import path from 'node:path';
import type { FileContext } from '../context.js';
import { matchesGlob } from './globs.js';
import { manifestOf, type Manifest } from './manifest.js';
import { asPage, asServer, byDirective } from './own-signs.js';
import { packageKind, type PackageKind } from './packages.js';
import { isPageFile } from './page-code.js';
import { isInServerFolder, isInToolFolder, isServedAsItIs } from './paths.js';
import { isBesidePage } from './pages.js';
import { apart, isUsedInProduction } from './production.js';
import { isOfPagesOnly } from './reach.js';
import type { WhereItRuns } from './types.js';

/**
 * Where the code of a file runs. What the file does itself counts more than what its package is, and what nothing decides
 * is `unknown`, which is judged as on a server.
 */
export function whereItRuns(file: FileContext): WhereItRuns {
  return file.once(whereItRuns, () => find(file));
}

function find(file: FileContext): WhereItRuns {
  const plain = file.filename.replaceAll('\\', '/');
  if (file.settings.browser.some((glob) => matchesGlob(glob, plain)))
    return { where: 'browser', because: 'the settings say so' };
  const manifest = manifestOf(file.filename);
  const kind = manifest && packageKind(manifest);
  const certain =
    byDirective(file, kind) ?? unlessUsed(file, apart(file)) ?? asTool(file, manifest) ?? startedBy(file, manifest);
  if (certain) return certain;
  const own = asServer(file) ?? asPage(file, kind?.kind === 'both');
  if (own) return own;
  return (
    byPackage(file, manifest) ??
    byImporters(file, kind?.kind) ?? {
      where: 'unknown',
      because: kind?.because ?? 'no package.json says where it runs',
    }
  );
}

/**
 * What production imports is part of it, whatever it looks like, and a page may lie beside the tool that shows it:
 * `scripts/viewer/public/app.js`.
 */
function unlessUsed(file: FileContext, found: WhereItRuns | undefined): WhereItRuns | undefined {
  if (found?.where === 'script' && isPageFile(file)) return undefined;
  return found?.where === 'tests' && isUsedInProduction(file) ? undefined : found;
}

/** In a package with two sides, what only the side of pages imports. */
function byImporters(file: FileContext, kind: PackageKind['kind'] | undefined): WhereItRuns | undefined {
  const hasPages = kind === 'both' || kind === 'drawing';
  return hasPages && isOfPagesOnly(file) ? { where: 'browser', because: 'only code of pages imports it' } : undefined;
}

/** What people run by hand: a folder of tools beside the code, or a file in one that nobody imports. */
function asTool(file: FileContext, manifest: Manifest | undefined): WhereItRuns | undefined {
  if (!isInToolFolder(file.path) || isPageFile(file)) return undefined;
  const below = manifest ? path.relative(manifest.folder, file.filename).replaceAll('\\', '/') : file.path;
  const { ast, text } = file.source;
  const offers = ast.body.some(({ type }) => type.startsWith('Export')) || /\bexports\b/.test(text);
  return isInToolFolder(below.split('/', 1)[0] + '/') || !offers
    ? { where: 'script', because: 'it lies in a folder of tools' }
    : undefined;
}

/** A file with a line for its interpreter, or that a command of its package names: `"seed": "tsx src/fill.ts"`. */
function startedBy(file: FileContext, manifest: Manifest | undefined): WhereItRuns | undefined {
  const names = Object.entries(manifest?.scripts ?? {}).flatMap(([name, command]) =>
    manifest && starts(command, manifest.folder, file.filename) ? [name] : [],
  );
  const because = (name: string) => `the command ${name} of its package starts it`;
  const migration = names.find((name) => /migrat/i.test(name));
  if (migration !== undefined) return { where: 'migration', because: because(migration) };
  const seed = names.find((name) => /seed/i.test(name));
  if (seed !== undefined) return { where: 'seed', because: because(seed) };
  return file.source.text.startsWith('#!')
    ? { where: 'script', because: 'its first line names an interpreter' }
    : undefined;
}

function starts(command: string, folder: string, filename: string): boolean {
  return command.split(/[\s'"]+/).some((word) => /\.[cm]?[jt]s$/.test(word) && path.resolve(folder, word) === filename);
}

function byPackage(file: FileContext, manifest: Manifest | undefined): WhereItRuns | undefined {
  if (!manifest) return undefined;
  const { filename } = file;
  const below = path.relative(manifest.folder, filename).replaceAll('\\', '/');
  const { kind, because } = packageKind(manifest);
  if (isInServerFolder(below)) return undefined;
  if (kind === 'page') return { where: 'browser', because };
  if (isServedAsItIs(below) && !/\brequire\s*\(|\bmodule\.exports\b/.test(file.source.text))
    return { where: 'browser', because: 'it lies in a folder that is served to pages' };
  if (isBesidePage(filename, manifest.folder)) return { where: 'browser', because: 'an index.html loads its folder' };
  return kind === 'server' ? { where: 'server', because } : undefined;
}
