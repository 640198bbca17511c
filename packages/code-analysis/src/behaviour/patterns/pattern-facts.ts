import { isAside } from '../where-it-runs/types.js';
import { whereItRuns } from '../where-it-runs/where-it-runs.js';
import type { Found } from '../lazy.js';
import { bulkheads } from './bulkheads.js';
import { circuitBreakers } from './circuit-breakers.js';
import { correlations } from './correlation.js';
import { eventStores } from './event-sourcing.js';
import { libraryPatterns } from './library-patterns.js';
import { sagas } from './sagas.js';
import { scatterGathers } from './scatter-gathers.js';
import type { PatternFact } from './types.js';

/** What finds each pattern; one file for each. */
const finders: readonly ((found: Found) => readonly PatternFact[])[] = [
  bulkheads,
  circuitBreakers,
  correlations,
  eventStores,
  libraryPatterns,
  sagas,
  scatterGathers,
];

/** The patterns that the code of a file uses at work; what runs in a browser, in tests or by hand is left out. */
export function patternFacts(found: Found): readonly PatternFact[] {
  const facts = finders.flatMap((find) => find(found));
  if (facts.length === 0) return [];
  const where = whereItRuns(found.file);
  if (where.where === 'browser' || where.where === 'tests' || isAside(where)) return [];
  return facts.toSorted((a, b) => a.at.range[0] - b.at.range[0]);
}
