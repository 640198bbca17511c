import type { CheckMetadata, Suppression } from '@faultline/catalog';
import type { Finding, InfrastructureRule } from './rules/rule.js';
import { infrastructureRules } from './rules/index.js';
import { suppressionsOf } from './suppressions.js';
import type { Resource, ResourceGraph } from './graph/graph.js';

/** A finding with the check that made it and the resource it is about. */
export interface ResourceFinding extends Finding {
  readonly rule: InfrastructureRule;
  readonly resource: Resource;
  /** What the owners of the resource wrote about this check, also where it no longer holds. */
  readonly suppressions: readonly Suppression[];
}

/** A rule that failed at a resource; it says nothing of the resource. */
export interface RuleFailure {
  readonly rule: InfrastructureRule;
  readonly resource: Resource;
  readonly error: unknown;
}

/** What the rules said of a graph. */
export interface Judgements {
  readonly findings: readonly ResourceFinding[];
  readonly failures: readonly RuleFailure[];
}

/** Metadata of every check of infrastructure, sorted by name. */
export const checks: readonly CheckMetadata[] = infrastructureRules.map((rule) => rule.meta);

/**
 * Judges every resource of a graph by every rule, in the order of rules and of resources.
 * Resources that the CDK makes for itself are left out, since their user cannot change them.
 * @param wanted which checks to run; all when absent
 * @param rules other rules than ours
 */
export function judge(
  graph: ResourceGraph,
  wanted: (check: CheckMetadata) => boolean = () => true,
  rules: readonly InfrastructureRule[] = infrastructureRules,
): Judgements {
  const findings: ResourceFinding[] = [];
  const failures: RuleFailure[] = [];
  for (const rule of rules) {
    if (!wanted(rule.meta)) continue;
    for (const resource of graph.ofType(...rule.types)) {
      if (resource.ownedByCdk) continue;
      try {
        const judged = rule.judge(resource, graph);
        if (judged !== undefined) findings.push(...attributed(rule, resource, judged));
      } catch (error) {
        failures.push({ rule, resource, error });
      }
    }
  }
  return { findings, failures };
}

/** What one rule finds at one resource. */
export function findingsOf(
  rule: InfrastructureRule,
  resource: Resource,
  graph: ResourceGraph,
): readonly ResourceFinding[] {
  const judged = rule.judge(resource, graph);
  return judged === undefined ? [] : attributed(rule, resource, judged);
}

function attributed(
  rule: InfrastructureRule,
  resource: Resource,
  judged: Finding | readonly Finding[],
): readonly ResourceFinding[] {
  const suppressions = suppressionsOf(resource, rule.meta.name);
  // What is known stands before what is spread: members added after a spread cost an engine several times as much.
  return (isList(judged) ? judged : [judged]).map((finding) => {
    const message = beyondLimits(finding, resource) ?? finding.message;
    return { rule, resource, suppressions, ...finding, message };
  });
}

/** What an undetermined finding says where its property is more than is resolved; undefined where that is not so. */
function beyondLimits({ status, property, message }: Finding, resource: Resource): string | undefined {
  if (status !== 'undetermined' || property === undefined) return undefined;
  const value = resource.get(property);
  return value.kind === 'unknown' && value.isLimit
    ? `${message} It was not resolved, since ${value.reason}.`
    : undefined;
}

function isList(judged: Finding | readonly Finding[]): judged is readonly Finding[] {
  return Array.isArray(judged);
}
