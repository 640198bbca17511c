import type { PatternName } from '@faultline/catalog';
import type { Resource, ResourceGraph } from '../graph/graph.js';

/** A resource that is part of a pattern. */
export interface PatternPlace {
  readonly resource: Resource;
  /** Which part it has. */
  readonly message: string;
  readonly property?: string;
}

/** A pattern that templates show. */
export interface ResourcePattern {
  readonly pattern: PatternName;
  /** The service that makes it. */
  readonly by: string;
  /** What was seen, in one sentence. */
  readonly message: string;
  /** What the pattern needs and was not seen, one sentence each. */
  readonly lacks: readonly string[];
  /** Where it was seen; the first place is its own. */
  readonly places: readonly PatternPlace[];
}

/** What finds a pattern in a graph. */
export type PatternFinder = (graph: ResourceGraph) => readonly ResourcePattern[];

/** Names for a sentence, the first few of them: `A, B and 3 more`. */
export function named(names: readonly string[], most = 5): string {
  const shown = names.slice(0, most).join(', ');
  return names.length > most ? `${shown} and ${names.length - most} more` : shown;
}
