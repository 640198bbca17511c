import type { SeenPattern } from '../../assessment/patterns.js';
import type { BoundOperation } from '../inventory/code-edges.js';
import type { ResourceEdge } from '../inventory/template-edges.js';
import type { JoinContext } from '../join/join-context.js';
import { readModels } from './read-models.js';
import { withSharedState } from './shared-breakers.js';
import { withReach } from './traced-edges.js';

/** The patterns of both layers: what each has seen, with what the other adds, and what only both together show. */
export function workloadPatterns(
  seen: readonly SeenPattern[],
  context: JoinContext,
  operations: readonly BoundOperation[],
  edges: readonly ResourceEdge[],
): readonly SeenPattern[] {
  return [...withReach(withSharedState(seen, operations, context), edges), ...readModels(operations, context)];
}
