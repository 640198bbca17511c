import type { Options } from '../runs.js';
import type { ServiceName } from '../services.js';

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
  /** It keeps state in its module, or takes all of the processor: each run has a process of its own. */
  readonly alone?: boolean;
  /** Options of the client by which it makes one attempt, so that a limit of one attempt can be seen. */
  readonly single?: Options;
  /** The server that it talks to, through a proxy; absent: the servers of HTTP in servers.ts. */
  readonly service?: ServiceName;
  /**
   * An ES module whose default export takes the options of the client, those of the call, and `{ fail, chain }`: with a
   * service it connects, awaits `fail()` and makes its call; `chain` is for a chained method, undefined for none.
   */
  readonly text: string;
}
