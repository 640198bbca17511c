import { existsSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import type { GateChange } from '@faultline/catalog';
import { smallFile, tryReadText } from '@faultline/catalog/files';
import { packageKindAt, type FileStanding } from '@faultline/code-analysis';
import { display, isInside } from '../paths.js';
import type { BaseRevision } from '../revision/base-revision.js';
import { isCode } from '../scan/file-kinds.js';
import { importedFiles } from '../workload/imported-files.js';
import type { LeftOutScope } from './left-out-changes.js';

/** Files of one kind that are told one by one; of more, the first is named. */
const mostNamed = 3;

type ToldFile = GateChange & { readonly file: string };

const ranks = { nothing: 0, note: 1, all: 2 } as const;

/**
 * Files that were looked at as a server's and no longer are: by what stands in them, by where they lie, or by what a
 * branch makes of their package.
 */
export function standingChanges(scope: LeftOutScope): GateChange[] {
  return [...gathered(ofKnownFiles(scope)), ...ofNewFiles(scope)];
}

function ofKnownFiles({ run, base, changed, standings }: LeftOutScope): ToldFile[] {
  const folders = changedPackages([...changed], base);
  const gone = base.files().filter((path) => isCode(path) && isInside(run.root, path) && !existsSync(path));
  return run.code.flatMap((path) => {
    const isNear = changed.has(path) || folders.some((folder) => isInside(folder, path));
    // A file that has moved goes by its name: what stands in it may have changed on the way.
    const known = base.hadFile(path) ? path : gone.find((one) => stemOf(one) === stemOf(path));
    if (!isNear || known === undefined) return [];
    const now = standings.now(path);
    // What a file of tests imports is left out with it, so that it need not hold anything itself.
    if (!now || now.worth === 'all' || !(now.isWatched || now.where.where === 'tests')) return [];
    const before = standings.before(known);
    if (!before || ranks[before.worth] <= ranks[now.worth]) return [];
    return [{ kind: 'left-out', file: display(run.root, path), message: lossOf(now) }];
  });
}

function lossOf({ worth, where: { where, because } }: FileStanding): string {
  if (worth === 'note') return `What is found here is a note now, because ${because}.`;
  return where === 'tests'
    ? `Was judged and is left out now: code of tests, because ${because}.`
    : `Was judged and nothing is said of it now: code of pages, because ${because}.`;
}

/** Folders of packages that became ones of another kind, or whose commands or pages changed: where their files run hangs on it. */
function changedPackages(changed: readonly string[], base: BaseRevision): string[] {
  return changed.flatMap((path) => {
    const folder = dirname(path);
    if (/\.html?$/i.test(path)) return [folder];
    if (basename(path) !== 'package.json') return [];
    const now = [packageKindAt(folder)?.kind, commandsOf(path)];
    const before = [packageKindAt(base.there(folder))?.kind, commandsOf(base.there(path))];
    return JSON.stringify(now) === JSON.stringify(before) ? [] : [folder];
  });
}

function commandsOf(manifest: string): unknown {
  try {
    return (JSON.parse(tryReadText(manifest, { maxBytes: smallFile }) ?? '{}') as { scripts?: unknown }).scripts;
  } catch {
    return undefined;
  }
}

/** New files whose faults are notes by where they lie, and that judged code imports all the same. */
function ofNewFiles({ run, base, changed, standings, ...scope }: LeftOutScope): GateChange[] {
  const files = new Map(
    run.code.flatMap((path) => {
      if (!changed.has(path) || base.hadFile(path)) return [];
      const now = standings.now(path);
      return now?.worth === 'note' && now.isWatched ? [[path, now] as const] : [];
    }),
  );
  if (files.size === 0) return [];
  const names = [...files.keys()].map(stemOf);
  const imported = importedFiles(
    run.code.filter((path) => !files.has(path)),
    new Set(files.keys()),
    scope,
    (path, text) =>
      names.some((name) => name === 'index' || text.includes(name)) && standings.now(path)?.worth === 'all',
  );
  return [...files].flatMap(([path, { where }]) => {
    const importer = imported.get(path);
    if (importer === undefined) return [];
    const message = `Is new, and what is found here is a note, because ${where.because}. \`${display(scope.root, importer)}\` imports it.`;
    return [{ kind: 'left-out' as const, file: display(run.root, path), message }];
  });
}

const stemOf = (path: string): string => basename(path).replace(/\.[^.]*$/, '');

/** Puts many files of one message together. */
function gathered(changes: readonly ToldFile[]): GateChange[] {
  const messages = new Set(changes.map(({ message }) => message));
  return [...messages].flatMap((message): GateChange[] => {
    const all = changes.filter((change) => change.message === message);
    const [first] = all;
    if (!first || all.length <= mostNamed) return all;
    return [{ ...first, message: `${message} The same goes for ${all.length - 1} other files.` }];
  });
}
