import type { InfrastructureRule } from '@faultline/cdk-rules/analysis';
import type { ResourceCheckDefinition } from './definition.js';
import { originalOf, templateResource, templatesOf } from './templates.js';
import { metadataOf, requireFinding } from './validate.js';

/** A check of one's own as a rule over the graph. */
export function resourceRule(check: ResourceCheckDefinition): InfrastructureRule {
  return {
    meta: { ...metadataOf(check), layer: 'infrastructure' },
    types: check.types,
    judge: (resource, graph) =>
      Array.from(check.judge(templateResource(resource), templatesOf(graph)), (finding) => {
        requireFinding(finding);
        const { related = [], ...rest } = finding;
        return {
          ...rest,
          related: related.map(({ resource: other, message }) => ({ resource: originalOf(other), message })),
        };
      }),
  };
}
