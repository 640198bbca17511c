import { buildGraph } from '../graph/build-graph.js';
import type { PatternFinder, ResourcePattern } from '../patterns/resource-pattern.js';
import { readTemplate } from '../template/read-template.js';

type Resources = Readonly<Record<string, readonly [type: string, properties: Readonly<Record<string, unknown>>]>>;

/** The patterns that a finder sees in a template of these resources. */
export function patternsIn(find: PatternFinder, resources: Resources): readonly ResourcePattern[] {
  const written = Object.entries(resources).map(([id, [type, properties]]) => [
    id,
    { Type: `AWS::${type}`, Properties: properties },
  ]);
  const text = JSON.stringify({ Resources: Object.fromEntries(written) });
  return find(buildGraph([readTemplate({ path: 'stack.json', text })]));
}
