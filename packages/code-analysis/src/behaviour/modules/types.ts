import type { Bound } from '../types.js';

/** A timeout or signal that a wrapper takes, and where. */
export interface WrapperOption {
  /** Index of the parameter. */
  readonly parameter: number;
  /** Dotted path in the argument; empty when the argument itself is the value. */
  readonly path: string;
  /** Absent: what the name says. */
  readonly takes?: 'duration' | 'signal' | 'deadline';
}

/** A place in a file, with lines and columns from 1. `file` is filled in by whoever hands facts to another file. */
export interface SourcePlace {
  readonly file?: string;
  readonly line: number;
  readonly column: number;
}

/** An export of another file, as code names it. */
export interface ImportRef {
  /** Specifier as it is written. */
  readonly module: string;
  /** Name of the export, `default` for the default one. */
  readonly export: string;
}

/** What one value of an options object is, as far as it matters for timeouts. */
export type ExportedValue =
  | { readonly kind: 'known'; readonly value: string | number | boolean | null | undefined }
  | { readonly kind: 'object'; readonly members: Readonly<Record<string, ExportedValue>>; readonly open: boolean }
  /** Made by an export of a library: `new NodeHttpHandler({...})`. */
  | {
      readonly kind: 'made';
      readonly module: string;
      readonly export: string;
      readonly construct: boolean;
      readonly args: readonly ExportedValue[];
    }
  /** There in one branch and not in another. */
  | { readonly kind: 'varies' }
  | { readonly kind: 'unknown' };

/** What an export is to the files that import it, and where it is made. */
export type ExportFact = { readonly at?: SourcePlace } & (
  | /** A function that makes a call. `bounded`: whatever it is given; otherwise one of `options` must be given. */ {
      readonly kind: 'wrapper';
      readonly library: string;
      readonly status: Bound['status'];
      readonly options: readonly WrapperOption[];
      /** The call over the network that it makes, through however many other wrappers. */
      readonly call?: SourcePlace;
    }
    /** A function that makes a client with the options that it is given, as `export` of `module` would with the same. */
  | { readonly kind: 'factory'; readonly module: string; readonly export: string; readonly options: number }
  /** A client made in the file. */
  | { readonly kind: 'client'; readonly library: string; readonly module: string; readonly status: Bound['status'] }
  /** An object or constant; `open` members may hold more than is listed. */
  | { readonly kind: 'value'; readonly value: ExportedValue }
  /**
   * A function that returns such a value: whatever it is given, or when it is called without arguments. `passes` is the
   * index of the parameter whose members the returned object has beside its own.
   */
  | {
      readonly kind: 'returns';
      readonly value: ExportedValue;
      readonly given: 'anything' | 'nothing';
      readonly passes?: number;
    }
  /** An object or an instance of a class, with what is known of its members. */
  | { readonly kind: 'members'; readonly members: Readonly<Record<string, ExportFact>> }
  /** All that a file exports, by its absolute path: modules may hold one another, so their members are asked for one by one. */
  | { readonly kind: 'namespace'; readonly file: string }
  /** A class, with what is known of the members of its instances. */
  | { readonly kind: 'class'; readonly members: Readonly<Record<string, ExportFact>> }
  /** Exported again from another module. */
  | { readonly kind: 'from'; readonly module: string; readonly export: string }
);

/** What other files can import from a file. */
export interface ExportFacts {
  /** Facts by export name; `default` for the default one. */
  readonly named: Readonly<Record<string, ExportFact>>;
  /** Modules of `export * from`. */
  readonly stars: readonly string[];
}
