import type { InfrastructureRule } from '../rules/rule.js';
import { findingsFor } from './findings.js';

/** What a rule finds in the resources of templates, as `Work: violation (error)`. Each text is the inside of `Resources`. */
export function statusesOf(rule: InfrastructureRule, ...templates: string[]): string[] {
  const texts = templates.map((resources) => (/^Resources:/m.test(resources) ? resources : `Resources:\n${resources}`));
  return findingsFor(rule, ...texts).map(({ resource, status, severity }) => {
    const grade = status === 'compliant' ? '' : ` (${severity ?? rule.meta.severity})`;
    return `${resource.logicalId}: ${status}${grade}`;
  });
}
