import { findingsOf, type ResourceFinding } from '../judge.js';
import type { InfrastructureRule } from '../rules/rule.js';
import { buildGraph } from '../graph/build-graph.js';
import { readTemplate } from '../template/read-template.js';

/** What a rule finds in templates, given as text; they are stacks of one application. */
export function findingsFor(rule: InfrastructureRule, ...templates: string[]): ResourceFinding[] {
  const documents = templates.map((text, index) => readTemplate({ path: `stack-${index}.yaml`, text }));
  const graph = buildGraph(documents);
  return graph
    .ofType(...rule.types)
    .filter((resource) => !resource.ownedByCdk)
    .flatMap((resource) => findingsOf(rule, resource, graph));
}
