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
  /** Text of a file under the scanned root; undefined when it cannot be read. */
  readonly readSource?: (file: string) => string | undefined;
}

/** A way to write results down: a pure function of them. */
export interface Format {
  readonly name: string;
  /** Extension of a file in this format, without a dot. */
  readonly extension: string;
  readonly mimeType?: string;
  /** Writes the results, with a line end at the end. */
  render(results: Results, options: RenderOptions): string;
}
