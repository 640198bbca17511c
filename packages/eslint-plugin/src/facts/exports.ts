import type { Bound } from './types.js';

/** A timeout or signal that a wrapper takes, and where. */
export interface WrapperOption {
  /** Index of the parameter. */
  readonly parameter: number;
  /** Dotted path in the argument; empty when the argument itself is the value. */
  readonly path: string;
}

/** What one value of an options object is, as far as it matters for timeouts. */
export type ExportedValue =
  | { readonly kind: 'known'; readonly value: string | number | boolean | null }
  | { readonly kind: 'object'; readonly members: Readonly<Record<string, ExportedValue>>; readonly open: boolean }
  | { readonly kind: 'unknown' };

/** What an export is to the files that import it. */
export type ExportFact =
  /** A function that makes a call. `bounded`: whatever it is given; otherwise one of `options` must be given. */
  | {
      readonly kind: 'wrapper';
      readonly library: string;
      readonly status: Bound['status'];
      readonly options: readonly WrapperOption[];
    }
  /** A client made in the file. */
  | { readonly kind: 'client'; readonly library: string; readonly module: string; readonly status: Bound['status'] }
  /** An object or constant; `open` members may hold more than is listed. */
  | { readonly kind: 'value'; readonly value: ExportedValue }
  /** A function that returns such a value: whatever it is given, or when it is called without arguments. */
  | { readonly kind: 'returns'; readonly value: ExportedValue; readonly given: 'anything' | 'nothing' }
  /** Exported again from another module. */
  | { readonly kind: 'from'; readonly module: string; readonly export: string };

/** Facts by export name; `default` for the default one. `*` holds the modules of `export * from`. */
export interface ExportFacts {
  readonly named: Readonly<Record<string, ExportFact>>;
  readonly stars: readonly string[];
}

/** What is known of the files that a file imports: by specifier as written, then by export name. */
export type ImportFacts = Readonly<Record<string, Readonly<Record<string, ExportFact>>>>;
