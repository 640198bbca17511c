import type { Skipped } from '@faultline/catalog';
import { join } from 'node:path';
import type { DraftVerdict } from './verdicts.js';

/**
 * Leaves out verdicts on files that did not change. A resource that a CDK app makes belongs to the line of the app that
 * makes it; where that is not known it stays, since it may have changed.
 * @param changed absolute paths; all files when absent
 */
export function onlyChanged(
  drafts: readonly DraftVerdict[],
  changed: ReadonlySet<string> | undefined,
  root: string,
): readonly DraftVerdict[] {
  if (!changed) return drafts;
  return drafts.filter(({ location, resource }) => {
    const files = [location?.file, resource?.template].filter((file) => file !== undefined);
    return location === undefined || files.some((file) => changed.has(join(root, file)));
  });
}

/** Says in the scope that files were left out, so that the results do not look whole. */
export function skippedUnchanged(changed: ReadonlySet<string> | undefined): Skipped[] {
  if (!changed) return [];
  return [{ path: '.', kind: 'unchanged', reason: 'what did not change was not judged (--changed)' }];
}
