import { readFileSync } from 'node:fs';
import type { Results } from '@faultline/catalog';
import { largeFile, readText } from '@faultline/catalog/files';
import { firstLine, UsageError } from './errors.js';

/** Reads stored results. @throws {UsageError} where they cannot be read, or are of another kind */
export function readResults(file: string): Results {
  let value: unknown;
  try {
    value = JSON.parse(file === '-' ? readFileSync(0, 'utf8') : readText(file, { maxBytes: largeFile }));
  } catch (error) {
    throw new UsageError(`${file} cannot be read as results: ${firstLine(error)}.`);
  }
  const results = value as Partial<Results> | null;
  const lists = [results?.verdicts, results?.bestPractices, results?.checks, results?.errors, results?.scope?.skipped];
  if (results?.schemaVersion !== 1 || !lists.every(Array.isArray)) {
    throw new UsageError(
      `${file} is not a results file of this version; make one with 'faultline check --format json'.`,
    );
  }
  return results as Results;
}
