/**
 * Why something was not judged:
 * `test`, `generated`, `declaration` (types only), `installed` (packages of others) and `link` (a second name for what is
 * judged at its own place) are what everybody expects;
 * `excluded` (by Faultline's configuration), `ignored-by-eslint`, `ignored-by-git` and `not-enabled` (the project's ESLint
 * configuration has none of our rules on for it) are what somebody decided;
 * `no-parser`, `unreadable`, `outside` (behind a link that leaves the scanned folder), `not-run` (a CDK app), `missing` (what a CDK app deploys or runs), `unchanged` (`--changed`) and `unsupported` are what could not be done.
 */
export type SkippedKind =
  | 'test'
  | 'generated'
  | 'declaration'
  | 'installed'
  | 'link'
  | 'excluded'
  | 'ignored-by-eslint'
  | 'ignored-by-git'
  | 'not-enabled'
  | 'no-parser'
  | 'unreadable'
  | 'outside'
  | 'not-run'
  | 'missing'
  | 'unchanged'
  | 'unsupported';

/** Something that was not judged, and why. */
export interface Skipped {
  /** A file or a folder. */
  readonly path: string;
  /** For people. */
  readonly reason: string;
  /** For programs; absent where no kind fits, and in results of earlier versions. */
  readonly kind?: SkippedKind;
}

const expected: ReadonlySet<SkippedKind> = new Set(['test', 'generated', 'declaration', 'installed', 'link']);

/** True for what nobody would look for in the results: summaries do not count it. */
export function isExpectedSkip({ kind }: Pick<Skipped, 'kind'>): boolean {
  return kind !== undefined && expected.has(kind);
}
