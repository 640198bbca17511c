import type { Options } from '../runs.js';

/** A program that makes a client and calls it once. */
export interface Program {
  /** Name of the package that is installed and recorded. */
  readonly package: string;
  /** Label of the entry where the package has several. */
  readonly label?: string;
  /** Semver range of the versions that the program is written for; absent for all. */
  readonly versions?: string;
  /** Packages that it needs beside. */
  readonly beside?: readonly string[];
  /** The other side is a part of the program: only silence can be measured. */
  readonly inProcess?: boolean;
  /** Options of the client by which it makes one attempt, so that a limit of one attempt can be seen. */
  readonly single?: Options;
  /** An ES module whose default export takes the options of the client and those of the call. */
  readonly text: string;
}
