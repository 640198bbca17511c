import type { Engine } from './engine.js';
import { defaultSettings, type Settings } from '../settings.js';
import type { Source } from '../syntax/source.js';

/** What a host knows beyond the file in work. Paths are absolute. */
export interface Project {
  /** The source files that may call one another, those that are not judged among them. */
  readonly files: readonly string[];
  /** Text of a file; undefined when it cannot be read. */
  readonly text: (file: string) => string | undefined;
  /** The parsed file; undefined when it cannot be read or parsed. */
  readonly source: (file: string) => Source | undefined;
  /** The file of the project that a specifier names; undefined for packages and for what is not there. */
  readonly resolve: (specifier: string, importer: string) => string | undefined;
  readonly settings: Settings;
  /**
   * Told of a fault in what was to be found of a file, which is then taken for a file of which nothing is known; where it
   * throws, what was asked for is not answered.
   */
  readonly onFault: (file: string, thrown: unknown) => void;
  /**
   * Told of files of which nothing is known, because they ask each other in a circle whose answers never come to rest, or because
   * there are too many questions.
   */
  readonly onLeftOpen: (why: 'circle' | 'steps', files: readonly string[]) => void;
  /** How a file is named to people: relative to the root, with forward slashes. */
  readonly display: (file: string) => string;
}

/** Gives what knows a project, with a file as it stands in an editor: its absolute path and its text. */
export type EngineFor = (file: string, text: string) => Engine;

/** Opens the project in a folder, in which every file is judged under these settings. */
export type OpenProject = (folder: string, settings: Settings) => EngineFor;

/** For hosts that have one file at a time: nothing is known of all others. */
export const noProject: Project = {
  files: [],
  text: () => undefined,
  source: () => undefined,
  resolve: () => undefined,
  settings: defaultSettings,
  onFault: () => undefined,
  onLeftOpen: () => undefined,
  display: (file) => file,
};
