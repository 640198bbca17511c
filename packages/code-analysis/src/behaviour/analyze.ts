import { Engine } from '../questions/engine.js';
import { noProject } from '../questions/project.js';
import type { Settings } from '../settings.js';
import type { Source } from '../syntax/source.js';
import { analyzeSource } from './analysis.js';
import type { FileFacts } from './types.js';

interface Remembered {
  readonly settings: Settings;
  readonly facts: FileFacts;
}

/**
 * The file in work, by its tree, since some hosts hand out one source object for all files. Held weakly, since a tree that
 * outlives its turn makes all collection of garbage dearer; by no `WeakRef`, since what one leads to lives until the work in
 * hand is done, and that may be a scan of thousands of files.
 */
let last = new WeakMap<Source['ast'], Remembered>();

/** Does work on the facts of a file. Where it throws they are forgotten, since some of them may be half done. */
export function keepingFactsWhole<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    last = new WeakMap();
    throw error;
  }
}

/**
 * Finds the facts of a source file, once for all checks that ask one after the other.
 * @param filename absolute path, by which the installed versions of libraries are looked up
 * @param engine gives what knows the other files, where the host has some; asked once a file
 */
export function analyze(
  source: Source,
  settings: Settings,
  filename: string,
  engine = (): Engine => new Engine(noProject),
): FileFacts {
  const known = last.get(source.ast);
  if (known?.settings === settings) return known.facts;
  const { facts } = analyzeSource(engine(), source, settings, filename);
  last = new WeakMap([[source.ast, { settings, facts }]]);
  return facts;
}
