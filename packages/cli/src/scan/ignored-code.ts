import { statSync } from 'node:fs';
import { basename } from 'node:path';
import { hasGeneratedName, hasTemplateName, isCode, isComponent, isDeclaration } from './file-kinds.js';
import { builtFolders, installedFolders, ownFolders } from './folder-kinds.js';
import type { LeftOut } from './left-out.js';
import { walk } from './walk.js';

/** A folder with more files of code than this is named as a whole. */
const mostNamed = 20;
/** Entries of one folder that are looked through, and templates in it that are looked into. */
const mostEntries = 20_000;
const mostTemplates = 200;

/**
 * What there is to say of files and folders that a listing passed over: those with code, and those that may be templates.
 * @param by whether Git ignores them, or their names say what they are
 */
export function ignoredCode(paths: readonly string[], by: 'git' | 'name'): LeftOut[] {
  return paths.flatMap((path) => {
    const name = basename(path);
    if (ownFolders.has(name)) return [];
    if (installedFolders.has(name)) return { path, kind: 'installed', reason: 'installed packages' };
    const isFolder = statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
    const { files } = isFolder
      ? walk(path, (_path, inner) => installedFolders.has(inner), mostEntries)
      : { files: [path] };
    const code = files.filter((file) => isCode(file) || isComponent(file));
    const templates = files.filter((file) => hasTemplateName(file)).slice(0, mostTemplates);
    if (isFolder && (by === 'name' || builtFolders.ignored.has(name))) {
      const built = { kind: 'generated', reason: 'built' } as const;
      return [
        ...(code.length > 0 ? [{ ...built, path, layer: 'code' as const }] : []),
        ...templates.map((file) => ({ ...maybeTemplate(file), ...built })),
      ];
    }
    return [...namedCode(path, code), ...templates.map(maybeTemplate)];
  });
}

function namedCode(path: string, code: readonly string[]): LeftOut[] {
  if (code.length <= mostNamed) return code.map((file) => ({ path: file, layer: 'code', ...reasonOf(file) }));
  const reason = `ignored by Git, with ${code.length} files of code`;
  return [{ path, layer: 'code', kind: code.every(isDeclaration) ? 'declaration' : 'ignored-by-git', reason }];
}

function reasonOf(file: string): Pick<LeftOut, 'kind' | 'reason'> {
  if (isDeclaration(file)) return { kind: 'declaration', reason: 'declares types only' };
  if (hasGeneratedName(file)) return { kind: 'generated', reason: 'generated' };
  return { kind: 'ignored-by-git', reason: 'ignored by Git' };
}

function maybeTemplate(path: string): LeftOut {
  return { path, kind: 'ignored-by-git', reason: 'ignored by Git', layer: 'infrastructure', mayBeTemplate: true };
}
