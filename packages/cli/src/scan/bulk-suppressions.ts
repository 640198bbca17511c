import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readJustification, type ScanError } from '@faultline/catalog';
import { largeFile, readText } from '@faultline/catalog/files';
import { firstLine } from '../errors.js';
import type { ConfigurationPlace } from '../options.js';
import { display, isInside } from '../paths.js';
import type { CodeFinding } from './code-finding.js';
import { placeFor } from './eslint-place.js';
import type { FilePlan } from './file-plan.js';

/** The file that `eslint --suppress-all` and `--suppress-rule` write (eslint 9.24 and later). */
export const bulkSuppressionsFile = 'eslint-suppressions.json';

/** Where to look. Absolute. */
interface Scope {
  readonly root: string;
  /** Folder above which none is looked for. */
  readonly repository: string;
  readonly eslintConfigsOf?: ConfigurationPlace | undefined;
}

/** How many violations of which rules one file may have. */
type Counts = Readonly<Record<string, number>>;

/** What ESLint's files of suppressions say: how many violations of a rule a file may have before all of them count. */
export class BulkSuppressions {
  readonly #files = new Map<string, ReadonlyMap<string, Counts> | undefined>();
  readonly #nearest = new Map<string, string | undefined>();

  constructor(
    private readonly scope: Scope,
    private readonly onError: (error: ScanError) => void,
  ) {}

  /**
   * Marks what is suppressed, as ESLint does: all violations of a rule in a file, unless there are more than it may have.
   * @param path absolute
   */
  apply(findings: readonly CodeFinding[], path: string, { namespace, isOfProject }: FilePlan): readonly CodeFinding[] {
    const counts = this.#countsFor(path);
    if (!counts) return findings;
    const idOf = ({ check }: CodeFinding): string => `${namespace}/${check.name}`;
    // ESLint suppresses errors only; where the preset decides, all levels are ours.
    const isMeant = (finding: CodeFinding): boolean =>
      finding.verdict.status === 'violation' &&
      finding.suppressions.length === 0 &&
      (!isOfProject || finding.level === 2) &&
      Object.hasOwn(counts, idOf(finding));
    const found = new Map<string, number>();
    for (const finding of findings.filter(isMeant)) found.set(idOf(finding), (found.get(idOf(finding)) ?? 0) + 1);
    return findings.map((finding) => {
      const id = idOf(finding);
      if (!isMeant(finding) || (found.get(id) ?? 0) > (counts[id] ?? 0)) return finding;
      return { ...finding, suppressions: [{ kind: 'bulk', ...readJustification('') }] };
    });
  }

  #countsFor(path: string): Counts | undefined {
    const folder = this.#folderFor(dirname(path));
    return folder === undefined ? undefined : this.#read(folder)?.get(display(folder, path));
  }

  /** The nearest folder at this one or above it that has such a file, or has it where the configurations are. */
  #folderFor(folder: string): string | undefined {
    if (this.#nearest.has(folder)) return this.#nearest.get(folder);
    const above = dirname(folder);
    const goesUp = above !== folder && isInside(this.scope.repository, above);
    const found = existsSync(this.#fileIn(folder)) ? folder : goesUp ? this.#folderFor(above) : undefined;
    this.#nearest.set(folder, found);
    return found;
  }

  #fileIn(folder: string): string {
    return join(placeFor(folder, this.scope.eslintConfigsOf), bulkSuppressionsFile);
  }

  #read(folder: string): ReadonlyMap<string, Counts> | undefined {
    if (this.#files.has(folder)) return this.#files.get(folder);
    let counts: ReadonlyMap<string, Counts> | undefined;
    try {
      counts = countsIn(this.#textOf(folder));
    } catch (error) {
      const path = display(this.scope.root, join(folder, bulkSuppressionsFile));
      const message = `${path} cannot be read (${firstLine(error)}), so that nothing in it is suppressed; make it again with 'eslint --suppress-all'.`;
      this.onError({ kind: 'configuration', path, message });
    }
    this.#files.set(folder, counts);
    return counts;
  }

  #textOf(folder: string): string {
    const within = placeFor(this.scope.repository, this.scope.eslintConfigsOf);
    return readText(this.#fileIn(folder), { maxBytes: largeFile, within });
  }
}

/** The numbers by file and rule. @throws where the text has another form */
export function countsIn(text: string): ReadonlyMap<string, Counts> {
  const files = JSON.parse(text) as unknown;
  if (typeof files !== 'object' || files === null || Array.isArray(files)) throw new Error('it is no object of files');
  return new Map(
    Object.entries(files).map(([file, rules]) => [
      file,
      Object.fromEntries(
        Object.entries((rules ?? {}) as Record<string, { count?: unknown } | null>).map(([rule, entry]) => [
          rule,
          typeof entry?.count === 'number' ? entry.count : 0,
        ]),
      ),
    ]),
  );
}
