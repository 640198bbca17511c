import { basename, dirname } from 'node:path';
import type { Engine } from './engine.js';
import { textOfFile } from './files.js';
import { questionOfFile, questionOfProject } from './question.js';

/** An import or an export of what is in another file, as it is written. */
export interface Specifier {
  readonly module: string;
  /** What it names may be imported from this file as well. */
  readonly isExported: boolean;
}

/** A specifier with the file that it stands in. Absolute. */
export interface Naming extends Specifier {
  readonly file: string;
}

const specifierPattern =
  /(?:\b(import|export)\b[^'"`;()]*?\bfrom\s*|\bimport\s+|\b(?:require|import)\s*\(\s*)['"]([^'"\n]+)['"]/g;

/** `export { load as default }`, `export default load;`: what was imported before may be exported here. */
const passingOn = /\bexport\s*\{|\bexport\s+default\s+[\w$]+\s*;?\s*$|\bmodule\.exports\b|\bexport\s+const\s.*\bnew\b/m;

/** What a file names of others, read off its text without parsing it. */
export const specifiersOfFile = questionOfFile<readonly Specifier[]>('specifiers of a file', [], (engine, file) => {
  return specifiersIn(engine.ask(textOfFile, file) ?? '');
});

/** The same of a text. */
export function specifiersIn(text: string): readonly Specifier[] {
  const passesOn = passingOn.test(text);
  return [...text.matchAll(specifierPattern)].map(([, keyword, module = '']) => ({
    module,
    isExported: passesOn || keyword === 'export',
  }));
}

/** What files name of others by paths, under the last part of the specifier. */
export const namingsByStem = questionOfProject<NamingsBy>('namings by last part', {}, (engine) => {
  const all = namingsIn(engine).filter(({ module }) => !isPackage(module));
  return grouped(all, ({ module }) => stem(module));
});

/** What files name by packages, under the file that is meant: the name of a package says nothing about its files. */
export const namingsByPackage = questionOfProject<NamingsBy>('namings by package', {}, (engine) => {
  const all = namingsIn(engine).filter(({ module }) => isPackage(module));
  return grouped(all, ({ module, file }) => engine.project.resolve(module, file) ?? '');
});

/** The files that name a file, and how. Names are compared first, and only likely ones are resolved. */
export const namingsOf = questionOfFile<readonly Naming[]>('namings of a file', [], (engine, target) => {
  const byStem = engine.ask(namingsByStem, 'all');
  const own = stem(target);
  const names = new Set([own, ...(own === 'index' ? [basename(dirname(target)), '.', '..'] : [])]);
  const likely = [...names].flatMap((name) => ownEntry(byStem, name));
  return [
    ...likely.filter(({ module, file }) => engine.project.resolve(module, file) === target),
    ...ownEntry(engine.ask(namingsByPackage, 'all'), target),
  ];
});

/**
 * The files of `export *` that may export a name, as far as their texts tell; the others need not be parsed to look for it.
 * @param modules as the file writes them
 */
export function starsSaying(engine: Engine, file: string, modules: readonly string[], name: string): readonly string[] {
  const targets = modules.flatMap((module) => engine.project.resolve(module, file) ?? []);
  return targets.filter((target) => maySay(engine, target, name, new Set([file])));
}

function maySay(engine: Engine, file: string, name: string, seen: Set<string>): boolean {
  if (seen.has(file)) return false;
  seen.add(file);
  const text = engine.ask(textOfFile, file) ?? '';
  if (text.includes(name)) return true;
  if (!exportsAll.test(text)) return false;
  return engine.ask(specifiersOfFile, file).some(({ module, isExported }) => {
    const target = isExported ? engine.project.resolve(module, file) : undefined;
    return target !== undefined && maySay(engine, target, name, seen);
  });
}

const exportsAll = /\bexport\s*\*/;

type NamingsBy = Readonly<Record<string, readonly Naming[]>>;

function namingsIn(engine: Engine): readonly Naming[] {
  return engine.project.files.flatMap((file) =>
    engine.ask(specifiersOfFile, file).map((specifier): Naming => ({ ...specifier, file })),
  );
}

function grouped(namings: readonly Naming[], nameOf: (naming: Naming) => string): NamingsBy {
  const groups = new Map<string, Naming[]>();
  for (const naming of namings) {
    const name = nameOf(naming);
    const same = groups.get(name);
    if (same) same.push(naming);
    else groups.set(name, [naming]);
  }
  return Object.fromEntries(groups);
}

const ownEntry = (namings: NamingsBy, name: string): readonly Naming[] =>
  Object.hasOwn(namings, name) ? (namings[name] ?? []) : [];

const isPackage = (module: string): boolean => /^@[\w-]+\/[\w.-]+$/.test(module);

/** Name of a file, or last part of a specifier, without its ending. */
function stem(path: string): string {
  return /^\.{1,2}$/.test(path) ? path : basename(path).replace(/\.[cm]?[jt]sx?$/, '');
}
