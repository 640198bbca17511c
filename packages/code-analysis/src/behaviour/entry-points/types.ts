import type { Target } from '../handlers/targets.js';
import type { Place } from '../types.js';

/** A function of another file that runs on behalf of an export. */
export interface ForeignCall extends Target {
  readonly at: Place;
}

/** An export that something outside can start, with what runs on its behalf. */
export interface EntryPoint {
  /** Name of the export; `Store.save` for a member. */
  readonly name: string;
  readonly at: Place;
  /** Functions of this file that run on its behalf, itself first. */
  readonly reaches: readonly Place[];
  readonly calls: readonly ForeignCall[];
}

/** What a file lets others start, and what it passes on of yet other files. */
export interface EntryPointFacts {
  readonly own: readonly EntryPoint[];
  /** Exports that are those of other files. */
  readonly aliases: Readonly<Record<string, Target>>;
  /** Modules of `export * from`. */
  readonly stars: readonly string[];
  /** Names of exports that are no functions as far as it shows, such as the result of a builder in another package. */
  readonly opaque: readonly { readonly name: string; readonly at: Place }[];
}
