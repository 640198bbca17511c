import type { ResourceGraph } from '../graph/graph.js';
import { ambassadors } from './ambassadors.js';
import { bulkheads } from './bulkheads.js';
import type { PatternFinder, ResourcePattern } from './resource-pattern.js';
import { sagas } from './sagas.js';
import { scatterGathers } from './scatter-gathers.js';
import { stranglerRoutes } from './strangler-routes.js';
import { traces } from './traces.js';
import { workflowBreakers } from './workflow-breakers.js';

/** What finds each pattern; one file for each. */
const finders: readonly PatternFinder[] = [
  ambassadors,
  bulkheads,
  sagas,
  scatterGathers,
  stranglerRoutes,
  traces,
  workflowBreakers,
];

/** The patterns that templates show. They are evidence: no rule rests on them. */
export function resourcePatterns(graph: ResourceGraph): readonly ResourcePattern[] {
  return finders.flatMap((find) => find(graph));
}
