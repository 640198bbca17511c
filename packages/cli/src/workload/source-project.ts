import type { ScanError, Skipped } from '@faultline/catalog';
import { readBytes, smallFile } from '@faultline/catalog/files';
import { Engine, readSettings, textOfFile, type Source } from '@faultline/code-analysis';
import { firstLine } from '../errors.js';
import { display } from '../paths.js';
import { decode } from '../scan/source-text.js';
import { isDeep, isStackOverflow, isTooDeep } from '../scan/depth.js';
import { ModuleResolver } from './module-resolution.js';
import { sourceParser } from './source-parser.js';

/** What knowing the source files of a project takes. */
export interface ProjectScope {
  /** Folder that places are told relative to. Absolute. */
  readonly root: string;
  /** Folder above which no tsconfig is looked for. Absolute. */
  readonly repository: string;
  /** Absolute paths of all source files, which tell what imports mean and who calls. */
  readonly files: readonly string[];
  /** Settings under `settings.faultline`. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** Whether the thread has a stack for code that is nested deeply; without one, nothing is known of such files. */
  readonly hasDeepStack?: boolean;
  /** Texts that count in the place of what stands in files, by absolute path. */
  readonly texts?: Pick<ReadonlyMap<string, string>, 'get'> | undefined;
}

/** An engine that knows the files of a project, and what kept it from knowing some. */
export interface SourceProject {
  readonly engine: Engine;
  readonly errors: readonly ScanError[];
  readonly skipped: readonly Skipped[];
}

/** Makes an engine that knows the source files of a project; files are read and parsed when they are asked for. */
export function sourceProject(scope: ProjectScope): SourceProject {
  const { root, repository, files, settings, texts, hasDeepStack = false } = scope;
  const parse = sourceParser(hasDeepStack);
  const read = (file: string): string | undefined => {
    const text = texts?.get(file);
    if (text !== undefined) return text;
    try {
      return decode(readBytes(file, { maxBytes: smallFile, within: root }));
    } catch {
      // What cannot be read is told where the file is judged.
      return undefined;
    }
  };
  const errors = new Map<string, ScanError>();
  const skipped: Skipped[] = [];
  const resolver = new ModuleResolver({
    root,
    repository,
    files,
    onBroken: (config) =>
      skipped.push({
        path: display(root, config),
        reason: 'it cannot be parsed, so imports of the files under it were not followed',
      }),
  });
  const leftOpen = new Set<string>();
  const engine: Engine = new Engine({
    files,
    settings: readSettings({ faultline: settings }),
    text: read,
    source(file): Source | undefined {
      const text = engine.ask(textOfFile, file);
      if (text === undefined || isTooDeep(text) || (isDeep(text) && !hasDeepStack)) return undefined;
      return parse(file, text);
    },
    resolve: (specifier, importer) => resolver.resolve(specifier, importer),
    display: (file) => display(root, file),
    onLeftOpen(why, [first = root, ...others]) {
      if (leftOpen.has(why === 'steps' ? why : first)) return;
      leftOpen.add(why === 'steps' ? why : first);
      const all = others.length === 0 ? 'it imports itself' : `it and ${others.length} others import each other`;
      const reason = why === 'circle' ? `${all} in such a way that` : 'imports lead through too many steps, so';
      skipped.push({ path: display(root, first), reason: `${reason} what it means for other files was left open` });
    },
    onFault(file, thrown) {
      const path = display(root, file);
      const what = firstLine(thrown).replace(/\.$/, '');
      // Whoever asked is judged in a thread with a larger stack, where this is answered.
      if (isStackOverflow(what) && !hasDeepStack) throw thrown;
      const message = `What ${path} means for other files could not be found because of a fault in Faultline (${what}); please report it.`;
      errors.set(message, { kind: 'internal', path, message });
    },
  });
  return {
    engine,
    skipped,
    get errors() {
      return [...errors.values()];
    },
  };
}
