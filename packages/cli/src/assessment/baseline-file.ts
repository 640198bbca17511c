import type { BaselineEntry } from '@faultline/catalog';
import { largeFile, readText } from '@faultline/catalog/files';
import { firstLine, UsageError } from '../errors.js';
import { writeOutput, type OutputScope } from '../files/output-file.js';
import { compareText } from './verdicts.js';

/** Name of the baseline where nobody gives another one. */
export const defaultBaseline = 'faultline-baseline.jsonl';

/**
 * Writes known violations as text: one entry a line, sorted by fingerprint, so that a moved file changes lines where
 * they stand and branches rarely touch the same place.
 */
export function renderBaseline(entries: readonly BaselineEntry[]): string {
  const lines = [...entries]
    .sort((a, b) => compareText(a.fingerprint, b.fingerprint) || compareText(a.file, b.file))
    .map(({ fingerprint, check, file, symbol, content, body, copyOf }) =>
      JSON.stringify({
        ...{ fingerprint, check, file, symbol },
        ...(content && { content }),
        ...(body && { body }),
        ...(copyOf && { copyOf }),
      }),
    );
  return [...new Set(lines)].map((line) => `${line}\n`).join('');
}

function isEntry(value: unknown): value is BaselineEntry {
  const entry = value as Partial<BaselineEntry> | null;
  const optional = [entry?.content, entry?.body, entry?.copyOf].map((text) => text ?? '');
  const texts = [entry?.fingerprint, entry?.check, entry?.file, entry?.symbol, ...optional];
  return texts.every((text) => typeof text === 'string');
}

/**
 * Reads the text of a baseline, in whatever order a merge left its lines.
 * @param name of the file, for messages
 * @throws {UsageError} where a line is no entry
 */
export function parseBaseline(text: string, name: string): BaselineEntry[] {
  return text.split('\n').flatMap((line, index) => {
    if (line.trim() === '') return [];
    const place = `${name}:${index + 1}`;
    if (/^(?:<{7}|={7}|>{7}|\|{7})/.test(line)) {
      throw new UsageError(
        `${place} is the mark of a merge conflict; keep the lines of both sides and remove the marks.`,
      );
    }
    let value: unknown;
    try {
      value = JSON.parse(line);
    } catch {
      value = undefined;
    }
    if (isEntry(value)) return value;
    throw new UsageError(`${place} is no entry of a baseline; make the file again with 'faultline baseline create'.`);
  });
}

/**
 * @param within folder that a link must not lead out of, where a configuration names the file
 * @throws {UsageError} where the file cannot be read, or a line of it is no entry
 */
export function readBaseline(file: string, name: string, within?: string): BaselineEntry[] {
  let text: string;
  try {
    text = readText(file, { maxBytes: largeFile, within });
  } catch (error) {
    throw new UsageError(
      `The baseline ${name} cannot be read (${firstLine(error)}); make it with 'faultline baseline create'.`,
    );
  }
  return parseBaseline(text, name);
}

/** @throws {UsageError} where the file may not or cannot be written */
export function writeBaseline(file: string, entries: readonly BaselineEntry[], scope: OutputScope): void {
  writeOutput(file, renderBaseline(entries), scope);
}
