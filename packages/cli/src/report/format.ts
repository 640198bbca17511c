import type { Results } from '@faultline/catalog';

/** What a format may know of the place that it is shown in. Machine formats ignore it. */
export interface RenderOptions {
  /** Whether to write ANSI colours. */
  readonly color: boolean;
  /** Columns of the terminal. */
  readonly width: number;
  /** Whether the terminal shows characters beyond ASCII. */
  readonly unicode: boolean;
  /** Lists what could not be decided as well, instead of counting it only. */
  readonly verbose?: boolean;
  /** Leaves the single findings out of what is for a terminal. */
  readonly summary?: boolean;
  /** Text of a file under the scanned root; undefined when it cannot be read. */
  readonly readSource?: (file: string) => string | undefined;
  /** Way from the root of the repository to the scanned root, such as `services/orders/`; empty where they are the same. */
  readonly prefix?: string;
  /** Leaves out violations that what the run was compared with had already. */
  readonly newOnly?: boolean;
  /** Who owns a file under the scanned root. */
  readonly ownersOf?: (file: string) => readonly string[];
  /** Address of a place in a file of the repository on the site that hosts it; undefined where there is none. */
  readonly linkTo?: (file: string, line: number | undefined) => string;
}

/** A way to write results down: a pure function of them. */
export interface Format {
  readonly name: string;
  /** Extension of a file in this format, without a dot. */
  readonly extension: string;
  readonly mimeType?: string;
  /** Name of the file when none is given; default: `faultline-report` with the extension. */
  readonly fileName?: string;
  /** Environment variable that names a file to append to when no file is given. */
  readonly appendsTo?: string;
  /** Set when it goes to stderr, not to a file, where stdout carries another format. */
  readonly besides?: 'stderr';
  /** Writes the results, with a line end at the end. */
  render(results: Results, options: RenderOptions): string;
}
