import { Engine } from '../questions/engine.js';
import { noProject } from '../questions/project.js';
import type { Settings } from '../settings.js';
import type { Source } from '../syntax/source.js';
import { analyzeSource } from './analysis.js';
import type { FileFacts } from './types.js';

interface Remembered {
  /** Tells files apart: some hosts hand out one source object for all files. */
  readonly ast: Source['ast'];
  readonly settings: Settings;
  readonly facts: FileFacts;
}

/** The file in work; held weakly, since a tree that outlives its turn makes all collection of garbage dearer. */
let last: WeakRef<Remembered> | undefined;

/** Does work on the facts of a file. Where it throws they are forgotten, since some of them may be half done. */
export function keepingFactsWhole<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    last = undefined;
    throw error;
  }
}

/**
 * Finds the facts of a source file, once for all checks that ask one after the other.
 * @param filename absolute path, by which the installed versions of libraries are looked up
 */
export function analyze(source: Source, settings: Settings, filename: string): FileFacts {
  const known = last?.deref();
  if (known?.ast === source.ast && known.settings === settings) return known.facts;
  const engine = settings.project?.() ?? new Engine(noProject);
  const { facts } = analyzeSource(engine, source, settings, filename);
  const remembered = { ast: source.ast, settings, facts };
  last = new WeakRef(remembered);
  return facts;
}
