import {
  buildGraph,
  infrastructureRules,
  type ResourceFinding,
  type TemplateDocument,
} from '@faultline/cdk-rules/analysis';
import { firstLine } from '../errors.js';
import type { ScanOutcome } from './outcome.js';
import { verdictOf } from './resource-verdicts.js';

/**
 * Judges the resources of all documents as one graph, since stacks refer to each other by export, name and ARN. A rule
 * that fails costs its own verdict on that resource, and says so.
 */
export function judgeDocuments(
  documents: readonly TemplateDocument[],
  options: { readonly checks: ReadonlySet<string>; readonly today: string },
  outcome: ScanOutcome,
): void {
  const graph = buildGraph(documents);
  for (const rule of infrastructureRules) {
    if (!options.checks.has(rule.meta.name)) continue;
    outcome.ran.add(rule.meta.name);
    for (const resource of graph.ofType(...rule.types)) {
      try {
        const judged = rule.judge(resource, graph) ?? [];
        const findings = Array.isArray(judged) ? judged : [judged];
        for (const finding of findings as ResourceFinding[]) {
          outcome.verdicts.push(verdictOf({ ...finding, rule, resource }, options.today));
        }
      } catch (error) {
        const path = resource.document.input.path;
        const message = `${rule.meta.name} could not judge ${resource.logicalId} in ${path} because of a fault in Faultline (${firstLine(error)}); please report it.`;
        outcome.errors.push({ kind: 'internal', path, message });
      }
    }
  }
}
