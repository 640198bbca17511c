import { bestPractices, type CheckMetadata, type ScanError, type Suppression } from '@faultline/catalog';
import { join } from 'node:path';
import picomatch from 'picomatch';
import type { CentralSuppression } from '../config/suppressions-schema.js';
import { didYouMean } from '../nearest.js';
import { display } from '../paths.js';
import type { UnusedSuppression } from '../scan/outcome.js';
import { covers } from './gate-scopes.js';
import { homeOf, type DraftVerdict } from './verdicts.js';

interface Entry {
  readonly written: CentralSuppression;
  readonly suppression: Suppression;
  readonly isOn: (draft: DraftVerdict) => boolean;
}

/** The suppressions of the configuration. */
export class CentralSuppressions {
  readonly #entries: readonly Entry[];
  readonly #used = new Set<Entry>();

  /**
   * @param folder of the configuration, which file globs are relative to
   * @param root which the paths of verdicts are relative to
   */
  constructor(entries: readonly CentralSuppression[], folder: string, root: string) {
    const shown = (path: string): string => display(folder, join(root, path));
    this.#entries = entries.map((written) => {
      const { check, file, path, reason, until, ticket, owner } = written;
      const isFile = file === undefined ? undefined : picomatch(file.replace(/^\.\//, ''), { dot: true });
      const isPath = path === undefined ? undefined : picomatch([path, `${path}/**`], { dot: true });
      return {
        written,
        suppression: {
          kind: 'central',
          ...(reason !== undefined && { reason }),
          ...(until !== undefined && { until }),
          ...(ticket !== undefined && { ticket }),
          ...(owner !== undefined && { owner }),
        },
        isOn: (draft) => {
          const files = [homeOf(draft), draft.location?.file ?? ''].filter((name) => name !== '');
          const paths = [draft.anchor, draft.resource?.logicalId ?? ''].filter((name) => name !== '');
          return (
            covers(check, draft) &&
            (isFile === undefined || files.some((name) => isFile(shown(name)))) &&
            (isPath === undefined || paths.some((name) => isPath(name)))
          );
        },
      };
    });
  }

  /** What suppresses a verdict. What cannot be decided may need its suppression, so that it counts as used. */
  of(draft: DraftVerdict): Suppression[] {
    if (draft.status === 'compliant') return [];
    const on = this.#entries.filter((entry) => entry.isOn(draft));
    for (const entry of on) this.#used.add(entry);
    return on.map(({ suppression }) => suppression);
  }

  /** Those that suppressed nothing, among the checks that ran. */
  unused(ran: readonly CheckMetadata[]): UnusedSuppression[] {
    return this.#entries
      .filter((entry) => !this.#used.has(entry))
      .filter(({ written }) =>
        ran.some(({ name, bestPractice }) => covers(written.check, { check: name, bestPractice })),
      )
      .map(({ written, suppression }) => ({
        check: written.check,
        suppression,
        where: ` in ${[written.file, written.path].filter((part) => part !== undefined).join(', ')}`,
      }));
  }
}

/** What is wrong with the names that the configuration's suppressions are for. */
export function unknownSuppressed(
  entries: readonly CentralSuppression[],
  checks: readonly CheckMetadata[],
): ScanError[] {
  const known = [...checks.map(({ name }) => name), ...bestPractices.map(({ id }) => id)];
  return entries
    .filter(({ check }) => !known.includes(check))
    .map(({ check }) => ({
      kind: 'configuration',
      message: `The configuration suppresses '${check}', which is no check and no best practice.${didYouMean(check, known)}`,
    }));
}
