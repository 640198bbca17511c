import type { SkippedKind } from '@faultline/catalog';

/** Something under a scanned folder that is not going to be judged, found before anything is read. */
export interface LeftOut {
  /** Absolute path of a file or a folder. */
  readonly path: string;
  readonly reason: string;
  readonly kind: SkippedKind;
  /** The half of the scan that would have judged it; both where that is not known. */
  readonly layer?: 'code' | 'infrastructure';
  /** True where the configuration leaves it out as well. */
  readonly isExcluded?: boolean;
  /** True where only its text tells whether it is a template, and so whether it is worth a word. */
  readonly mayBeTemplate?: boolean;
}
