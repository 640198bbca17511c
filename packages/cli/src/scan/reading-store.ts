import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { largeFile, readText, smallFile, tryReadText, type ReadLimits } from '@faultline/catalog/files';
import type { CheckMetadata } from '@faultline/catalog';
import { specifiersIn } from '@faultline/code-analysis';
import { cacheFolder, keepInCache } from '../files/cache-folder.js';
import type { CodeFinding } from './code-finding.js';
import type { FileReading } from './engine-judge.js';

/** A reading as it is kept: checks go by their names. */
interface StoredReading extends Omit<FileReading, 'findings' | 'errors'> {
  readonly findings: readonly (Omit<CodeFinding, 'check'> & { readonly check: string })[];
}

/** What was found of a file, with what that hung on. */
interface Entry {
  readonly plan: string;
  /** Numbers of files in the list. */
  readonly files: readonly number[];
  readonly namings: boolean;
  readonly reading: StoredReading;
}

/** Digests of a text, and of what it names of other files. */
interface Digests {
  readonly text: string;
  readonly specifiers: string;
}

interface Stored {
  readonly files: readonly (readonly [path: string, digests: Digests])[];
  readonly entries: Readonly<Record<string, Entry>>;
}

/** What a reading hangs on beside its own text and plan. */
export interface Grounds {
  /** Absolute paths. */
  readonly files: readonly string[];
  readonly namings: boolean;
}

const ending = '.readings';

/**
 * What was found of the files of a project in an earlier run, by digests of their texts, so that clones and restored caches
 * count as well. Everything else on which findings hang is in its key.
 */
export class ReadingStore {
  readonly #digests = new Map<string, Digests>();
  readonly #kept = new Map<string, Entry & { readonly paths: readonly string[] }>();
  readonly #next = new Map<string, Omit<Entry, 'files'> & { readonly paths: readonly string[] }>();

  /**
   * @param key digest of everything beside texts
   * @param files absolute paths of all files of the project
   */
  constructor(
    private readonly key: string,
    files: readonly string[],
    limits: ReadLimits,
  ) {
    const stored = read(key);
    const before = new Map(stored?.files);
    let hasSameNamings = stored !== undefined;
    for (const file of files) {
      const text = tryReadText(file, limits) ?? '';
      const digest = digestOf(text);
      const known = before.get(file);
      const digests =
        known?.text === digest ? known : { text: digest, specifiers: digestOf(JSON.stringify(specifiersIn(text))) };
      this.#digests.set(file, digests);
      hasSameNamings &&= known?.specifiers === digests.specifiers;
    }
    const isSame = ([path, { text }]: Stored['files'][number]): boolean => this.#digests.get(path)?.text === text;
    const same = stored?.files.map(isSame) ?? [];
    for (const [path, entry] of Object.entries(stored?.entries ?? {})) {
      if ((entry.namings && !hasSameNamings) || !entry.files.every((number) => same[number])) continue;
      this.#kept.set(path, { ...entry, paths: entry.files.map((number) => stored?.files[number]?.[0] ?? '') });
    }
  }

  /** True for a file of which something is known that still holds. */
  has(file: string): boolean {
    return this.#kept.has(file);
  }

  /** What is known of a file under a plan. */
  get(file: string, plan: string, metadata: ReadonlyMap<string, CheckMetadata>): FileReading | undefined {
    const kept = this.#kept.get(file);
    if (kept?.plan !== plan) return undefined;
    const findings = kept.reading.findings.flatMap(({ check, ...finding }): CodeFinding[] => {
      const meta = metadata.get(check);
      return meta ? [{ ...finding, check: meta }] : [];
    });
    this.#next.set(file, kept);
    return { ...kept.reading, findings, errors: [] };
  }

  /** Keeps what has just been found of a file without an error. */
  keep(file: string, plan: string, { findings, unused, patterns, ofTests }: FileReading, grounds: Grounds): void {
    const stored = {
      findings: findings.map(({ check, ...finding }) => ({ ...finding, check: check.name })),
      unused,
      patterns,
      ofTests,
    };
    this.#next.set(file, {
      plan,
      namings: grounds.namings,
      paths: [...new Set([file, ...grounds.files])],
      reading: stored,
    });
  }

  save(): void {
    const files = [...this.#digests];
    const numbers = new Map(files.map(([path], number) => [path, number]));
    const entries: Record<string, Entry> = {};
    for (const [path, { paths, plan, namings, reading }] of this.#next) {
      const own = paths.map((one) => numbers.get(one));
      // What hangs on a file that is none of the project is found anew.
      if (own.every((number) => number !== undefined)) entries[path] = { plan, namings, files: own, reading };
    }
    const stored: Stored = { files, entries };
    keepInCache(this.key, ending, JSON.stringify(stored));
  }
}

/** @returns undefined where nothing is kept, or nobody can read it */
function read(key: string): Stored | undefined {
  try {
    return JSON.parse(readText(join(cacheFolder(), key + ending), { maxBytes: largeFile })) as Stored;
  } catch {
    return undefined;
  }
}

/** Limits of the sources of a project. @param root absolute */
export const sourceLimits = (root: string): ReadLimits => ({ maxBytes: smallFile, within: root });

export function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
