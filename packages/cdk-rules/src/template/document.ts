/** JSON as templates hold it. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json;
}

/** A position in a text; line and column start at 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Path of keys and indexes from the root of a template. */
export type JsonPath = readonly (string | number)[];

/** A place in the user's own source. */
export interface SourcePosition extends Position {
  readonly file: string;
}

/** What a cloud assembly knows of a resource beyond its template. */
export interface ConstructTrace {
  readonly constructPath: string;
  /** Where the user created the construct, from `aws:cdk:creationStack`. */
  readonly source?: SourcePosition;
  /** Reasons by acknowledged rule id (`Faultline-SqsQueueDlq`), of this construct and its ancestors. */
  readonly acknowledged?: Readonly<Record<string, string>>;
}

/** A template as text, and what is known of it from outside. */
export interface TemplateInput {
  /** Path to show: relative to the scanned root, with forward slashes. */
  readonly path: string;
  readonly text: string;
  /** Name of the stack, where an assembly tells it. */
  readonly stackName?: string;
  /** Whether an assembly says that it is the template of a stack, so that one without resources is a stack without any. */
  readonly isStack?: true;
  /** Account and region, where an assembly tells them. */
  readonly environment?: { readonly account?: string; readonly region?: string };
  /** By logical id. */
  readonly constructs?: ReadonlyMap<string, ConstructTrace>;
  /** Paths (as `path`) of local templates by the file name under which an assembly uploads them: nested stacks name them so. */
  readonly uploads?: ReadonlyMap<string, string>;
  /** Texts of files that the template names by a local path (state machine definitions, OpenAPI bodies), by that path. */
  readonly readFile?: (path: string) => string | undefined;
}

/** A template that was read: plain JSON with short intrinsics written out, and a way back to positions. */
export interface TemplateDocument {
  readonly input: TemplateInput;
  readonly format: 'json' | 'yaml';
  readonly body: JsonObject;
  /** Keys that stand more than once in their mapping; the last one counts. */
  readonly repeated: readonly JsonPath[];
  /** Where the member at this path begins (its key, or the element of a list); undefined when the path is not in the text. */
  locate(path: JsonPath): Position | undefined;
}

/** A template that cannot be read. The message is one sentence and names neither path nor position. */
export class TemplateError extends Error {
  constructor(
    message: string,
    readonly position?: Position,
  ) {
    super(message);
    this.name = 'TemplateError';
  }
}
