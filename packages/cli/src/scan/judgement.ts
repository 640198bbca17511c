import { buildGraph, judge, type ResourceGraph, type TemplateDocument } from '@faultline/cdk-rules/analysis';
import type { CheckMetadata } from '@faultline/catalog';
import { firstLine } from '../errors.js';
import type { OwnCheckDefinition } from '../own-checks/definition.js';
import { resourceRule } from '../own-checks/resource-rule.js';
import type { ScanOutcome } from './outcome.js';
import { verdictOf } from './resource-verdicts.js';
import { unusedAcknowledgements } from './unused-acknowledgements.js';

/**
 * Judges the resources of all documents as one graph, since stacks refer to each other by export, name and ARN. What the
 * graph cannot see is told as skipped; a rule that fails costs its own verdict on that resource only.
 */
export function judgeDocuments(
  documents: readonly TemplateDocument[],
  options: {
    readonly checks: ReadonlySet<string>;
    readonly own?: readonly OwnCheckDefinition[];
    readonly today: string;
  },
  outcome: ScanOutcome,
): ResourceGraph {
  const graph = buildGraph(documents);
  for (const { document, type, sourcePath } of graph.notLookedAt) {
    const reason = `not looked at: ${type}, a type that came after these checks; update Faultline (${sourcePath.join('.')})`;
    outcome.skipped.push({ path: document.input.path, reason });
  }
  for (const name of options.checks) outcome.ran.add(name);
  const isWanted = ({ name }: CheckMetadata): boolean => options.checks.has(name);
  const { findings, failures } = judge(graph, isWanted);
  const own = (options.own ?? []).flatMap((check) => (check.layer === 'infrastructure' ? [resourceRule(check)] : []));
  const byOwn = judge(graph, isWanted, own);
  outcome.verdicts.push(...[...findings, ...byOwn.findings].map((finding) => verdictOf(finding, options.today)));
  outcome.unused.push(...unusedAcknowledgements(graph, [...findings, ...byOwn.findings], options.checks));
  // Last, since some of it comes up only when values are asked for.
  for (const { document, path, reason } of graph.notAnalysed) {
    const where = path.length === 0 ? '' : ` (${path.join('.')})`;
    outcome.skipped.push({ path: document.input.path, kind: 'unsupported', reason: `${reason}${where}` });
  }
  for (const { rule, resource, error } of failures) {
    const path = resource.document.input.path;
    const message = `${rule.meta.name} could not judge ${resource.logicalId} in ${path} because of a fault in Faultline (${firstLine(error)}); please report it.`;
    outcome.errors.push({ kind: 'internal', path, message });
  }
  for (const { rule, resource, error } of byOwn.failures) {
    const path = resource.document.input.path;
    const message = `The own check ${rule.meta.name} threw at ${resource.logicalId} in ${path} (${firstLine(error).replace(/\.$/, '')}), so it says nothing of it. Repair the check.`;
    outcome.errors.push({ kind: 'configuration', path, message });
  }
  return graph;
}
