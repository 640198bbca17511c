import { resolve } from 'node:path';
import type { HistoryEntry, Results } from '@faultline/catalog';
import { now } from '../dates.js';
import { commitOf } from '../git/revisions.js';
import { historyEntry } from './entry.js';
import { appendHistory } from './file.js';

/** Runs that results carry for the report; a history file may hold more. */
const mostRuns = 60;

/** The results with the last of these runs, the oldest first. */
export function withHistory(results: Results, runs: readonly HistoryEntry[]): Results {
  return runs.length === 0 ? results : { ...results, history: runs.slice(-mostRuns) };
}

/**
 * Adds a run to its history file and the history to its results. A run that is not complete is left out of the file:
 * what could not be scanned would look repaired.
 */
export function keepHistory(results: Results, file: string, runs: readonly HistoryEntry[]): Results {
  if (!results.complete) return withHistory(results, runs);
  const run = historyEntry(results, { date: now(), commit: commitOf('HEAD', resolve('.')) });
  appendHistory(file, run);
  return withHistory(results, [...runs, run]);
}
