import { existsSync } from 'node:fs';
import { bestPractices, type BestPracticeId, type HistoryEntry } from '@faultline/catalog';
import { largeFile, readText } from '@faultline/catalog/files';
import { z } from 'zod';
import { firstLine, UsageError } from '../errors.js';
import { outputScope, writeOutput } from '../files/output-file.js';
import { compareText } from '../report/place.js';

const number = z.number().int().min(0);
const standing = z.object({
  status: z.enum(['met', 'at-risk', 'undetermined', 'not-applicable', 'attested']),
  violation: number,
  compliant: number,
  undetermined: number,
  suppressed: number,
});
const ids = bestPractices.map(({ id }) => id) as [BestPracticeId, ...BestPracticeId[]];
const entry = z.object({
  date: z.iso.datetime(),
  commit: z.string().optional(),
  bestPractices: z.partialRecord(z.enum(ids), standing),
});

function textOf(file: string): string {
  try {
    return existsSync(file) ? readText(file, { maxBytes: largeFile }) : '';
  } catch (error) {
    throw new UsageError(`The history ${file} cannot be read: ${firstLine(error)}.`);
  }
}

function parseLine(line: string): HistoryEntry | undefined {
  try {
    const parsed = entry.safeParse(JSON.parse(line));
    return parsed.success ? (parsed.data as HistoryEntry) : undefined;
  } catch {
    return undefined;
  }
}

/**
 * The runs that a history file holds, by date, since merged branches bring their lines in any order. None when there is
 * no such file.
 * @throws {UsageError} where it cannot be read, or a line is no run
 */
export function readHistory(file: string): HistoryEntry[] {
  const runs = textOf(file)
    .split(/\r?\n/)
    .flatMap((line, index) => {
      if (line.trim() === '') return [];
      const run = parseLine(line);
      if (run) return [run];
      throw new UsageError(
        `${file}:${index + 1} is no run of a history; remove the line, and after a merge conflict the marks only.`,
      );
    });
  return runs.sort((a, b) => compareText(a.date, b.date));
}

/** Adds a run at the end of a history file, and makes the file where there is none. @throws {UsageError} */
export function appendHistory(file: string, run: HistoryEntry): void {
  const text = textOf(file);
  const lineEnd = text === '' || text.endsWith('\n') ? '' : '\n';
  writeOutput(file, `${text}${lineEnd}${JSON.stringify(run)}\n`, outputScope(process.cwd()));
}
