import type { SourcePlace } from '../types.js';
import type { ListSize } from '../../fan-out/types.js';
import type { Target } from '../../handlers/targets.js';

/** What a function of another file does each time that it is called. */
export interface CalleeFact {
  /**
   * - `remote`: it calls another system; `at` says where
   * - `local`: nothing that leaves the process
   * - `unknown`: that cannot be told
   * - `outside`: no file of the project holds it
   */
  readonly work: 'remote' | 'local' | 'unknown' | 'outside';
  readonly at?: SourcePlace;
  /** One connection carries all of its calls. */
  readonly shared?: boolean;
  /** How long the list gets that it returns; absent where that cannot be told. */
  readonly list?: ListSize;
  /** Parameters whose functions it runs: what those do is not counted in `work`. */
  readonly runs?: readonly number[];
}

/** What a function does itself, and what it leaves to functions of other files. */
export interface FunctionFact {
  /** Where it calls another system. */
  readonly remote?: SourcePlace;
  /** It does so over a connection that all calls share. */
  readonly shared?: boolean;
  /** Functions of other files that it calls. */
  readonly calls: readonly Target[];
  /** Code that is not seen runs as well, or may hold the calls back. */
  readonly open: boolean;
  /** Parameters whose functions it runs. */
  readonly runs?: readonly number[];
  /** The length of the list that it returns, or the function of another file that decides it. */
  readonly list?: ListSize | Target;
}

/** An object of a library: the class or factory that makes it, and where. */
export interface HandleFact {
  readonly module: string;
  readonly type: string;
  readonly at: SourcePlace;
}

/** What the functions are and do that other files can call. */
export interface FunctionFacts {
  /** By path of the export: `save`, `Store.save` for members. */
  readonly functions: Readonly<Record<string, FunctionFact>>;
  /** Exported clients of libraries, each of whose methods is a call. */
  readonly clients: Readonly<Record<string, SourcePlace>>;
  /** Exported objects of libraries, of which some methods are calls, by what they are known by. */
  readonly handles: Readonly<Record<string, HandleFact>>;
  /** Classes of other files that exported ones extend, and where. */
  readonly bases: Readonly<Record<string, Target & { readonly at: SourcePlace }>>;
  /** Exports that are those of other files, or instances of their classes. */
  readonly aliases: Readonly<Record<string, Target>>;
  /** Modules of `export * from`. */
  readonly stars: readonly string[];
}
