import { join as joinPath } from 'node:path';
import type { SeenPattern } from '../../assessment/patterns.js';
import type { BoundOperation } from '../inventory/code-edges.js';
import type { JoinContext } from '../join/join-context.js';
import { nameOf, resourcePlace } from '../resource-places.js';
import { lineAt } from '../text-offsets.js';

/**
 * Circuit breakers in code, with the table that keeps their state where the functions that run them bind one: then all
 * instances of a function open and close together.
 */
export function withSharedState(
  seen: readonly SeenPattern[],
  operations: readonly BoundOperation[],
  { code }: JoinContext,
): readonly SeenPattern[] {
  return seen.map((pattern) => {
    const { within, places } = pattern;
    const file = places[0]?.location?.file;
    if (pattern.pattern !== 'circuit-breaker' || pattern.by !== 'by hand' || !within || file === undefined)
      return pattern;
    const path = joinPath(code.scope.root, file);
    const tables = new Map(
      operations.flatMap(({ file: at, fact, bound }) => {
        if (at !== path || fact.service !== 'dynamodb' || !bound) return [];
        const line = lineAt(code.textOf(at) ?? '', fact.at.range[0]);
        return line >= within[0] && line <= within[1] ? [[bound.resource.key, bound.resource] as const] : [];
      }),
    );
    if (tables.size === 0) return pattern;
    const keeping = [...tables.values()].map((table) => resourcePlace(table, `${nameOf(table)} keeps its state`));
    return { ...pattern, layer: 'workload' as const, places: [...places, ...keeping] };
  });
}
