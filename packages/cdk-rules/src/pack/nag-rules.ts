import { suppress } from '@faultline/catalog';
import type { CfnResource } from 'aws-cdk-lib';
import type { NagRuleCompliance as Compliance } from 'cdk-nag';
import { resourcesOf } from './app-graph.js';
import { findingsOf } from '../judge.js';
import { NagRuleCompliance } from './nag.js';
import { infrastructureRules } from '../rules/index.js';
import type { InfrastructureRule } from '../rules/rule.js';
import { nagSuffix } from '../suppressions.js';

/** A rule as cdk-nag takes it in `applyRule`. */
export type NagRule = (node: CfnResource) => Compliance;

/**
 * Every rule as a plain cdk-nag rule, by the name of its check in camel case: `nagRules.sqsQueueDlq`.
 *
 * cdk-nag knows no third value: where a rule cannot decide, and where it does not concern the resource, the answer is
 * `NOT_APPLICABLE`, never `NON_COMPLIANT`. The same holds for a rule that breaks off, which is told as a process warning.
 */
export const nagRules: Readonly<Record<string, NagRule>> = Object.fromEntries(
  infrastructureRules.map((rule) => {
    const suffix = nagSuffix(rule.meta.name);
    return [`${suffix.charAt(0).toLowerCase()}${suffix.slice(1)}`, asNagRule(rule)];
  }),
);

/** Wraps a rule for cdk-nag. Its name is set, so that rule ids stay the same in a bundle. */
function asNagRule(rule: InfrastructureRule): NagRule {
  const nagRule: NagRule = (node) => {
    try {
      const { resources, graph } = resourcesOf(node);
      const today = new Date().toISOString().slice(0, 10);
      const concerned = resources.filter(({ type, ownedByCdk }) => rule.types.includes(type) && !ownedByCdk);
      const statuses = concerned
        .flatMap((resource) => findingsOf(rule, resource, graph))
        .map((finding) => suppress({ status: finding.status }, finding.suppressions, today).status);
      if (statuses.includes('violation')) return NagRuleCompliance.NON_COMPLIANT;
      if (statuses.length === 0 || statuses.includes('undetermined')) return NagRuleCompliance.NOT_APPLICABLE;
      return NagRuleCompliance.COMPLIANT;
    } catch (error) {
      process.emitWarning(
        `${rule.meta.name} could not judge ${node.node.path} because of a fault in Faultline: ${error}`,
      );
      return NagRuleCompliance.NOT_APPLICABLE;
    }
  };
  return Object.defineProperty(nagRule, 'name', { value: nagSuffix(rule.meta.name) });
}
