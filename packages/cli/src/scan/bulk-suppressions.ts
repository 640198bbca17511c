import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { ScanError } from '@faultline/catalog';
import { largeFile, readText } from '@faultline/catalog/files';
import type { ESLint, Linter } from 'eslint';
import { decodeVerdict } from 'eslint-plugin-faultline/audit';
import { firstLine } from '../errors.js';
import type { ConfigurationPlace } from '../options.js';
import { display, isInside } from '../paths.js';
import { placeFor } from './eslint-place.js';

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
   * @param isError whether a level counts; ESLint suppresses errors only
   */
  apply(result: ESLint.LintResult, path: string, isError: (level: Linter.Severity) => boolean): ESLint.LintResult {
    const counts = this.#countsFor(path);
    if (!counts) return result;
    const isMeant = ({ ruleId, severity, message }: Linter.LintMessage): boolean =>
      ruleId !== null &&
      Object.hasOwn(counts, ruleId) &&
      isError(severity) &&
      decodeVerdict(message)?.status === 'violation';
    const found = new Map<string | null, number>();
    for (const message of result.messages) {
      if (isMeant(message)) found.set(message.ruleId, (found.get(message.ruleId) ?? 0) + 1);
    }
    const isSuppressed = (message: Linter.LintMessage): boolean =>
      isMeant(message) && (found.get(message.ruleId) ?? 0) <= (counts[message.ruleId ?? ''] ?? 0);
    if (!result.messages.some(isSuppressed)) return result;
    const suppressed = result.messages.filter(isSuppressed).map((message) => ({
      ...message,
      suppressions: [{ kind: 'file', justification: '' }],
    }));
    return {
      ...result,
      messages: result.messages.filter((message) => !isSuppressed(message)),
      suppressedMessages: [...result.suppressedMessages, ...suppressed],
    };
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
