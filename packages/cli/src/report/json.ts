import type { Results, RunRecord } from '@faultline/catalog';
import { json as safeJson } from './escape.js';
import type { Format } from './format.js';

/** Keys in the order in which people read them; others follow in alphabetical order. */
const order = [
  ...[
    '$schema',
    'schemaVersion',
    'tool',
    'name',
    'version',
    'complete',
    'date',
    'run',
    'scope',
    'root',
    'codeFiles',
    'templates',
    'skipped',
  ],
  ...[
    'id',
    'check',
    'bestPractice',
    'layer',
    'status',
    'severity',
    'precision',
    'preset',
    'title',
    'message',
    'why',
    'fix',
  ],
  ...['fingerprint', 'baseline', 'location', 'file', 'line', 'column', 'endLine', 'endColumn'],
  ...[
    'resource',
    'template',
    'logicalId',
    'type',
    'constructPath',
    'snippet',
    'related',
    'copies',
    'effects',
    'evidence',
    'suppression',
  ],
  ...[
    'counts',
    'violation',
    'compliant',
    'undetermined',
    'suppressed',
    'questions',
    'text',
    'answer',
    'owner',
    'reviewBy',
    'overdue',
    'satisfied',
  ],
  ...[
    'verdicts',
    'bestPractices',
    'maturity',
    'level',
    'claim',
    'state',
    'basis',
    'checks',
    'dependencies',
    'nodes',
    'edges',
    'patterns',
    'errors',
  ],
];
const ranks = new Map(order.map((key, rank) => [key, rank]));

function compareKeys(a: string, b: string): number {
  const difference = (ranks.get(a) ?? order.length) - (ranks.get(b) ?? order.length);
  if (difference !== 0) return difference;
  return a < b ? -1 : 1;
}

function withOrderedKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withOrderedKeys);
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).sort(([a], [b]) => compareKeys(a, b));
  return Object.fromEntries(entries.map(([key, child]) => [key, withOrderedKeys(child)]));
}

/** Without what differs from run to run, unless somebody has fixed the date. */
function repeatable({ run, ...results }: Results): Results {
  if (!run) return results;
  const always: RunRecord & { date?: string; seconds?: number } = { ...run };
  delete always.seconds;
  if (results.date === undefined) delete always.date;
  return { ...results, run: always };
}

/** The results file. Its keys have one order however the results were put together, so that two files can be compared. */
export const json: Format = {
  name: 'json',
  extension: 'json',
  mimeType: 'application/json',
  render: (results) => `${safeJson(withOrderedKeys(repeatable(results)))}\n`,
};
