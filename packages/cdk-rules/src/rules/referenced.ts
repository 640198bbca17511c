import type { Resource } from '../graph/graph.js';
import type { Value } from '../values/value.js';
import { branches } from '../values/values.js';

/** The resources that a value refers to, under any condition. */
export function referenced(value: Value, ...types: readonly string[]): readonly Resource[] {
  const found = branches(value).flatMap(({ value: outcome }) =>
    outcome.kind === 'reference' && (types.length === 0 || types.includes(outcome.resource.type))
      ? outcome.resource
      : [],
  );
  return [...new Set(found)];
}

/** Whether a value refers to a resource, under any condition. */
export const refersTo = (value: Value, resource: Resource): boolean => referenced(value).includes(resource);
