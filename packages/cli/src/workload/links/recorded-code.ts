/** What the code of one function is made from, as its CDK app told while it ran. Paths are absolute. */
export interface RecordedCode {
  readonly construct: string;
  readonly kind: 'asset' | 'image' | 'bucket' | 'inline';
  /** Folder or package of the code; of an image its build folder. */
  readonly path?: string;
  /** The module that is bundled. */
  readonly entry?: string;
  /** Of an image: the handler that it starts. */
  readonly command?: string;
  /** Of an object in a bucket. */
  readonly key?: string;
  /** What is named as code is not there, and something empty was taken in its place. */
  readonly isMissing?: boolean;
}

/** What a CDK app told while it ran. */
export interface Recording {
  /** By construct path of the function. */
  readonly codes: ReadonlyMap<string, RecordedCode>;
  /** What is not there although the app names it, and what was not run for it: construct path and path or command. */
  readonly missing: readonly { readonly construct: string; readonly what: string }[];
}
