import type { Resource } from '../../graph/graph.js';
import type { Value } from '../../values/value.js';
import { branches } from '../../values/values.js';

/** The resource of a type that a value points at, in any branch. */
export function reference(value: Value, type: string): Resource | undefined {
  for (const { value: outcome } of branches(value))
    if (outcome.kind === 'reference' && outcome.resource.type === type) return outcome.resource;
  return undefined;
}
