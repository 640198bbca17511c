import { existsSync, lstatSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { GateChange, Skipped } from '@faultline/catalog';
import { tryReadText } from '@faultline/catalog/files';
import { looksLikeTemplate } from '@faultline/cdk-rules/analysis';
import type { CheckRun } from '../check.js';
import { display, isInside, realPath } from '../paths.js';
import type { BaseRevision } from '../revision/base-revision.js';
import { hasTemplateName, isCode } from '../scan/file-kinds.js';
import { ownFolders } from '../scan/folder-kinds.js';
import { otherFormat, readSource } from '../scan/source-text.js';
import { importedFiles, type ImportScope } from '../workload/imported-files.js';
import { newTestCode } from './new-test-code.js';
import { standingChanges } from './standing-changes.js';
import type { Standings } from './standings.js';

/** What a run left out, and what it is compared with. */
export interface LeftOutScope extends ImportScope {
  readonly base: BaseRevision;
  readonly run: CheckRun;
  /** Absolute paths of the files that differ from the base. */
  readonly changed: ReadonlySet<string>;
  readonly standings: Standings;
  /** Whether everything was scanned in both layers. */
  readonly isWhole: boolean;
}

/** Bytes that are read of a file to see whether it may be a template. */
const largestTemplate = 1 << 20;

/**
 * Files that a branch has judged no more, or adds without being judged. What somebody decided in the configuration, and
 * ordinary tests, are told only where judged code imports them or where no test does.
 */
export function leftOutChanges(scope: LeftOutScope): GateChange[] {
  const { run, changed, base } = scope;
  const skipped = run.results.scope.skipped
    .map((one) => ({ ...one, at: join(run.root, one.path) }))
    .filter(({ at }) => changed.has(at) || (isBuilt(at) && [...changed].some((path) => isInside(at, path))));
  const unexpected = skipped.filter((one) => isUnexpected(one, scope));
  const decided = skipped.filter(({ kind, at }) => kind !== undefined && decidedKinds.has(kind) && !base.has(at));
  return [
    ...unexpected.flatMap((one) => ofContent(one, base)),
    ...ofDecided(decided, scope),
    ...newTestCode(
      skipped.filter(({ kind, at }) => kind === 'test' && !base.has(at)),
      scope,
    ),
    ...standingChanges(scope),
    ...amongVersionControl(scope),
    ...ofTemplates(scope),
  ];
}

/** What a run left out, with its absolute path. */
export type LeftOut = Skipped & { readonly at: string };

const decidedKinds: ReadonlySet<string> = new Set(['excluded', 'ignored-by-eslint', 'not-enabled', 'no-parser']);

/** What nobody decided about, and what is hidden behind a link or in a folder of packages that is new. */
function isUnexpected({ kind, at }: LeftOut, { run, base }: LeftOutScope): boolean {
  switch (kind) {
    case 'generated':
    case 'unreadable':
    case 'outside':
      return true;
    case 'unsupported':
      return isCode(at);
    case 'link':
      return !run.code.includes(realPath(at) ?? at);
    case 'installed':
      return !base.has(at);
    default:
      return false;
  }
}

/** Code in a folder that version control keeps for itself: nothing is listed there, and a program can load it. */
function amongVersionControl({ run, base, changed }: LeftOutScope): GateChange[] {
  return [...changed].flatMap((path) => {
    const folder = dirname(path)
      .split(/[\\/]/)
      .find((name) => ownFolders.has(name));
    if (folder === undefined || !isInside(run.root, path) || !isCode(path) || base.hadFile(path)) return [];
    const message = `Is new and left out: it lies in ${folder}, a folder of version control.`;
    return change({ path: display(run.root, path) }, message);
  });
}

function isBuilt(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

function change({ path }: Pick<Skipped, 'path'>, message: string): GateChange {
  return { kind: 'left-out', message, file: path };
}

/** What its content, or its name, leaves out. */
function ofContent(one: LeftOut, base: BaseRevision): GateChange[] {
  if (!base.has(one.at)) return [change(one, `Is new and left out: ${one.reason}.`)];
  const there = base.there(one.at);
  if (isLink(one.at) === isLink(there) && (isBuilt(one.at) || wasLeftOut(there, base.folder))) return [];
  return [change(one, `Was judged and is left out now: ${one.reason}.`)];
}

function isLink(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;
}

function wasLeftOut(path: string, folder: string): boolean {
  try {
    const read = readSource(path, false, folder);
    return 'skip' in read || otherFormat(read.text) !== undefined;
  } catch {
    return true;
  }
}

/** What the configuration leaves out, where judged code needs it. */
function ofDecided(files: readonly LeftOut[], { run, ...scope }: LeftOutScope): GateChange[] {
  const imported = importedFiles(run.code, new Set(files.map(({ at }) => at)), scope);
  return files.flatMap((one) => {
    const importer = imported.get(one.at);
    if (importer === undefined) return [];
    return change(one, `Is new and left out: ${one.reason}. \`${display(scope.root, importer)}\` imports it.`);
  });
}

/** Templates that do not look like templates any more. */
function ofTemplates({ run, changed, base, isWhole }: LeftOutScope): GateChange[] {
  if (!isWhole) return [];
  const { scope, errors } = run.results;
  const told = new Set([
    ...scope.templates,
    ...scope.skipped.map(({ path }) => path),
    ...errors.map(({ path }) => path),
  ]);
  return [...changed].flatMap((path) => {
    if (!isInside(run.root, path) || !hasTemplateName(path) || !existsSync(path) || !base.has(path)) return [];
    const shown = display(run.root, path);
    if (told.has(shown) || !isTemplate(base.there(path))) return [];
    return [change({ path: shown }, 'Was a template that is judged, and does not look like one any more.')];
  });
}

function isTemplate(path: string): boolean {
  const text = tryReadText(path, { maxBytes: largestTemplate });
  return text !== undefined && looksLikeTemplate(text);
}
